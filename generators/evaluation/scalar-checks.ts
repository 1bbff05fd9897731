import { equalJson, isObject, type Json, jsonType } from '../../model/json.ts';
import { codePoints } from '../strings/alphabet.ts';
import { isOfFormat } from '../strings/is-of-format.ts';
import { matcherOf } from '../strings/matcher.ts';
import { canonical } from './canonical.ts';
import { isMultiple } from './decimals.ts';

/** Whether a value keeps to one keyword that neither looks below nor applies a schema. */
export type Assertion = (value: Json) => boolean;

/** Makes the assertion of a keyword from its value; undefined where the value says nothing. */
type Maker = (limit: Json) => Assertion | undefined;

const ofNumber =
  (holds: (value: number, limit: number) => boolean): Maker =>
  (limit) =>
    typeof limit === 'number' ? (value) => typeof value !== 'number' || holds(value, limit) : undefined;
const ofLength =
  (holds: (size: number, limit: number) => boolean): Maker =>
  (limit) =>
    typeof limit === 'number'
      ? (value) => typeof value !== 'string' || holds(codePoints(value), limit)
      : undefined;
const ofItems =
  (holds: (size: number, limit: number) => boolean): Maker =>
  (limit) =>
    typeof limit === 'number' ? (value) => !Array.isArray(value) || holds(value.length, limit) : undefined;
const ofMembers =
  (holds: (size: number, limit: number) => boolean): Maker =>
  (limit) =>
    typeof limit === 'number'
      ? (value) => !isObject(value) || holds(Object.keys(value).length, limit)
      : undefined;
const atLeast = (value: number, limit: number): boolean => value >= limit;
const atMost = (value: number, limit: number): boolean => value <= limit;

/** The keywords that neither look below nor apply a schema. */
export const SCALAR_CHECKS: ReadonlyMap<string, Maker> = new Map<string, Maker>([
  ['type', typed],
  ['enum', listed],
  ['const', (limit) => (value) => equalJson(value, limit)],
  ['minimum', ofNumber(atLeast)],
  ['maximum', ofNumber(atMost)],
  ['exclusiveMinimum', ofNumber((value, limit) => value > limit)],
  ['exclusiveMaximum', ofNumber((value, limit) => value < limit)],
  ['multipleOf', ofNumber((value, limit) => !(limit > 0) || isMultiple(value, limit))],
  ['minLength', ofLength(atLeast)],
  ['maxLength', ofLength(atMost)],
  ['minItems', ofItems(atLeast)],
  ['maxItems', ofItems(atMost)],
  ['minProperties', ofMembers(atLeast)],
  ['maxProperties', ofMembers(atMost)],
  ['uniqueItems', (limit) => (limit === true ? isSet : undefined)],
  ['pattern', matching],
  ['format', (limit) => (typeof limit === 'string' ? (value) => isOfFormat(value, limit) : undefined)],
]);

function typed(limit: Json): Assertion | undefined {
  const types = [limit].flat();
  const isNumber = types.includes('number');
  return (value) => {
    const type = jsonType(value);
    return types.includes(type) || (type === 'integer' && isNumber);
  };
}

function listed(limit: Json): Assertion | undefined {
  if (!Array.isArray(limit)) return undefined;
  const scalars = new Set<Json>(limit.filter((one) => typeof one !== 'object' || one === null));
  const others = limit.filter((one) => typeof one === 'object' && one !== null);
  return (value) => scalars.has(value) || others.some((one) => equalJson(one, value));
}

function matching(limit: Json): Assertion | undefined {
  if (typeof limit !== 'string') return undefined;
  // An expression that does not compile matches nothing: what needs it is refused where a string is made for it.
  const matches = matcherOf(limit);
  return (value) => typeof value !== 'string' || matches(value);
}

function isSet(value: Json): boolean {
  if (!Array.isArray(value) || value.length < 2) return true;
  return new Set(value.map(canonical)).size === value.length;
}
