import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { regularExpression } from '../strings/regular-expression.ts';

const TYPES = new Set(['null', 'boolean', 'integer', 'number', 'string', 'array', 'object']);

type Demand = readonly [says: string, isMet: (value: Json) => boolean];

const isSchema = (value: Json): boolean => typeof value === 'boolean' || isObject(value);
const isNames = (value: Json): boolean =>
  Array.isArray(value) && value.every((name) => typeof name === 'string');
const mapOf =
  (isMet: (value: Json) => boolean) =>
  (value: Json): boolean =>
    isObject(value) && Object.values(value).every(isMet);

const NUMBER: Demand = ['a number', (value) => typeof value === 'number'];
const COUNT: Demand = ['a whole number from 0 on', (value) => Number.isInteger(value) && Number(value) >= 0];
const SCHEMA: Demand = ['a schema', isSchema];
const SCHEMAS: Demand = [
  'a list of schemas',
  (value) => Array.isArray(value) && value.length > 0 && value.every(isSchema),
];
const SCHEMA_MAP: Demand = ['schemas by name', mapOf(isSchema)];

const DEMANDS: ReadonlyMap<string, Demand> = new Map<string, Demand>([
  [
    'type',
    [
      'one of the seven types or a list of them',
      (value) => [value].flat().every((one) => TYPES.has(String(one))),
    ],
  ],
  ['enum', ['a list', Array.isArray]],
  ...each('minimum maximum exclusiveMinimum exclusiveMaximum', NUMBER),
  ['multipleOf', ['a number above 0', (value) => typeof value === 'number' && value > 0]],
  ...each('minLength maxLength minItems maxItems minContains maxContains minProperties maxProperties', COUNT),
  ['uniqueItems', ['true or false', (value) => typeof value === 'boolean']],
  ['pattern', ['a regular expression', isExpression]],
  ['format', ['a name', (value) => typeof value === 'string']],
  ['required', ['a list of names', isNames]],
  ['dependentRequired', ['lists of names', mapOf(isNames)]],
  ...each('properties dependentSchemas', SCHEMA_MAP),
  [
    'patternProperties',
    [
      'schemas by regular expression',
      (value) => mapOf(isSchema)(value) && Object.keys(value ?? {}).every(isExpression),
    ],
  ],
  ...each('additionalProperties propertyNames unevaluatedProperties items contains unevaluatedItems', SCHEMA),
  ...each('not if then else', SCHEMA),
  ...each('allOf anyOf oneOf prefixItems', SCHEMAS),
  ...each('$ref $dynamicRef', ['an address', (value) => typeof value === 'string']),
]);

function each(keywords: string, demand: Demand): [string, Demand][] {
  return keywords.split(' ').map((keyword) => [keyword, demand]);
}

function isExpression(value: Json): boolean {
  return typeof value === 'string' && regularExpression(value) !== undefined;
}

/** What of a schema object, in its normal form, is not what draft 2020-12 asks for; undefined where all is. */
export function malformation(schema: JsonObject): { keyword: string; reason: string } | undefined {
  for (const [keyword, value] of Object.entries(schema)) {
    const demand = DEMANDS.get(keyword);
    if (!demand || demand[1](value)) continue;
    return {
      keyword,
      reason: `${keyword} has to be ${demand[0]}, not ${JSON.stringify(value)?.slice(0, 80)}`,
    };
  }
  return undefined;
}
