import type { OperationId } from './contract.ts';
import type { RunVerdict } from './run.ts';
import type { Level } from './statement.ts';

/** What two runs of one contract may differ in. */
export type DriftKind = 'finding' | 'verdict' | 'status' | 'case' | 'header' | 'member' | 'coverage';

/** One thing that is not as it was. */
export interface Change {
  readonly kind: DriftKind;
  readonly change: 'new' | 'gone' | 'changed';
  readonly operation: OperationId | null;
  /** What differs: a check, a status, a header, a member, a case. */
  readonly what: string;
  /** Null where there was nothing. */
  readonly from: string | null;
  /** Null where there is nothing any more. */
  readonly to: string | null;
  /** Of a finding, the stronger of both; null of all else. */
  readonly level: Level | null;
  /** Of a finding; null of all else. */
  readonly fingerprint: string | null;
  /** Whether it tells of the target, and not only of how much was tried. */
  readonly isDrift: boolean;
  /** Whether it is for the worse: a new or stronger finding, or a check that holds no more. */
  readonly isWorse: boolean;
}

/** What a compared run is called. */
export interface ComparedRun {
  readonly target: string;
  readonly startedAt: string;
  readonly contractVersion: string;
  readonly productVersion: string | null;
  readonly seed: number;
  readonly verdict: RunVerdict;
}

/** Two runs of one contract, compared. */
export interface Drift {
  readonly contract: string;
  readonly before: ComparedRun;
  readonly after: ComparedRun;
  /** What makes the comparison weaker than it could be. */
  readonly notes: readonly string[];
  readonly changes: readonly Change[];
}

/** Whether two targets, or two runs, differ in what tells of the target. */
export function hasDrifted({ changes }: Drift): boolean {
  return changes.some(({ isDrift }) => isDrift);
}
