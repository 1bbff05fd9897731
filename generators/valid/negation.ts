import { isObject, type Json, type JsonObject, type JsonSchema } from '../../model/json.ts';
import { languageOf } from '../strings/language-of.ts';
import { regularExpression } from '../strings/regular-expression.ts';

const TYPES = ['null', 'boolean', 'number', 'string', 'array', 'object'];

/** Assertions whose negation has no other form: strings of a language, or values that are filtered. */
const PRIMITIVE =
  `const enum pattern format multipleOf uniqueItems propertyNames $dynamicRef $recursiveRef`.split(' ');
/** Names that are tried for a member that nothing describes. */
const NAMES = ['unknownMember', 'Q7', '0', '!', 'é', 'ключ'];

/** Negations made before, so that the same schema has the same one. */
export type Negations = WeakMap<JsonObject, readonly JsonSchema[] | undefined>;

/**
 * Schemas each of which holds only for values that break the given one: `not` pushed down by one level. Undefined
 * where the negation is no simpler than `not` itself.
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
  const simpler = [...simple(schema), ...composed(schema, resolve), ...members(schema), ...items(schema)];
  for (const rest of [...byName(schema), ...byIndex(schema)]) {
    known.set(rest, undefined);
    simpler.push({ not: rest });
  }
  const filtered = PRIMITIVE.filter((keyword) => schema[keyword] !== undefined).map((keyword) => ({
    not: { [keyword]: schema[keyword] ?? null },
  }));
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
  const { $ref, allOf, anyOf, oneOf, not } = schema;
  if (typeof $ref === 'string') yield { not: resolve($ref) };
  if (Array.isArray(allOf)) for (const part of allOf) yield { not: part };
  if (Array.isArray(anyOf)) yield none(anyOf);
  if (Array.isArray(oneOf)) {
    yield none(oneOf);
    for (const [index, one] of oneOf.slice(0, 4).entries())
      for (const other of oneOf.slice(index + 1, 4)) yield { allOf: [one, other] };
  }
  if (not !== undefined) yield not as JsonSchema;
  if (schema['if'] !== undefined) {
    if (schema['then'] !== undefined) yield { allOf: [schema['if'], { not: schema['then'] }] };
    if (schema['else'] !== undefined) yield { allOf: [{ not: schema['if'] }, { not: schema['else'] }] };
  }
}

function none(branches: readonly Json[]): JsonSchema {
  return { allOf: branches.map((part) => ({ not: part })) };
}

function* members(schema: JsonObject): Generator<JsonSchema> {
  const { required, dependentRequired, dependentSchemas, additionalProperties } = schema;
  const properties = object(schema['properties']);
  const patterns = object(schema['patternProperties']);
  for (const name of [required ?? []].flat()) if (typeof name === 'string') yield without(name);
  for (const [owner, others] of Object.entries(object(dependentRequired))) {
    for (const name of [others].flat())
      yield { type: 'object', required: [owner], properties: { [String(name)]: false } };
  }
  for (const [owner, inner] of Object.entries(object(dependentSchemas))) {
    yield { type: 'object', required: [owner], not: inner };
  }
  for (const [name, inner] of Object.entries(properties)) if (inner !== true) yield wrong(name, inner);
  for (const [pattern, inner] of Object.entries(patterns)) {
    const name = nameIn(pattern);
    if (name !== undefined && inner !== true) yield wrong(name, inner);
  }
  if (additionalProperties === undefined || additionalProperties === true) return;
  const isDescribed = (name: string): boolean =>
    Object.hasOwn(properties, name) ||
    Object.keys(patterns).some((pattern) => regularExpression(pattern)?.test(name));
  const free = NAMES.find((name) => !isDescribed(name));
  if (free !== undefined) yield wrong(free, additionalProperties);
}

/** What is broken by members of any name: the names above are examples, so that the rest is left to the check. */
function* byName({ properties, patternProperties, additionalProperties }: JsonObject): Generator<JsonObject> {
  if (patternProperties === undefined && !isObject(additionalProperties)) return;
  yield {
    ...(properties === undefined ? {} : { properties }),
    ...(patternProperties === undefined ? {} : { patternProperties }),
    ...(additionalProperties === undefined ? {} : { additionalProperties }),
  };
}

/** What is broken by an item at any place behind others. */
function* byIndex({ prefixItems, items: rest }: JsonObject): Generator<JsonObject> {
  if (prefixItems !== undefined && isObject(rest)) yield { prefixItems, items: rest };
}

function without(name: string): JsonSchema {
  return { type: 'object', properties: { [name]: false } };
}

function wrong(name: string, schema: Json): JsonSchema {
  return { type: 'object', required: [name], properties: { [name]: { not: schema } } };
}

function nameIn(pattern: string): string | undefined {
  const language = languageOf({
    patterns: [pattern],
    avoid: [],
    formats: [],
    min: 0,
    max: Number.POSITIVE_INFINITY,
  });
  return 'refused' in language ? undefined : language.word(() => 0, { plain: true });
}

function* items(schema: JsonObject): Generator<JsonSchema> {
  const { items: rest, contains, minContains = 1, maxContains } = schema;
  const leading = Array.isArray(schema['prefixItems']) ? schema['prefixItems'] : [];
  for (const [index, item] of leading.entries()) if (item !== true) yield wrongItem(index, item);
  if (rest !== undefined && rest !== true) {
    yield leading.length > 0 ? wrongItem(leading.length, rest) : { type: 'array', contains: { not: rest } };
  }
  if (contains === undefined) return;
  if (typeof minContains === 'number' && minContains > 0) {
    const few: JsonObject = { type: 'array', contains, minContains: 0, maxContains: minContains - 1 };
    yield minContains === 1 ? { type: 'array', items: { not: contains } } : few;
  }
  if (typeof maxContains === 'number') yield { type: 'array', contains, minContains: maxContains + 1 };
}

function wrongItem(index: number, schema: Json): JsonSchema {
  const before = Array.from({ length: index }, () => true);
  return { type: 'array', minItems: index + 1, prefixItems: [...before, { not: schema }] };
}

function object(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}
