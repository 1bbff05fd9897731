import { isObject, type Json, type JsonObject } from '../model/json.ts';
import { child, type Pointer } from '../model/pointer.ts';
import { meant } from './reference.ts';

/** Which way a body travels: readOnly members are not asked for in requests, writeOnly ones not in responses. */
export type Direction = 'request' | 'response';

/** A copy of a document as one direction sees it, with the way back from each of its objects to the original. */
export interface View {
  readonly document: JsonObject;
  pointerOf(part: object): Pointer | undefined;
}

/** Copies a document for one direction. */
export function viewOf(original: JsonObject, direction: Direction): View {
  const places = new WeakMap<object, Pointer>();
  const hidden = direction === 'request' ? 'readOnly' : 'writeOnly';
  const copy = (value: Json, pointer: Pointer): Json => {
    if (Array.isArray(value)) return value.map((item, index) => copy(item, child(pointer, index)));
    if (!isObject(value)) return value;
    const result: JsonObject = {};
    for (const [name, member] of Object.entries(value)) {
      // Ajv reads it as its own keyword and refuses the forms that OpenAPI allows.
      if (name === 'discriminator' && isObject(member) && 'propertyName' in member) continue;
      const place = child(pointer, name);
      Object.defineProperty(result, name, {
        value:
          name === 'required' && Array.isArray(member)
            ? requiredOf(original, value, member, hidden)
            : copy(member, place),
        enumerable: true,
        writable: true,
        configurable: true,
      });
    }
    places.set(result, pointer);
    return result;
  };
  return { document: copy(original, '') as JsonObject, pointerOf: (part) => places.get(part) };
}

function requiredOf(
  document: JsonObject,
  schema: JsonObject,
  required: Json[],
  hidden: 'readOnly' | 'writeOnly',
): Json {
  return required.filter((name) => typeof name !== 'string' || !isHidden(document, schema, name, hidden));
}

/** Whether a schema declares a member as `readOnly` or `writeOnly`. */
export function isHidden(
  document: JsonObject,
  schema: JsonObject,
  name: string,
  hidden: 'readOnly' | 'writeOnly',
): boolean {
  const declared = propertyOf(document, schema, name, 0);
  return isObject(declared) && declared[hidden] === true;
}

// Deep enough for any hand of allOf, and an end for those in a circle.
const MAX_DEPTH = 8;

function propertyOf(document: JsonObject, schema: JsonObject, name: string, depth: number): Json | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const properties = schema['properties'];
  if (isObject(properties) && Object.hasOwn(properties, name)) return followed(document, properties[name]);
  const parts = [
    ...(Array.isArray(schema['allOf']) ? schema['allOf'] : []),
    schema['$ref'] === undefined ? null : schema,
  ];
  for (const part of parts) {
    const meantPart = followed(document, part ?? undefined);
    if (!isObject(meantPart) || meantPart === schema) continue;
    const found = propertyOf(document, meantPart, name, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function followed(document: JsonObject, value: Json | undefined): Json | undefined {
  if (!isObject(value) || typeof value['$ref'] !== 'string' || !value['$ref'].startsWith('#/')) return value;
  if (value['readOnly'] === true || value['writeOnly'] === true) return value;
  return meant(document, decodeURIComponent(value['$ref'].slice(1))).value;
}
