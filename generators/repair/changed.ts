import type { Json } from '../../model/json.ts';
import { type Pointer, withValueAt } from '../../model/pointer.ts';

/** What values near to one are looked for. */
export interface ChangeGoal {
  readonly places: readonly Pointer[];
  candidates(value: Json, place: Pointer): readonly (Json | undefined)[];
  /** Whether a value is the one that is looked for, is on the way, or may not be so. */
  judge(value: Json): 'found' | 'open' | 'closed';
  /** How many values are looked at. @defaultValue 400 */
  readonly limit?: number;
}

const USUAL_LIMIT = 400;

/** The nearest value that is as wanted, by one change or by two; undefined where there is none. */
export function changed(value: Json, goal: ChangeGoal): Json | undefined {
  const seen = new Set([JSON.stringify(value)]);
  let left = goal.limit ?? USUAL_LIMIT;
  let from: readonly Json[] = [value];
  for (const _ of ['one change', 'two changes']) {
    const next: Json[] = [];
    for (const one of from) {
      for (const place of goal.places) {
        for (const candidate of goal.candidates(one, place)) {
          const made = withValueAt(one, place, candidate);
          const key = JSON.stringify(made);
          if (seen.has(key)) continue;
          seen.add(key);
          left -= 1;
          if (left < 0) return undefined;
          const verdict = goal.judge(made);
          if (verdict === 'found') return made;
          if (verdict === 'open') next.push(made);
        }
      }
    }
    from = next;
  }
  return undefined;
}
