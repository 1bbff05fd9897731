import type { Resource } from '../../model/contract.ts';
import { isObject, type Json, type JsonObject } from '../../model/json.ts';

const SECOND = 1000;

/** What an object shows of its fixed and rising members: as a read shows them, and risen once for each change. */
export function rememberedMembers(
  { fixed, rising }: Resource,
  shown: Json | undefined,
  changes: number,
): JsonObject {
  if (!isObject(shown)) return {};
  const named = [...fixed, ...rising].filter((name) => Object.hasOwn(shown, name));
  return Object.fromEntries(
    named.map((name) => {
      const value = shown[name] ?? null;
      return [name, rising.includes(name) ? risen(value, changes) : value];
    }),
  );
}

function risen(value: Json, changes: number): Json {
  if (changes === 0) return value;
  if (typeof value === 'number') return value + changes;
  if (typeof value !== 'string') return value;
  if (/^\d+$/.test(value)) return String(Number(value) + changes);
  const at = /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? value : new Date(at + changes * SECOND).toISOString();
}
