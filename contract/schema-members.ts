import { isObject, type Json, type JsonObject } from '../model/json.ts';
import { child, type Pointer, valueAt } from '../model/pointer.ts';
import { referred } from './reference.ts';

const COMPOSITIONS = ['allOf', 'anyOf', 'oneOf'];
const CONDITIONALS = ['if', 'then', 'else'];

/** Where a schema declares its members, through references and compositions. */
export function schemaMembers(document: JsonObject, schema: Pointer): Map<string, Pointer> {
  const found = new Map<string, Pointer>();
  for (const { at, value } of partsIn(document, schema)) {
    for (const name of Object.keys(isObject(value['properties']) ? value['properties'] : {})) {
      if (!found.has(name)) found.set(name, child(at, 'properties', name));
    }
  }
  return found;
}

/** Where a schema describes any item or any other member, through references and compositions. */
export function schemaItems(document: JsonObject, schema: Pointer): Pointer[] {
  return partsIn(document, schema).flatMap(({ at, value }) =>
    ['items', 'additionalProperties'].flatMap((keyword) =>
      isObject(value[keyword]) ? [child(at, keyword)] : [],
    ),
  );
}

/** A schema and all that is said of the same place, through references and compositions. */
function partsIn(document: JsonObject, schema: Pointer): { at: Pointer; value: JsonObject }[] {
  const found: { at: Pointer; value: JsonObject }[] = [];
  const seen = new Set<Pointer>();
  const stack = [schema];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    const value = valueAt(document, at);
    if (!isObject(value)) continue;
    found.push({ at, value });
    if (typeof value['$ref'] === 'string') stack.push(referred(document, at));
    stack.push(...partsOf(value, at));
  }
  return found;
}

function partsOf(value: Record<string, Json>, at: Pointer): Pointer[] {
  const composed = COMPOSITIONS.flatMap((keyword) => {
    const branches = value[keyword];
    return Array.isArray(branches) ? branches.map((_, index) => child(at, keyword, index)) : [];
  });
  return [...composed, ...CONDITIONALS.map((keyword) => child(at, keyword))];
}
