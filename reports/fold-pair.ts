import type { Drift } from '../model/drift.ts';
import type { Event } from '../model/event.ts';
import type { Run } from '../model/run.ts';
import { compareRuns } from './compare/compare-runs.ts';
import { type FoldOptions, fold } from './fold.ts';
import { sightingsOf } from './observed.ts';

/** Makes the runs of one contract on two targets, and tells what differs. */
export function foldPair(
  before: readonly Event[],
  after: readonly Event[],
  how: FoldOptions,
): { readonly runs: readonly [Run, Run]; readonly drift: Drift } {
  const first = fold(before, beside(how, fold(after, how)));
  const second = fold(after, beside(how, fold(before, how)));
  const sightings = { before: sightingsOf(before), after: sightingsOf(after) };
  return { runs: [first, second], drift: compareRuns(first, second, sightings) };
}

/** A deviation that one of two targets has is no stale entry on the other. */
function beside(how: FoldOptions, { findings }: Run): FoldOptions {
  return how.waivers === undefined ? how : { ...how, waivers: { ...how.waivers, elsewhere: findings } };
}
