import { isObject, type Json } from '../../model/json.ts';
import type { Run, Spot } from './run.ts';

/** Deeper than this only what is required is made. */
const DEEP = 5;
/** Choices after which only what is required is made. */
const MUCH = 600;

/** Whether a value has become so deep or big that it is brought to an end. */
export function isTight(run: Run, spot: Spot): boolean {
  return spot.depth >= DEEP || run.source.record.length > MUCH;
}

/** What the document shows for a member or item of a place. */
export function shownAt(spot: Spot, token: string | number): readonly Json[] {
  if (spot.shown.length === 0) return spot.shown;
  return spot.shown.flatMap((value) => {
    if (Array.isArray(value))
      return typeof token === 'number' && token < value.length ? [value[token] ?? null] : [];
    return isObject(value) && Object.hasOwn(value, token) ? [value[String(token)] ?? null] : [];
  });
}
