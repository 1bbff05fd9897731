import type { Json } from '../../model/json.ts';
import { canonical } from '../evaluation/canonical.ts';
import { UnsupportedSchemaError } from '../schema/unsupported-schema-error.ts';
import { type ArrayLimits, arrayLimits } from './array-limits.ts';
import { isFeasible } from './height.ts';
import { anyItem, itemStates, shortest } from './items.ts';
import type { Run, Spot } from './run.ts';
import { pointerOf, type State } from './state.ts';
import { isTight, shownAt } from './tightness.ts';

/** Longer arrays are made only where a minimum asks for them. */
const LONGEST = 40;
/** Longer arrays are not made even where they are asked for. */
const MOST = 10_000;
const TRIES_FOR_DISTINCT = 40;
/** An example shows one item down to this depth. */
const SHOWN_DEPTH = 4;

/** An array that the conjuncts of a state allow. */
export function arrayValue(run: Run, state: State, spot: Spot): Json[] {
  const limits = arrayLimits(state);
  if (limits.min > MOST) {
    throw new UnsupportedSchemaError(pointerOf(state), `arrays of ${limits.min} items are not made`);
  }
  const least = leastLength(run, state, limits);
  let length = lengthOf(run, state, { ...limits, min: least }, spot);
  for (;;) {
    const items = itemsOf(run, state, length, spot);
    if (items.length === length) return repeating(items, limits);
    // A set of few possible items is full: shorter is fine where the minimum is met.
    if (items.length < least) break;
    length = items.length;
  }
  throw new UnsupportedSchemaError(pointerOf(state), 'not enough items were found');
}

function leastLength({ model }: Run, state: State, { min, contained }: ArrayLimits): number {
  return contained.length === 0 ? min : (shortest(model, state, (one) => isFeasible(model, one)) ?? min);
}

function repeating(items: Json[], { repeated }: ArrayLimits): Json[] {
  const [first] = items;
  return repeated && first !== undefined ? [...items.slice(0, -1), first] : items;
}

/** Items up to a length, or up to the first that could not be made. */
function itemsOf(run: Run, state: State, length: number, spot: Spot): Json[] {
  const { min, unique } = arrayLimits(state);
  const states = itemStates(run.model, state, length, (one) => isFeasible(run.model, one));
  if (!states) throw new UnsupportedSchemaError(pointerOf(state), 'contains cannot be satisfied');
  const items: Json[] = [];
  const seen = unique ? new Set<string>() : undefined;
  for (const [index, itemState] of states.entries()) {
    const make = (): Json | undefined => itemAt(run, itemState, index, spot, seen);
    const item = index < min ? make() : run.attempt(make);
    if (item === undefined) break;
    items.push(item);
  }
  return items;
}

function itemAt(
  run: Run,
  state: State,
  index: number,
  spot: Spot,
  seen: Set<string> | undefined,
): Json | undefined {
  const below: Spot = {
    depth: spot.depth + 1,
    want: spot.want?.below.get(String(index)),
    shown: shownAt(spot, index),
  };
  if (!seen) return run.value(state, below);
  return run.source.retry(TRIES_FOR_DISTINCT, () => {
    const item = run.value(state, below);
    const text = canonical(item);
    if (seen.has(text)) return undefined;
    seen.add(text);
    return item;
  });
}

function lengthOf(run: Run, state: State, { min, max, leading }: ArrayLimits, spot: Spot): number {
  const wantedItems = spot.want
    ? Math.max(0, ...[...spot.want.below.keys()].map((token) => Number(token) + 1 || 0))
    : 0;
  const least = Math.max(min, Math.min(wantedItems, max));
  const open = Math.max(least, Math.min(max, firstInfeasible(run, state, leading, least)));
  if (open === least) return least;
  if (run.isSimple) return spot.depth <= SHOWN_DEPTH ? Math.max(least, Math.min(1, open)) : least;
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
  const { model } = run;
  const canStand = (index: number): boolean =>
    anyItem(model, state, index, (one) => isFeasible(model, one)) !== undefined;
  for (let index = least; index <= leading; index++) if (!canStand(index)) return index;
  return canStand(Math.max(least, leading)) ? Number.POSITIVE_INFINITY : Math.max(least, leading);
}
