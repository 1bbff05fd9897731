import type { EarlierRun } from './earlier.ts';
import type { Event } from './event.ts';
import type { Level } from './statement.ts';
import type { Waiver } from './waiver.ts';

/** What a run was judged by, as it stands in a recording. */
export interface RecordedRules {
  readonly failOn: Level;
  /** Percent of what counts that must have been judged; null for no limit. */
  readonly minCoverage: number | null;
  /** Known deviations, the day that they were held against, and the chosen operations (null: all); null for none. */
  readonly waivers: {
    readonly entries: readonly Waiver[];
    readonly today: string;
    readonly selected: readonly string[] | null;
  } | null;
  /** Earlier runs of the same contract that it was held against. */
  readonly earlier: readonly EarlierRun[];
}

/** The events of one run, with what it was judged by. */
export interface RecordedRun {
  readonly rules: RecordedRules;
  /** Whether it is the second of two targets that were compared; the first stands before it. */
  readonly isAgainst: boolean;
  readonly events: readonly Event[];
}

/** What events.ndjson holds. */
export interface Recording {
  readonly runs: readonly RecordedRun[];
  /** Whether the last line is cut, because whoever wrote it was killed. */
  readonly isCut: boolean;
}
