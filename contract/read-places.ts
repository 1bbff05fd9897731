import type { Invariant } from '../model/contract.ts';
import { isObject, type Json } from '../model/json.ts';
import { child, type Pointer, tokens, valueAt } from '../model/pointer.ts';
import type { CelVariables } from './cel.ts';
import type { InvariantPlace } from './invariants.ts';
import { ANY } from './schema-walk.ts';

/** The places of a body that an invariant reads there, the deepest first; those of members that are not there, too. */
export function placesRead({ invariant, instance, self }: InvariantPlace): Pointer[] {
  const found = pathsOf(invariant, 'self').flatMap((path) => expanded(self, path));
  const places = [...new Set(found)].sort((a, b) => tokens(b).length - tokens(a).length);
  return places.map((place) => instance + place);
}

/** The values that an invariant reads, by themselves, and what is written out in it. */
export function valuesRead(place: InvariantPlace, variables: Omit<CelVariables, 'self'>): Json[] {
  const known: CelVariables = { ...variables, self: place.self };
  const found = (['self', 'request', 'headers', 'status'] as const).flatMap((variable) => {
    const value = known[variable];
    if (value === undefined) return [];
    return pathsOf(place.invariant, variable)
      .flatMap((path) => expanded(value, path))
      .flatMap((pointer): Json[] => {
        const there = valueAt(value, pointer);
        return there === undefined ? [] : [there];
      });
  });
  return [...found, ...place.invariant.constants];
}

function pathsOf({ reads }: Invariant, variable: string): (readonly string[])[] {
  return reads.filter(([name]) => name === variable).map(([, ...path]) => path);
}

/** A path with the names and numbers that are there instead of `*`. */
function expanded(value: Json | undefined, path: readonly string[]): Pointer[] {
  return path.reduce<Pointer[]>(
    (places, token) =>
      places.flatMap((place) => {
        if (token !== ANY) return [child(place, token)];
        const there = valueAt(value, place);
        const names = Array.isArray(there) || isObject(there) ? Object.keys(there) : [];
        return names.map((name) => child(place, name));
      }),
    [''],
  );
}
