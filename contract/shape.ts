import { isObject, type Json, type JsonObject, jsonType } from '../model/json.ts';
import type { ShapeMember } from '../model/observed.ts';
import { child, type Pointer, valueAt } from '../model/pointer.ts';
import { localPointer } from './reference.ts';
import { ANY } from './schema-walk.ts';

/** A member of one value, with what its schema says of its presence. */
export interface Shape extends ShapeMember {
  readonly isOptional: boolean;
}

// A value made to exhaust its reader is deeper and broader.
const MAX_DEPTH = 12;
const MAX_MEMBERS = 100;
const MAX_ITEMS = 20;

type Says = Pick<Shape, 'isVolatile' | 'isOptional' | 'isOpen'>;
type Found = { -readonly [Name in keyof Says]: Says[Name] } & { readonly types: Set<string>; count: number };

interface Walk {
  readonly document: JsonObject;
  readonly found: Map<string, Found>;
  /** How often a path was an object or a list. */
  readonly holders: Map<string, number>;
}

interface Place {
  readonly path: string;
  /** Schemas that speak of it, references followed; none where the document has none. */
  readonly schemas: readonly JsonObject[];
  readonly isInList: boolean;
  readonly depth: number;
}

/**
 * The members of a value and their types, as far as the contract names them: where names are data (a map), `*` stands
 * for all. Whether an optional member is there says nothing in a list, and nothing where the server alone sets it.
 */
export function shapeOf(document: JsonObject, schema: Pointer | undefined, value: Json): Shape[] {
  const walk: Walk = { document, found: new Map(), holders: new Map() };
  const root = partsOf(document, schema === undefined ? undefined : valueAt(document, schema));
  note(walk, '', value, { isVolatile: false, isOptional: false, isOpen: isOpen(root, root) });
  follow(walk, value, { path: '', schemas: root, isInList: false, depth: 0 });
  return [...walk.found].map(([path, { types, count, ...says }]) => ({
    path,
    types: [...types].sort(),
    count,
    of: path === '' ? count : (walk.holders.get(path.slice(0, path.lastIndexOf('/'))) ?? count),
    ...says,
  }));
}

function follow(walk: Walk, value: Json, place: Place): void {
  if (place.depth > MAX_DEPTH || typeof value !== 'object' || value === null) return;
  walk.holders.set(place.path, (walk.holders.get(place.path) ?? 0) + 1);
  if (Array.isArray(value)) followItems(walk, value, place);
  else for (const [name, member] of Object.entries(value)) followMember(walk, name, member, place);
}

function followItems(walk: Walk, list: readonly Json[], { path, schemas, depth }: Place): void {
  const items = partsOf(walk.document, ...schemas.map(({ items: said }) => said));
  const within = { path: `${path}/${ANY}`, schemas: items, isInList: true, depth: depth + 1 };
  // There is no item that an empty list lacks.
  const says = { isVolatile: true, isOptional: true, isOpen: isOpen(items, schemas) };
  for (const item of list.slice(0, MAX_ITEMS)) {
    note(walk, within.path, item, says);
    follow(walk, item, within);
  }
}

function followMember(walk: Walk, name: string, member: Json, place: Place): void {
  const { schemas } = place;
  const declared = partsOf(walk.document, ...schemas.map(({ properties }) => memberOf(properties, name)));
  const isData = declared.length === 0 && schemas.length > 0 && namesAreData(schemas);
  const inner = isData
    ? partsOf(walk.document, ...schemas.map(({ additionalProperties }) => additionalProperties))
    : declared;
  const path = child(place.path, isData ? ANY : name);
  const isOptional = isData || (declared.length > 0 && !isRequired(schemas, name));
  const isServers = declared.some(({ readOnly }) => readOnly === true);
  note(walk, path, member, {
    isOptional,
    isVolatile: isOptional && (isData || place.isInList || isServers),
    // Nobody says anything of a member that is not declared beside others that are.
    isOpen: isOpen(inner, isData ? schemas : inner),
  });
  follow(walk, member, { ...place, path, schemas: inner, depth: place.depth + 1 });
}

function note({ found }: Walk, path: string, value: Json, says: Says): void {
  const known = found.get(path);
  if (!known && found.size >= MAX_MEMBERS) return;
  const entry = known ?? { types: new Set<string>(), count: 0, ...says };
  entry.types.add(plainType(jsonType(value)));
  entry.count += 1;
  entry.isVolatile ||= says.isVolatile;
  entry.isOptional ||= says.isOptional;
  entry.isOpen ||= says.isOpen;
  found.set(path, entry);
}

/** Schemas with those that they refer to and are composed of. */
function partsOf(document: JsonObject, ...schemas: readonly (Json | undefined)[]): JsonObject[] {
  const found = new Set<JsonObject>();
  const stack = [...schemas];
  while (stack.length > 0) {
    const schema = stack.pop();
    if (!isObject(schema) || found.has(schema)) continue;
    found.add(schema);
    if (typeof schema['$ref'] === 'string') stack.push(targetOf(document, schema, schema['$ref']));
    for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
      const branches = schema[keyword];
      if (Array.isArray(branches)) stack.push(...branches);
    }
    stack.push(schema['then'], schema['else']);
  }
  return [...found];
}

const targets = new WeakMap<JsonObject, Json | undefined>();

/** Followed once for each place: every reply of an operation asks for the same. */
function targetOf(document: JsonObject, schema: JsonObject, reference: string): Json | undefined {
  if (!targets.has(schema)) targets.set(schema, valueAt(document, localPointer(reference)));
  return targets.get(schema);
}

function memberOf(properties: Json | undefined, name: string): Json | undefined {
  return isObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
}

/** Where no member is declared, or others are declared as a map, their names are data. */
function namesAreData(schemas: readonly JsonObject[]): boolean {
  const isMap = schemas.some(
    (schema) => isObject(schema['additionalProperties']) || isObject(schema['patternProperties']),
  );
  return isMap || !schemas.some((schema) => isObject(schema['properties']));
}

function isRequired(schemas: readonly JsonObject[], name: string): boolean {
  return schemas.some(({ required }) => Array.isArray(required) && required.includes(name));
}

/** Whether a place that the contract speaks of may be of several types beside null, or of any. */
function isOpen(schemas: readonly JsonObject[], spoken: readonly JsonObject[]): boolean {
  if (spoken.length === 0) return false;
  const types = new Set(schemas.flatMap(typesOf));
  types.delete('null');
  return types.size !== 1;
}

function typesOf(schema: JsonObject): string[] {
  const { type, const: only, enum: values } = schema;
  const named = typeof type === 'string' ? [type] : Array.isArray(type) ? type.map(String) : [];
  const listed = [...(only === undefined ? [] : [only]), ...(Array.isArray(values) ? values : [])];
  // Whoever lists members means an object.
  const implied = isObject(schema['properties']) ? ['object'] : isObject(schema['items']) ? ['array'] : [];
  const told = [named, listed.map(jsonType)].find(({ length }) => length > 0) ?? implied;
  return told.map(plainType);
}

function plainType(type: string): string {
  return type === 'integer' ? 'number' : type;
}
