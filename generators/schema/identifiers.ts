import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { child, type Pointer } from '../../model/pointer.ts';

/** What a place of a document is to a reader: only in schemas are identifiers read. */
export type Role = 'schema' | 'map' | 'list' | 'other';

const SINGLE = new Set(
  `additionalItems additionalProperties contains contentSchema else if items not propertyNames then unevaluatedItems
  unevaluatedProperties`.split(/\s+/),
);
const MAPS = new Set(
  'properties patternProperties $defs definitions dependentSchemas dependencies'.split(' '),
);
const LISTS = new Set('allOf anyOf oneOf prefixItems'.split(' '));

/** An object of a document with its place. */
export interface Visited {
  readonly object: JsonObject;
  readonly pointer: Pointer;
  readonly role: Role;
  /** The object that it stands in. */
  readonly parent: JsonObject | undefined;
}

/** All objects of a document, the outer ones first. */
export function* objectsOf(root: Json, rootRole: Role): Generator<Visited> {
  const queue: { value: Json; pointer: Pointer; role: Role; parent: JsonObject | undefined }[] = [
    { value: root, pointer: '', role: rootRole, parent: undefined },
  ];
  for (let at = queue.pop(); at; at = queue.pop()) {
    const { value, pointer, role, parent } = at;
    if (typeof value !== 'object' || value === null) continue;
    const holder = isObject(value) ? value : parent;
    if (isObject(value)) yield { object: value, pointer, role, parent };
    for (const [name, inner] of Object.entries(value).reverse()) {
      if (typeof inner !== 'object' || inner === null) continue;
      queue.push({
        value: inner,
        pointer: child(pointer, name),
        role: roleOf(role, name, inner),
        parent: holder,
      });
    }
  }
}

function roleOf(outer: Role, name: string, inner: Json): Role {
  if (outer === 'map') return isObject(inner) ? 'schema' : 'other';
  if (outer === 'list') return 'schema';
  if (outer === 'schema') {
    if (name === 'items') return Array.isArray(inner) ? 'list' : 'schema';
    if (SINGLE.has(name)) return 'schema';
    if (MAPS.has(name)) return 'map';
    return LISTS.has(name) ? 'list' : 'other';
  }
  // Where an OpenAPI document holds schemas.
  if (name === 'schema') return 'schema';
  return name === 'schemas' || name === 'definitions' ? 'map' : 'other';
}
