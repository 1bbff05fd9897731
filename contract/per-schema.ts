import type { JsonObject } from '../model/json.ts';
import type { Pointer } from '../model/pointer.ts';

/**
 * Remembers what was found of a schema of a document. Requests and replies ask the same of the same few schemas over and over,
 * and a document does not change once it is compiled.
 */
export function perSchema<Found>(
  find: (document: JsonObject, schema: Pointer) => Found,
): (document: JsonObject, schema: Pointer) => Found {
  const known = new WeakMap<JsonObject, Map<Pointer, { readonly found: Found }>>();
  return (document, schema) => {
    const own = known.get(document) ?? new Map<Pointer, { readonly found: Found }>();
    known.set(document, own);
    const held = own.get(schema) ?? { found: find(document, schema) };
    own.set(schema, held);
    return held.found;
  };
}
