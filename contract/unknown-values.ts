import { isObject, type Json, type JsonObject } from '../model/json.ts';
import { child, type Pointer } from '../model/pointer.ts';
import { perSchema } from './per-schema.ts';
import { meant } from './reference.ts';

// Deep enough for any body, and an end for schemas in a circle.
const MAX_DEPTH = 12;

/** The values that a schema's members declare with `x-assay-unknown`: legal, and naming nothing. */
export const unknownValues = perSchema((document, schema): readonly Json[] => valuesIn(document, schema, 0));

function valuesIn(document: JsonObject, schema: Pointer, depth: number): Json[] {
  const { pointer, value } = meant(document, schema);
  if (!isObject(value) || depth > MAX_DEPTH) return [];
  const own = value['x-assay-unknown'];
  const below = ['properties', 'items', 'allOf', 'anyOf', 'oneOf', 'prefixItems'].flatMap((keyword) => {
    const holder = value[keyword];
    if (keyword === 'items') return holder === undefined ? [] : [child(pointer, keyword)];
    if (Array.isArray(holder)) return holder.map((_, index) => child(pointer, keyword, index));
    return isObject(holder) ? Object.keys(holder).map((name) => child(pointer, keyword, name)) : [];
  });
  return [
    ...(own === undefined ? [] : [own]),
    ...below.flatMap((place) => valuesIn(document, place, depth + 1)),
  ];
}
