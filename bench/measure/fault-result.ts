import type { Site } from '../sites/reachable-sites.ts';
import type { Outcome } from './outcome.ts';

/** What a generator has for a site: a fault, a reason why there is none, or nothing. */
export interface SiteResult extends Site {
  readonly has: 'fault' | 'reason' | 'nothing';
  readonly reason?: string;
}

/** A value that does not have the fault it was made for, or not alone. */
export interface Unproved {
  readonly fault: string;
  /** The place of its schema. */
  readonly schema: string;
  readonly value: string;
  readonly why: string;
}

/** How the sites and faults of one schema were judged. */
export interface FaultResult {
  readonly outcome: Outcome;
  readonly reason?: string;
  readonly place?: string;
  readonly sites: readonly SiteResult[];
  readonly faults: readonly FaultProof[];
  /** Judges that had to agree on each value. */
  readonly judges: readonly string[];
}

/** How the values of one fault were judged. */
export interface FaultProof {
  readonly keyword: string;
  readonly values: number;
  readonly proved: number;
  readonly shrinks: number;
  readonly shrinksProved: number;
  readonly first?: Unproved;
}

/** A result without faults. */
export function withoutFaults(
  outcome: Outcome,
  sites: readonly Site[],
  about: Pick<FaultResult, 'reason' | 'place'> = {},
): FaultResult {
  return {
    outcome,
    sites: sites.map((site) => ({ ...site, has: 'nothing' })),
    faults: [],
    judges: [],
    ...about,
  };
}
