import type { Site } from '../contract/site.ts';
import type { OmissionSubject } from '../model/case.ts';
import type { Contract, Operation } from '../model/contract.ts';
import type { Evidence } from '../model/replay.ts';
import type { Mode } from '../model/run.ts';

/** How much a run tries. */
export interface Budget {
  readonly name: string;
  /** Random cases an operation. */
  readonly random: number;
  /** Whether optional members, listed values and the like are combined pair by pair. */
  readonly pairwise?: boolean;
}

/** All that a plan depends on: the same input gives the same plan. */
export interface PlanOptions {
  readonly seed: number;
  readonly mode: Mode;
  readonly budget: Budget;
  readonly site: Site;
  /** Which operations take part. */
  readonly selects: (operation: Operation) => boolean;
  /** Only what led to a finding of an earlier run with the same seed. */
  readonly evidence?: readonly Evidence[] | undefined;
}

/** What the parts of a plan share. */
export interface PlanContext extends PlanOptions {
  readonly contract: Contract;
}

/** Hears what of an operation is not tried, and why; `check` is one that nothing else lets judge it. */
export type Omit = (what: string, why: string, about?: OmissionSubject, check?: string) => void;

/** Why what the document binds weakly is not combined with what it binds. */
export const WEAK = 'the document binds weakly to it, so a refusal of the combination would say little';

const BUDGETS: Readonly<Record<string, number>> = { quick: 0, normal: 50, thorough: 500 };

/** The budget of a name, or of a number of random cases; undefined for anything else. */
export function budgetOf(name: string): Budget | undefined {
  const random =
    (Object.hasOwn(BUDGETS, name) ? BUDGETS[name] : undefined) ??
    (/^\d+$/.test(name) ? Number(name) : undefined);
  return random === undefined ? undefined : { name, random, pairwise: name !== 'quick' };
}
