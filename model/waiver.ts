import type { OperationId } from './contract.ts';
import type { Pointer } from './pointer.ts';
import type { Mode, Run } from './run.ts';
import type { Position } from './statement.ts';

/** A known deviation: which findings it speaks of, who answers for it, why, and until when. */
export interface Waiver {
  /** Where it stands in its file. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  // Of these at least the fingerprint, or operation, check and pointer. A finding has to agree with all that are given.
  readonly fingerprint: string | null;
  readonly contract: string | null;
  readonly operation: OperationId | null;
  readonly check: string | null;
  readonly pointer: Pointer | null;
  readonly keyword: string | null;
  readonly reason: string;
  readonly owner: string;
  /** One of these two is given. */
  readonly ticket: string | null;
  readonly document: string | null;
  /** The last day on which it waives, as `2027-01-31`. */
  readonly expires: string;
  /** A range of versions of the product; null for all. */
  readonly productVersions: string | null;
  /** The run that found the deviation: one that looks at less cannot tell that it is gone. Null where nobody says. */
  readonly found: FoundBy | null;
}

/** How a run looked; what is not said does not matter. */
export interface FoundBy {
  readonly target: Run['target']['kind'] | null;
  readonly mode: Mode | null;
  readonly budget: string | null;
}

/**
 * What became of an entry in a run. `used`: it waives a finding; `stale`: what it speaks of was judged and nothing is
 * broken; `expired`: its day is over; `unused`: the run could not tell.
 */
export type WaiverStatus = 'used' | 'unused' | 'stale' | 'expired';

/** An entry with what became of it in a run. */
export interface JudgedWaiver extends Waiver {
  readonly status: WaiverStatus;
  /** Null where it is used. */
  readonly why: string | null;
  /** Fingerprints of the findings that it speaks of, also where it has expired. */
  readonly findings: readonly string[];
}

/** What a waived finding says of the entry that waives it. */
export type WaivedBy = Pick<
  Waiver,
  'reason' | 'owner' | 'ticket' | 'document' | 'expires' | 'file' | 'line' | 'column'
>;

/** Whether an entry fails its run. */
export function failsRun({ status }: Pick<JudgedWaiver, 'status'>): boolean {
  return status === 'stale' || status === 'expired';
}

/** Where an entry stands, as editors follow it. */
export function placeOf({ file, line, column }: Position): string {
  return `${file}:${line}:${column}`;
}
