import type { Json } from '../../model/json.ts';
import { type Pointer, valueAt, withValueAt } from '../../model/pointer.ts';

/** Something that is wrong with a value. */
export interface Flaw {
  /** The same for the same flaw of another value. */
  readonly key: string;
  /** Where a change could mend it, the best places first. */
  readonly places: readonly Pointer[];
}

/** What a value is to become. */
export interface RepairGoal<Found extends Flaw> {
  /** What is wrong with a value; undefined where it may not be so at all. */
  flaws(value: Json): readonly Found[] | undefined;
  /** What to try at one of the places of a flaw, the best first; undefined takes away what is there. */
  candidates(value: Json, flaw: Found, place: Pointer): readonly (Json | undefined)[];
  /** How many values are looked at. @defaultValue 400 */
  readonly limit?: number;
}

interface State<Found> {
  readonly value: Json;
  readonly flaws: readonly Found[];
  readonly changes: number;
}

/** More changes make another value, not a mended one. */
const MOST_CHANGES = 8;
const USUAL_LIMIT = 400;

/**
 * A value near to one that has flaws, without any: the first flaw is mended in each way that there is, and what has the
 * fewest left is gone on with. Undefined where none was found.
 */
export function repaired<Found extends Flaw>(value: Json, goal: RepairGoal<Found>): Json | undefined {
  const flaws = goal.flaws(value);
  if (flaws === undefined) return undefined;
  if (flaws.length === 0) return value;
  let left = goal.limit ?? USUAL_LIMIT;
  const seen = new Set([JSON.stringify(value)]);
  const open: State<Found>[] = [{ value, flaws, changes: 0 }];
  for (let state = open.shift(); state; state = open.shift()) {
    const [flaw] = state.flaws;
    if (!flaw) return state.value;
    if (state.changes >= MOST_CHANGES) continue;
    for (const changed of changesOf(state.value, flaw, goal)) {
      const key = JSON.stringify(changed);
      if (seen.has(key)) continue;
      seen.add(key);
      left -= 1;
      if (left < 0) return undefined;
      const found = goal.flaws(changed);
      if (!found || found.some((one) => one.key === flaw.key)) continue;
      if (found.length === 0) return changed;
      insert(open, { value: changed, flaws: found, changes: state.changes + 1 });
    }
  }
  return undefined;
}

function* changesOf<Found extends Flaw>(value: Json, flaw: Found, goal: RepairGoal<Found>): Iterable<Json> {
  for (const place of flaw.places) {
    for (const candidate of goal.candidates(value, flaw, place)) {
      if (candidate === undefined && valueAt(value, place) === undefined) continue;
      yield withValueAt(value, place, candidate);
    }
  }
}

/** Fewest flaws first, then fewest changes; of equals the earlier one. */
function insert<Found>(open: State<Found>[], state: State<Found>): void {
  const at = open.findIndex(
    (one) =>
      one.flaws.length > state.flaws.length ||
      (one.flaws.length === state.flaws.length && one.changes > state.changes),
  );
  open.splice(at < 0 ? open.length : at, 0, state);
}
