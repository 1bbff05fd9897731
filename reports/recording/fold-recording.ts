import type { Drift } from '../../model/drift.ts';
import type { RecordedRules, RecordedRun } from '../../model/recording.ts';
import type { Run } from '../../model/run.ts';
import { type FoldOptions, fold } from '../fold.ts';
import { foldPair } from '../fold-pair.ts';

/** What the runs of a recording come to, and what differs where two targets were compared. */
export function foldRecording(runs: readonly RecordedRun[]): {
  readonly runs: readonly Run[];
  readonly drifts: readonly Drift[];
} {
  const folded: Run[] = [];
  const drifts: Drift[] = [];
  for (const [at, { rules, isAgainst, events }] of runs.entries()) {
    const before = runs[at - 1];
    const how = foldOptions(rules);
    if (!isAgainst || !before) {
      folded.push(fold(events, how));
      continue;
    }
    const pair = foldPair(before.events, events, how);
    folded.splice(-1, 1, ...pair.runs);
    drifts.push(pair.drift);
  }
  return { runs: folded, drifts };
}

/** What a recording says of how a run is judged, from what it is folded with. */
export function recordedRules({ failOn, minCoverage, waivers, earlier }: FoldOptions): RecordedRules {
  return {
    failOn,
    minCoverage: minCoverage ?? null,
    waivers: waivers
      ? {
          entries: waivers.entries,
          today: waivers.today,
          selected: waivers.selected ? [...waivers.selected] : null,
        }
      : null,
    earlier: earlier ?? [],
  };
}

function foldOptions({ failOn, minCoverage, waivers, earlier }: RecordedRules): FoldOptions {
  return {
    failOn,
    minCoverage: minCoverage ?? undefined,
    waivers: waivers
      ? {
          entries: waivers.entries,
          today: waivers.today,
          selected: waivers.selected === null ? undefined : new Set(waivers.selected),
        }
      : undefined,
    earlier,
  };
}
