import type { Part } from '../schema/part.ts';
import { arrayLimits, itemParts } from './array-limits.ts';
import { memo } from './memo.ts';
import type { Model } from './model.ts';
import type { State } from './state.ts';

/** Whether a state has a value. */
export type Feasible = (state: State) => boolean;

const plainStates = memo((_: State): State[] => []);

/** What an item has to satisfy that is none of the contained ones. */
export function plainItem(model: Model, state: State, index: number): State {
  const states = plainStates(state);
  const at = Math.min(index, arrayLimits(state).leading);
  const known = states[at];
  if (known) return known;
  const made = model.state(itemParts(state, at));
  states[at] = made;
  return made;
}

/** What an item has to satisfy where it may count as one of the contained ones; undefined where none can stand. */
export function anyItem(model: Model, state: State, index: number, isFeasible: Feasible): State | undefined {
  const plain = plainItem(model, state, index);
  if (isFeasible(plain)) return plain;
  return arrayLimits(state)
    .contained.map((one) => model.state(itemParts(state, index, [one])))
    .find(isFeasible);
}

/** The least number of items with which an array can have all that it has to contain; undefined where there is none. */
export function shortest(model: Model, state: State, isFeasible: Feasible): number | undefined {
  const { min, max, leading, contained } = arrayLimits(state);
  // Behind the leading items all places are alike: with room for each contained item more of them do not help.
  const most = Math.min(max, Math.max(min, leading + contained.reduce((sum, one) => sum + one.min, 0)));
  for (let length = min; length <= most; length++) {
    if (itemStates(model, state, length, isFeasible)?.every(isFeasible)) return length;
  }
  return undefined;
}

/**
 * What the items have to satisfy one by one, so that the contained ones are as many as they have to be; undefined
 * where they cannot be.
 */
export function itemStates(
  model: Model,
  state: State,
  length: number,
  isFeasible: Feasible,
): State[] | undefined {
  const { contained } = arrayLimits(state);
  const plain = Array.from({ length }, (_, index) => plainItem(model, state, index));
  if (contained.length === 0) return plain;
  const as = plain.map((): (typeof contained)[number][] => []);
  const others = plain.map((): Part[] => []);
  const stateAt = (index: number, further: readonly Part[] = []): State =>
    model.state([...itemParts(state, index, as[index]), ...(others[index] ?? []), ...further]);
  for (const one of contained) {
    const isBounded = Number.isFinite(one.max);
    const forced: number[] = [];
    const free: number[] = [];
    for (let index = length - 1; index >= 0; index--) {
      const counted = model.state([
        ...itemParts(state, index, [...(as[index] ?? []), one]),
        ...(others[index] ?? []),
      ]);
      if (!isFeasible(counted)) continue;
      const canMiss = isFeasible(isBounded ? stateAt(index, [one.others]) : stateAt(index));
      (canMiss ? free : forced).push(index);
    }
    const chosen = new Set([...forced, ...free.slice(0, Math.max(0, one.min - forced.length))]);
    if (chosen.size < one.min || chosen.size > one.max) return undefined;
    for (let index = 0; index < length; index++) {
      if (chosen.has(index)) as[index]?.push(one);
      else if (isBounded) others[index]?.push(one.others);
    }
  }
  return plain.map((_, index) => stateAt(index));
}
