import type { Case } from './case.ts';
import type { Check } from './check.ts';
import type { Operation } from './contract.ts';
import type { Run } from './run.ts';

/** What a target can and cannot show. */
export interface TargetProfile {
  readonly kind: Run['target']['kind'];
  /** A live target keeps what it is given; a mock forgets it. */
  readonly isStateful: boolean;
  /** Why the target cannot show what a faulty case asks; undefined where it can. */
  cannotShow(planned: Case, operation: Operation): string | undefined;
  /** Why a reply of this status to a case says nothing of a target; undefined where it does. */
  cannotJudge(planned: Case, operation: Operation, status: number): string | undefined;
  /** Why a check cannot be decided on this target; undefined where it can. */
  cannotDecide(check: Check): string | undefined;
}
