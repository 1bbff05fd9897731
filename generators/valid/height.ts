import { UnsupportedSchemaError } from '../schema/unsupported-schema-error.ts';
import { arrayLimits } from './array-limits.ts';
import { anyItem, shortest } from './items.ts';
import { type Kind, kindsOf } from './kinds.ts';
import { memberOf, requiredMembers } from './members.ts';
import type { Model } from './model.ts';
import { numberRange, times } from './number-range.ts';
import { memberParts, objectLimits } from './object-limits.ts';
import type { State } from './state.ts';
import { lengthRange, stringLimits } from './string-limits.ts';
import { acceptedValues, valuesOf } from './values.ts';

/** Deeper values are not looked for. */
const DEEPEST = 24;

const heights = new WeakMap<State, number>();
const fitting = new WeakMap<State, Map<number, boolean>>();

/** The nesting that the flattest value of a state needs; infinite where there is no value. */
export function heightOf(model: Model, state: State): number {
  const known = heights.get(state);
  if (known !== undefined) return known;
  let height = 0;
  while (height <= DEEPEST && !fits(model, state, height)) height++;
  const found = height > DEEPEST ? Number.POSITIVE_INFINITY : height;
  heights.set(state, found);
  return found;
}

/** Whether a state has a value, as far as its ranges and required members tell. */
export function isFeasible(model: Model, state: State): boolean {
  return fits(model, state, DEEPEST);
}

const kinds = new WeakMap<State, readonly Kind[]>();

/** The kinds of value that a state without pending choices has. */
export function feasibleKinds(model: Model, state: State): readonly Kind[] {
  const found = kinds.get(state) ?? kindsWithin(model, state, DEEPEST);
  kinds.set(state, found);
  return found;
}

function kindsWithin(model: Model, state: State, depth: number): readonly Kind[] {
  const { allowed, meant } = kindsOf(state);
  const first = meant.filter((kind) => kindFits(model, state, kind, depth));
  if (first.length > 0 || meant.length === allowed.length) return first;
  return allowed.filter((kind) => kindFits(model, state, kind, depth));
}

function fits(model: Model, state: State, depth: number): boolean {
  const known = fitting.get(state) ?? new Map<number, boolean>();
  fitting.set(state, known);
  const found = known.get(depth) ?? compute(model, state, depth);
  known.set(depth, found);
  return found;
}

function compute(model: Model, state: State, depth: number): boolean {
  if (!state.possible) return false;
  try {
    if (state.pending.length > 0) {
      if (!mayFit(model, state)) return false;
      const isFit = model.branches(state).some((branch) => fits(model, branch, depth));
      return isFit || acceptedValues(model, state).length > 0;
    }
    const values = valuesOf(model, state);
    if (values) return values.length > 0;
    return kindsWithin(model, state, depth).length > 0;
  } catch (error) {
    if (error instanceof UnsupportedSchemaError) return false;
    throw error;
  }
}

/** Whether what is known before the choices leaves a value: seen here, none of the branches need be followed. */
function mayFit(model: Model, state: State): boolean {
  if (valuesOf(model, state)?.length === 0) return false;
  return kindsOf(state).allowed.some((kind) => {
    if (kind === 'number') return numberFits(state);
    if (kind !== 'string') return true;
    const { min, max } = lengthRange(state.conjuncts);
    return min <= max;
  });
}

function kindFits(model: Model, state: State, kind: Kind, depth: number): boolean {
  if (kind === 'string') {
    const { language } = stringLimits(state);
    return !language || !('refused' in language);
  }
  if (kind === 'number') return numberFits(state);
  if (kind === 'array') return arrayFits(model, state, depth);
  return kind === 'object' ? objectFits(model, state, depth) : true;
}

function numberFits(state: State): boolean {
  const { min, max, excluded, step } = numberRange(state);
  if (min > max || (min === max && excluded.includes(min))) return false;
  if (!step || !Number.isFinite(min) || !Number.isFinite(max)) return true;
  const size = times(step, 1);
  const multiples = [-1, 0, 1, 2].map((offset) => times(step, Math.ceil(min / size) + offset));
  return max - min > 3 * size || multiples.some((one) => one >= min && one <= max && !excluded.includes(one));
}

/** More items than this are not looked at one by one. */
const LOOKED_AT = 50;

function arrayFits(model: Model, state: State, depth: number): boolean {
  const { min, max, leading, contained } = arrayLimits(state);
  if (min > max) return false;
  if (min === 0) return true;
  if (depth === 0) return false;
  const isBelow = (one: State): boolean => fits(model, one, depth - 1);
  const indexes = Array.from({ length: Math.min(min, leading + 1) }, (_, index) => index);
  if (!indexes.every((index) => anyItem(model, state, index, isBelow))) return false;
  if (contained.every((one) => one.min === 0 && !Number.isFinite(one.max)) || min > LOOKED_AT) return true;
  return shortest(model, state, isBelow) !== undefined;
}

function objectFits(model: Model, state: State, depth: number): boolean {
  const { min, max, declared, patterns } = objectLimits(state);
  const required = requiredMembers(model, state);
  if (min > max || required.length > max) return false;
  if (required.length === 0 && min === 0) return true;
  if (depth === 0) return false;
  const below = (name: string): boolean => fits(model, memberOf(model, state, name).state, depth - 1);
  if (!required.every((member) => below(member.name))) return false;
  if (min <= required.length || patterns.length > 0) return true;
  // Any other name will do; which ones propertyNames takes is seen when they are made.
  if (fits(model, model.state(memberParts(state, 'extra1')), depth - 1)) return true;
  return declared.filter((name) => !memberOf(model, state, name).isHidden && below(name)).length >= min;
}
