import type { Outcome } from './outcome.ts';

/** How the sites and faults of one schema were judged. */
export interface FaultResult {
  readonly outcome: Outcome;
  readonly reason?: string;
  readonly place?: string;
}
