import type { OperationId } from './contract.ts';
import type { Finding, ListedExchange } from './run.ts';

/** What an earlier run sent that led to a finding: enough to know it again in a plan of the same seed. */
export interface Evidence {
  readonly operation: OperationId;
  readonly purpose: string;
}

/** Whether a finding is still there. */
export type ReplayVerdict = 'fixed' | 'still-broken' | 'cannot-tell';

/** What came of sending again what led to a finding. */
export interface ReplayAnswer {
  readonly verdict: ReplayVerdict;
  /** As the report has it. */
  readonly finding: Finding;
  /** As it was found again; where it is fixed, another one of the same check and operation, or null. */
  readonly found: Finding | null;
  /** Why it cannot be told. */
  readonly why: string | null;
  /** URL of the target that was asked this time. */
  readonly target: string;
  /** What was sent again of that which led to it, in its order. */
  readonly sent: readonly ListedExchange[];
}
