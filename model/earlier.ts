import type { OperationId } from './contract.ts';

/** A run that a later one of the same contract on the same target is held against: what it found, in short. */
export interface EarlierRun {
  readonly target: { readonly url: string; readonly kind: 'live' | 'prism' | 'twin' };
  readonly startedAt: string;
  readonly findings: readonly EarlierFinding[];
}

/** A finding of an earlier run. */
export interface EarlierFinding {
  readonly fingerprint: string;
  readonly check: string;
  readonly operation: OperationId;
  readonly message: string;
}

/** What became of findings since an earlier run. */
export interface Since {
  readonly startedAt: string;
  /** Fingerprints of findings that were not there. */
  readonly new: readonly string[];
  /** Those of findings that were there already. */
  readonly known: readonly string[];
  /** What was judged again, and holds. */
  readonly fixed: readonly EarlierFinding[];
  /** What was not found again, while nothing says that it is mended: not tried, or broken in another place. */
  readonly unseen: readonly EarlierFinding[];
}
