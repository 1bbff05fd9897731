import type { Resource } from '../../model/contract.ts';
import { isObject, type Json, type JsonObject } from '../../model/json.ts';

const SECOND = 1000;
// Milliseconds of the years 1973 to 5138: smaller numbers are counts, and seconds are not told from them.
const LEAST_MS = 1e11;
const MOST_MS = 1e14;

/** When a clock showed what, in milliseconds. */
export interface ObjectTimes {
  readonly created: number;
  readonly changed: number;
}

/** What befell an object. */
export interface ObjectHistory {
  /** How often it was changed. */
  readonly changes: number;
  /** Absent where the twin has no clock: its times are those that the document shows. */
  readonly times?: ObjectTimes | undefined;
}

/**
 * What an object shows of its fixed and rising members: as a read shows them, and risen once for each change. With a
 * clock the times among them are moved, all by as much, so that what the document shows as the first is that of the create.
 */
export function rememberedMembers(
  { fixed, rising }: Resource,
  shown: Json | undefined,
  { changes, times }: ObjectHistory,
): JsonObject {
  if (!isObject(shown)) return {};
  const instants = (names: readonly string[]) => names.flatMap((name) => instantOf(shown[name]) ?? []);
  const [first] = [instants(fixed), instants(rising)].flatMap((found) =>
    found.length === 0 ? [] : [Math.min(...found)],
  );
  const movedBy = (at: number | undefined) =>
    at === undefined || first === undefined ? undefined : at - first;
  const named = [...fixed, ...rising].filter((name) => Object.hasOwn(shown, name));
  return Object.fromEntries(
    named.map((name) => {
      const value = shown[name] ?? null;
      const by = movedBy(rising.includes(name) ? times?.changed : times?.created);
      const moved = by === undefined ? undefined : movedTime(value, by);
      return [name, moved ?? (rising.includes(name) ? risen(value, changes) : value)];
    }),
  );
}

function risen(value: Json, changes: number): Json {
  if (changes === 0) return value;
  if (typeof value === 'number') return value + changes;
  if (typeof value !== 'string') return value;
  if (/^\d+$/.test(value)) return String(Number(value) + changes);
  return movedTime(value, changes * SECOND) ?? value;
}

/** A time that is later by some milliseconds; undefined for what is none. */
function movedTime(value: Json, by: number): Json | undefined {
  const at = instantOf(value);
  if (at === undefined) return undefined;
  return typeof value === 'number' ? at + by : new Date(at + by).toISOString();
}

function instantOf(value: Json | undefined): number | undefined {
  if (typeof value === 'number') return value >= LEAST_MS && value < MOST_MS ? value : undefined;
  const at = typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}
