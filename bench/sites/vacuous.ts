import { isObject, type Json, type JsonObject } from '../../model/json.ts';

/** Types of the values that a keyword speaks of; all where it is not listed. */
const SPEAKS_OF: Readonly<Record<string, readonly string[]>> = {
  multipleOf: ['number', 'integer'],
  maximum: ['number', 'integer'],
  exclusiveMaximum: ['number', 'integer'],
  minimum: ['number', 'integer'],
  exclusiveMinimum: ['number', 'integer'],
  maxLength: ['string'],
  minLength: ['string'],
  pattern: ['string'],
  maxItems: ['array'],
  minItems: ['array'],
  uniqueItems: ['array'],
  contains: ['array'],
  minContains: ['array'],
  maxContains: ['array'],
  unevaluatedItems: ['array'],
  items: ['array'],
  additionalItems: ['array'],
  maxProperties: ['object'],
  minProperties: ['object'],
  required: ['object'],
  dependentRequired: ['object'],
  dependencies: ['object'],
  additionalProperties: ['object'],
  unevaluatedProperties: ['object'],
  propertyNames: ['object'],
};

const STRING_FORMATS = new Set(
  `date-time date time duration email idn-email hostname idn-hostname ipv4 ipv6 uri uri-reference iri iri-reference
  uuid uri-template json-pointer relative-json-pointer regex byte url iso-time iso-date-time json-pointer-uri-fragment`.split(
    /\s+/,
  ),
);
const NUMBER_FORMATS = new Set(['int32', 'int64']);
const ALL_TYPES = ['null', 'boolean', 'number', 'string', 'array', 'object'];
const MATCHES_ALL = new Set(['', '^', '$', '.*', '^.*', '[\\s\\S]*', '^[\\s\\S]*$']);

/** Why an assertion excludes nothing at all, whatever the value; undefined where it may exclude something. */
export function whyVacuous(schema: JsonObject, keyword: string): string | undefined {
  const value = schema[keyword];
  if (isEmpty(keyword, value)) return 'it asks for nothing';
  if (keyword === 'contains' && schema['minContains'] === 0 && schema['maxContains'] === undefined) {
    return 'minContains is 0';
  }
  if (keyword === 'format' && typeof value === 'string' && formatTypes(value).length === 0) {
    return 'no validator knows anything that the format excludes';
  }
  const types = schema['type'] === undefined ? undefined : [schema['type']].flat();
  const spokenOf = keyword === 'format' ? formatTypes(String(value)) : SPEAKS_OF[keyword];
  if (types && spokenOf && !types.some((type) => spokenOf.includes(String(type)))) {
    return `it says nothing of ${types.join(' or ')}`;
  }
  return undefined;
}

function isEmpty(keyword: string, value: Json | undefined): boolean {
  switch (keyword) {
    case 'minLength':
    case 'minItems':
    case 'minProperties':
    case 'minContains':
      return value === 0;
    case 'required':
      return Array.isArray(value) && value.length === 0;
    case 'dependentRequired':
    case 'dependencies':
      return (
        isObject(value) && Object.values(value).every((names) => Array.isArray(names) && names.length === 0)
      );
    case 'uniqueItems':
      return value === false;
    case 'type':
      return Array.isArray(value) && ALL_TYPES.every((type) => value.includes(type));
    case 'pattern':
      return typeof value === 'string' && MATCHES_ALL.has(value);
    case 'not':
      return value === false;
    case 'anyOf':
      return Array.isArray(value) && value.some((one) => one === true || (isObject(one) && isBare(one)));
    default:
      return false;
  }
}

function isBare(schema: JsonObject): boolean {
  return Object.keys(schema).length === 0;
}

function formatTypes(format: string): string[] {
  if (STRING_FORMATS.has(format)) return ['string'];
  return NUMBER_FORMATS.has(format) ? ['number', 'integer'] : [];
}
