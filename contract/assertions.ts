import { isObject, type Json, type JsonObject, jsonType } from '../model/json.ts';

/** What a schema asserts of a value by one keyword. */
export interface Assertion {
  readonly keyword: string;
  readonly member?: string;
}

const NUMBERS = ['multipleOf', 'maximum', 'exclusiveMaximum', 'minimum', 'exclusiveMinimum'];
const PRESENT = [
  ...['type', 'enum', 'const', 'pattern', 'format', 'maxLength', 'maxItems', 'maxProperties', ...NUMBERS],
  ...['contains', 'propertyNames', 'anyOf', 'oneOf', 'not'],
];
const POSITIVE = ['minLength', 'minItems', 'minProperties'];
const CLOSED = ['additionalProperties', 'unevaluatedProperties', 'items', 'unevaluatedItems'];

// A little more, for what binary fractions make of 0.01.
const HUNDREDTH = 0.011;

/** The type that a keyword speaks of; others it lets pass. */
const SPEAKS_OF: Readonly<Record<string, string>> = {
  ...Object.fromEntries(NUMBERS.map((keyword) => [keyword, 'number'])),
  ...Object.fromEntries(['pattern', 'maxLength', 'minLength'].map((keyword) => [keyword, 'string'])),
  ...Object.fromEntries(
    ['maxItems', 'minItems', 'uniqueItems', 'contains', 'items', 'unevaluatedItems'].map((keyword) => [
      keyword,
      'array',
    ]),
  ),
  ...Object.fromEntries(
    [
      ...['maxProperties', 'minProperties', 'required', 'dependentRequired', 'propertyNames'],
      ...['additionalProperties', 'unevaluatedProperties'],
    ].map((keyword) => [keyword, 'object']),
  ),
};

/** Every assertion of one schema, but those of its subschemas; what can never fail is none. */
export function assertionsOf(schema: JsonObject | boolean): Assertion[] {
  if (schema === true) return [];
  if (schema === false) return [{ keyword: 'false' }];
  const found: Assertion[] = [];
  for (const keyword of PRESENT) if (schema[keyword] !== undefined) found.push({ keyword });
  for (const keyword of POSITIVE) if (Number(schema[keyword]) > 0) found.push({ keyword });
  for (const keyword of CLOSED) if (schema[keyword] === false) found.push({ keyword });
  if (schema['uniqueItems'] === true) found.push({ keyword: 'uniqueItems' });
  for (const member of list(schema['required'])) found.push({ keyword: 'required', member });
  const dependent = isObject(schema['dependentRequired']) ? Object.values(schema['dependentRequired']) : [];
  for (const member of new Set(dependent.flatMap(list))) found.push({ keyword: 'dependentRequired', member });
  return found;
}

/**
 * Whether a valid value shows that an assertion lets through what it should: one that it speaks of, and at the very limit
 * where there is one.
 */
export function isKept({ keyword, member }: Assertion, schema: JsonObject | boolean, value: Json): boolean {
  if (!isObject(schema)) return false;
  const spoken = SPEAKS_OF[keyword];
  const type = jsonType(value);
  if (spoken !== undefined && spoken !== (type === 'integer' ? 'number' : type)) return false;
  if (member !== undefined) return isObject(value) && Object.hasOwn(value, member);
  const limit = schema[keyword];
  const size = sizeOf(value);
  if (/^(?:min|max)(?:Length|Items|Properties)$/.test(keyword)) return size === limit;
  if (typeof value !== 'number' || typeof limit !== 'number') return true;
  return keyword === 'multipleOf' || isNext(value, limit, schema);
}

function sizeOf(value: Json): number | undefined {
  if (typeof value === 'string') return [...value].length;
  if (Array.isArray(value)) return value.length;
  return isObject(value) ? Object.keys(value).length : undefined;
}

/** At the limit or next to it: a step away where there are steps, else a hundredth. */
function isNext(value: number, limit: number, { multipleOf, type }: JsonObject): boolean {
  const distance = Math.abs(value - limit);
  if (typeof multipleOf === 'number') return distance <= multipleOf;
  const isWhole = Number.isInteger(value) && ![type].flat().includes('number');
  return distance <= (isWhole ? 1 : HUNDREDTH);
}

function list(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
