import type { Json } from '../../model/json.ts';
import { type ArrayLimits, arrayLimits, itemParts } from './array-limits.ts';
import { isFeasible } from './height.ts';
import type { Run, Spot } from './run.ts';
import type { Part } from './schema-document.ts';
import { pointerOf, type State } from './state.ts';
import { isTight, shownAt } from './tightness.ts';
import { UnsupportedSchemaError } from './unsupported-schema-error.ts';

/** Longer arrays are made only where a minimum asks for them. */
const LONGEST = 40;
const TRIES_FOR_DISTINCT = 40;
/** An example shows one item down to this depth. */
const SHOWN_DEPTH = 4;

/** An array that the conjuncts of a state allow. */
export function arrayValue(run: Run, state: State, spot: Spot): Json[] {
  const limits = arrayLimits(state);
  if (limits.min > 10_000) {
    throw new UnsupportedSchemaError(pointerOf(state), `arrays of ${limits.min} items are not made`);
  }
  const length = lengthOf(run, state, limits, spot);
  const extra = containedAt(run, state, limits, length);
  const items: Json[] = [];
  const seen = new Set<string>();
  for (let index = 0; index < length; index++) {
    const item = itemAt(
      run,
      [...itemParts(state, index), ...(extra.get(index) ?? [])],
      index,
      spot,
      limits,
      seen,
    );
    if (item !== undefined) items.push(item);
    // A set of few possible items is full: shorter is fine where the minimum is met.
    else if (items.length >= limits.min) break;
    else throw new UnsupportedSchemaError(pointerOf(state), 'not enough distinct items were found');
  }
  return items;
}

function itemAt(
  run: Run,
  parts: readonly Part[],
  index: number,
  spot: Spot,
  limits: ArrayLimits,
  seen: Set<string>,
): Json | undefined {
  const itemState = run.model.state(parts);
  const below: Spot = {
    depth: spot.depth + 1,
    want: spot.want?.below.get(String(index)),
    shown: shownAt(spot, index),
  };
  if (!limits.unique) return run.value(itemState, below);
  return run.source.retry(TRIES_FOR_DISTINCT, () => {
    const item = run.value(itemState, below);
    const text = canonical(item);
    if (seen.has(text)) return undefined;
    seen.add(text);
    return item;
  });
}

/** A text that is the same for equal values. */
export function canonical(value: Json): string {
  return JSON.stringify(value, (_, inner) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function lengthOf(run: Run, state: State, { min, max, leading }: ArrayLimits, spot: Spot): number {
  const wantedItems = Math.max(
    0,
    ...[...(spot.want?.below.keys() ?? [])].map((token) => Number(token) + 1 || 0),
  );
  const least = Math.max(min, Math.min(wantedItems, max));
  const open = Math.max(least, Math.min(max, firstInfeasible(run, state, leading, least)));
  if (open === least) return least;
  if (run.mode === 'example') return spot.depth <= SHOWN_DEPTH ? Math.max(least, Math.min(1, open)) : least;
  if (isTight(run, spot)) return least;
  const { source } = run;
  const most = Math.min(open, Math.max(least, LONGEST));
  switch (source.draw(9)) {
    case 7:
      return least;
    case 8:
      return Number.isFinite(max) && spot.depth < 3 ? most : Math.min(most, least + 1);
    case 9:
      return least + source.draw(Math.min(most - least, spot.depth < 2 ? 20 : 5));
    default:
      return least + source.draw(Math.min(most - least, spot.depth < 3 ? 3 : 1));
  }
}

/** The first index from `least` on at which no item can stand. */
function firstInfeasible(run: Run, state: State, leading: number, least: number): number {
  for (let index = least; index <= leading; index++) {
    if (!isFeasible(run.model, run.model.state(itemParts(state, index)))) return index;
  }
  const rest = run.model.state(itemParts(state, Math.max(least, leading)));
  return isFeasible(run.model, rest) ? Number.POSITIVE_INFINITY : Math.max(least, leading);
}

/** Gives what has to be contained its places, the last ones where it fits. */
function containedAt(run: Run, state: State, limits: ArrayLimits, length: number): Map<number, Part[]> {
  const places = new Map<number, Part[]>();
  for (const { part, min } of limits.contained) {
    let missing = min;
    for (let index = length - 1; index >= 0 && missing > 0; index--) {
      const together = [...itemParts(state, index), part];
      if (places.has(index) || !isFeasible(run.model, run.model.state(together))) continue;
      places.set(index, [part]);
      missing--;
    }
  }
  return places;
}
