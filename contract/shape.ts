import { isObject, type Json, type JsonObject, jsonType } from '../model/json.ts';
import type { ShapeMember } from '../model/observed.ts';
import { child, type Pointer, valueAt } from '../model/pointer.ts';
import { referred } from './reference.ts';
import { ANY } from './schema-walk.ts';

/** A member of one value, with what its schema says of its presence. */
export interface Shape extends ShapeMember {
  readonly isOptional: boolean;
}

// A value made to exhaust its reader is deeper and broader.
const MAX_DEPTH = 12;
const MAX_MEMBERS = 100;
const MAX_ITEMS = 200;

interface Found {
  readonly types: Set<string>;
  count: number;
  of: number;
  isVolatile: boolean;
  isOptional: boolean;
  isOpen: boolean;
}

type Says = Pick<Found, 'isVolatile' | 'isOptional' | 'isOpen'>;

interface Place {
  readonly path: string;
  /** Schemas that speak of it; none where the document has none. */
  readonly schemas: readonly Pointer[];
  readonly isInList: boolean;
  readonly depth: number;
}

/**
 * The members of a value and their types, as far as the contract names them: where names are data (a map), `*` stands
 * for all. Whether an optional member is there says nothing in a list, and nothing where the server alone sets it.
 */
export function shapeOf(document: JsonObject, schema: Pointer | undefined, value: Json): Shape[] {
  const found = new Map<string, Found>();
  const holders = new Map<string, number>();
  const root = schema === undefined ? [] : withParts(document, [schema]);
  note(found, '', value, { isVolatile: false, isOptional: false, isOpen: isOpen(document, root, root) });
  walk(document, found, holders, value, { path: '', schemas: root, isInList: false, depth: 0 });
  return [...found].map(([path, { types, count, isVolatile, isOptional, isOpen: open }]) => ({
    path,
    types: [...types].sort(),
    count,
    of: path === '' ? count : (holders.get(path.slice(0, path.lastIndexOf('/'))) ?? count),
    isVolatile,
    isOptional,
    isOpen: open,
  }));
}

function walk(
  document: JsonObject,
  found: Map<string, Found>,
  holders: Map<string, number>,
  value: Json,
  place: Place,
): void {
  if (place.depth > MAX_DEPTH || typeof value !== 'object' || value === null) return;
  const { path, schemas, depth } = place;
  holders.set(path, (holders.get(path) ?? 0) + 1);
  if (Array.isArray(value)) {
    const items = withParts(document, below(document, schemas, ['items']));
    const within = { path: `${path}/${ANY}`, schemas: items, isInList: true, depth: depth + 1 };
    for (const item of value.slice(0, MAX_ITEMS)) {
      // There is no item that an empty list lacks.
      const open = isOpen(document, items, schemas);
      note(found, within.path, item, { isVolatile: true, isOptional: true, isOpen: open });
      walk(document, found, holders, item, within);
    }
    return;
  }
  for (const [name, member] of Object.entries(value)) {
    const declared = withParts(document, below(document, schemas, ['properties', name]));
    const isData = declared.length === 0 && schemas.length > 0 && namesAreData(document, schemas);
    const next = child(path, isData ? ANY : name);
    const isOptional = isData || (declared.length > 0 && !isRequired(document, schemas, name));
    const isVolatile = isOptional && (isData || place.isInList || isServers(document, declared));
    const inner = isData ? withParts(document, below(document, schemas, ['additionalProperties'])) : declared;
    // Nobody says anything of a member that is not declared beside others that are.
    const open = isOpen(document, inner, isData ? schemas : inner);
    note(found, next, member, { isVolatile, isOptional, isOpen: open });
    walk(document, found, holders, member, { ...place, path: next, schemas: inner, depth: depth + 1 });
  }
}

function note(found: Map<string, Found>, path: string, value: Json, says: Says): void {
  const known = found.get(path);
  if (!known && found.size >= MAX_MEMBERS) return;
  const entry = known ?? { types: new Set<string>(), count: 0, of: 0, ...says };
  const type = jsonType(value);
  entry.types.add(type === 'integer' ? 'number' : type);
  entry.count += 1;
  entry.isVolatile ||= says.isVolatile;
  entry.isOptional ||= says.isOptional;
  entry.isOpen ||= says.isOpen;
  found.set(path, entry);
}

/** Schemas with those that they refer to and are composed of. */
function withParts(document: JsonObject, schemas: readonly Pointer[]): Pointer[] {
  const found = new Set<Pointer>();
  const stack = [...schemas];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const value = valueAt(document, at);
    if (found.has(at) || !isObject(value)) continue;
    found.add(at);
    if (typeof value['$ref'] === 'string') stack.push(referred(document, at));
    for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
      const branches = value[keyword];
      if (Array.isArray(branches))
        stack.push(...branches.map((_, index) => child(at as Pointer, keyword, index)));
    }
    for (const keyword of ['then', 'else']) stack.push(child(at, keyword));
  }
  return [...found];
}

function below(document: JsonObject, schemas: readonly Pointer[], path: readonly string[]): Pointer[] {
  return schemas
    .map((schema) => child(schema, ...path))
    .filter((place) => isObject(valueAt(document, place)));
}

/** Where no member is declared, or others are declared as a map, their names are data. */
function namesAreData(document: JsonObject, schemas: readonly Pointer[]): boolean {
  const values = schemas.map((schema) => valueAt(document, schema)).filter(isObject);
  const isMap = values.some(
    (value) => isObject(value['additionalProperties']) || isObject(value['patternProperties']),
  );
  return isMap || !values.some((value) => isObject(value['properties']));
}

function isRequired(document: JsonObject, schemas: readonly Pointer[], name: string): boolean {
  return schemas.some((schema) => {
    const value = valueAt(document, schema);
    return isObject(value) && Array.isArray(value['required']) && value['required'].includes(name);
  });
}

function isServers(document: JsonObject, schemas: readonly Pointer[]): boolean {
  return schemas.some((schema) => {
    const value = valueAt(document, schema);
    return isObject(value) && value['readOnly'] === true;
  });
}

/** Whether a place that the contract speaks of may be of several types beside null, or of any. */
function isOpen(document: JsonObject, schemas: readonly Pointer[], spoken: readonly Pointer[]): boolean {
  if (spoken.length === 0) return false;
  const types = new Set(schemas.flatMap((schema) => typesOf(valueAt(document, schema))));
  types.delete('null');
  return types.size !== 1;
}

function typesOf(schema: Json | undefined): string[] {
  if (!isObject(schema)) return [];
  const { type, const: only, enum: values } = schema;
  const named = typeof type === 'string' ? [type] : Array.isArray(type) ? type.map(String) : [];
  const listed = [...(only === undefined ? [] : [only]), ...(Array.isArray(values) ? values : [])].map(
    jsonType,
  );
  // Whoever lists members means an object.
  const meant = isObject(schema['properties']) ? ['object'] : isObject(schema['items']) ? ['array'] : [];
  const told = [named, listed].find(({ length }) => length > 0) ?? meant;
  return told.map((each) => (each === 'integer' ? 'number' : each));
}
