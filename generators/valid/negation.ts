import { isObject, type Json, type JsonObject, type JsonSchema } from '../../model/json.ts';

const TYPES = ['null', 'boolean', 'number', 'string', 'array', 'object'];

/** Assertions whose negation has no other form: the values are filtered. */
const PRIMITIVE =
  `const enum pattern format multipleOf uniqueItems oneOf dependentRequired dependentSchemas propertyNames`
    .split(/\s+/)
    .map((keyword) => [keyword]);

/** Keywords that only mean something together. */
const GROUPS = [
  ...PRIMITIVE,
  ['items', 'prefixItems'],
  ['contains', 'minContains', 'maxContains'],
  ['additionalProperties', 'patternProperties', 'properties'],
  ['if', 'then', 'else'],
  ['$dynamicRef'],
  ['$recursiveRef'],
];

/** Negations made before, so that the same schema has the same one. */
export type Negations = WeakMap<JsonObject, readonly JsonSchema[] | undefined>;

/**
 * Schemas one of which holds for exactly the values that break the given one: `not` pushed down by one level.
 * Undefined where the negation is no simpler than `not` itself.
 */
export function negation(
  schema: JsonSchema,
  resolve: (ref: string) => JsonSchema,
  known: Negations,
): readonly JsonSchema[] | undefined {
  if (!isObject(schema)) return schema ? [] : [true];
  if (known.has(schema)) return known.get(schema);
  // What is left unevaluated is known of the whole schema only.
  if (schema['unevaluatedProperties'] !== undefined || schema['unevaluatedItems'] !== undefined)
    return undefined;
  const simpler = [...simple(schema), ...composed(schema, resolve)];
  const filtered = [...grouped(schema)];
  const result = simpler.length === 0 && filtered.length === 1 ? undefined : [...simpler, ...filtered];
  known.set(schema, result);
  return result;
}

function* simple(schema: JsonObject): Generator<JsonSchema> {
  const { type, minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
  if (type !== undefined) yield* otherTypes([type].flat());
  if (typeof minimum === 'number') yield { type: 'number', exclusiveMaximum: minimum };
  if (typeof maximum === 'number') yield { type: 'number', exclusiveMinimum: maximum };
  if (typeof exclusiveMinimum === 'number') yield { type: 'number', maximum: exclusiveMinimum };
  if (typeof exclusiveMaximum === 'number') yield { type: 'number', minimum: exclusiveMaximum };
  yield* sizes(schema, 'string', 'Length');
  yield* sizes(schema, 'array', 'Items');
  yield* sizes(schema, 'object', 'Properties');
  for (const name of [schema['required'] ?? []].flat()) {
    if (typeof name === 'string') yield { type: 'object', properties: { [name]: false } };
  }
}

function* otherTypes(types: readonly Json[]): Generator<JsonSchema> {
  const others = TYPES.filter(
    (type) => !types.includes(type) && !(type === 'number' && types.includes('integer')),
  );
  if (others.length > 0) yield { type: others };
  if (types.includes('integer') && !types.includes('number'))
    yield { type: 'number', not: { multipleOf: 1 } };
}

function* sizes(schema: JsonObject, type: string, what: string): Generator<JsonSchema> {
  const min = schema[`min${what}`];
  const max = schema[`max${what}`];
  if (typeof min === 'number' && min > 0) yield { type, [`max${what}`]: min - 1 };
  if (typeof max === 'number') yield { type, [`min${what}`]: max + 1 };
}

function* composed(schema: JsonObject, resolve: (ref: string) => JsonSchema): Generator<JsonSchema> {
  const { $ref, allOf, anyOf, not, properties } = schema;
  if (typeof $ref === 'string') yield { not: resolve($ref) };
  if (Array.isArray(allOf)) for (const part of allOf) yield { not: part };
  if (Array.isArray(anyOf)) yield { allOf: anyOf.map((part) => ({ not: part })) };
  if (not !== undefined) yield not as JsonSchema;
  for (const [name, member] of Object.entries(isObject(properties) ? properties : {})) {
    if (member === true) continue;
    yield { type: 'object', required: [name], properties: { [name]: { not: member } } };
  }
}

function* grouped(schema: JsonObject): Generator<JsonSchema> {
  for (const group of GROUPS) {
    const present = group.filter((keyword) => schema[keyword] !== undefined);
    if (present.length === 0 || present.every((keyword) => keyword === 'properties')) continue;
    yield { not: Object.fromEntries(present.map((keyword) => [keyword, schema[keyword] ?? null])) };
  }
}
