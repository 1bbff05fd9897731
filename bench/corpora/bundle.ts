import { isObject, type Json, type JsonObject, type JsonSchema } from '../../model/json.ts';
import { type Pointer, tokens, valueAt } from '../../model/pointer.ts';

/** Why a schema cannot be cut out of its document. */
export class Unbundled extends Error {}

/**
 * A schema of a document with copies of all that it refers to in `$defs`, so that it means the same by itself. Its
 * own place becomes `#`.
 * @throws Unbundled where a reference leads out of the document or nowhere.
 */
export function bundled(document: JsonObject, start: Pointer): JsonSchema {
  const names = new Map<Pointer, string>();
  const definitions: JsonObject = {};
  const nameOf = (pointer: Pointer): string => {
    const known = names.get(pointer);
    if (known !== undefined) return known;
    const name = freeName(tokens(pointer).at(-1) ?? 'root', new Set(names.values()));
    names.set(pointer, name);
    definitions[name] = copied(targetOf(document, pointer), moved);
    return name;
  };
  const moved = (ref: string): string => {
    if (!ref.startsWith('#')) throw new Unbundled(`$ref ${ref} leads out of the document`);
    const pointer = decodeURIComponent(ref.slice(1));
    return pointer === start ? '#' : `#/$defs/${nameOf(pointer)}`;
  };
  const schema = copied(targetOf(document, start), moved);
  if (!isObject(schema) || names.size === 0) return schema as JsonSchema;
  return { ...schema, $defs: { ...(isObject(schema['$defs']) ? schema['$defs'] : {}), ...definitions } };
}

/** Where a schema that is nothing but a reference leads in the end. */
export function followed(document: JsonObject, pointer: Pointer): Pointer {
  const seen = new Set<Pointer>();
  let at = pointer;
  for (;;) {
    const schema = valueAt(document, at);
    const ref = isObject(schema) ? schema['$ref'] : undefined;
    const isAlone = isObject(schema) && Object.keys(schema).every((name) => !ASSERTS(name));
    if (typeof ref !== 'string' || !ref.startsWith('#') || !isAlone || seen.has(at)) return at;
    seen.add(at);
    at = decodeURIComponent(ref.slice(1));
  }
}

const SAYS_NOTHING = new Set([
  '$ref',
  'description',
  'summary',
  'title',
  'example',
  'examples',
  'deprecated',
]);
const ASSERTS = (name: string): boolean => !SAYS_NOTHING.has(name) && !name.startsWith('x-');

function targetOf(document: JsonObject, pointer: Pointer): Json {
  const target = valueAt(document, pointer);
  if (!isObject(target) && typeof target !== 'boolean') throw new Unbundled(`$ref #${pointer} leads nowhere`);
  return target;
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  const base = wanted.replaceAll(/[^A-Za-z0-9_.-]/g, '-');
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(name)) return name;
  }
}

/** Data is copied as it stands: a `$ref` in an example refers to nothing. */
const DATA = new Set(['example', 'examples', 'default', 'enum', 'const']);
const MAPS = new Set(['properties', 'patternProperties', 'dependentSchemas', '$defs', 'definitions']);

function copied(value: Json, moved: (ref: string) => string, hasNames = false): Json {
  if (Array.isArray(value)) return value.map((item) => copied(item, moved));
  if (!isObject(value)) return value;
  const copy = (name: string, member: Json): Json => {
    if (hasNames) return copied(member, moved);
    if (name === '$ref' && typeof member === 'string') return moved(member);
    if (DATA.has(name) || name === 'discriminator' || name.startsWith('x-')) return member;
    return copied(member, moved, MAPS.has(name));
  };
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, copy(name, member)]));
}
