import type { JsonSchema } from '../../model/json.ts';

/** A schema of the tests, with keywords that have to be among its faults. */
export interface SchemaCase {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly breaks: readonly string[];
}

const object = (properties: Record<string, JsonSchema>, more: object = {}): JsonSchema =>
  ({ type: 'object', properties, ...more }) as JsonSchema;

const rows: Record<string, readonly [JsonSchema, string]> = {
  anything: [true, ''],
  'empty schema': [{}, ''],
  'null type': [{ type: 'null' }, 'type'],
  boolean: [{ type: 'boolean' }, 'type'],
  'type list': [{ type: ['string', 'integer', 'null'] }, 'type'],
  integer: [{ type: 'integer' }, 'type'],
  range: [{ type: 'integer', minimum: 3, maximum: 9 }, 'type minimum maximum'],
  'exclusive range': [
    { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 },
    'exclusiveMinimum exclusiveMaximum',
  ],
  'one number': [{ type: 'integer', minimum: 5, maximum: 5 }, 'minimum maximum'],
  multipleOf: [{ type: 'integer', multipleOf: 7, minimum: -50, maximum: 50 }, 'multipleOf minimum maximum'],
  'decimal multipleOf': [{ type: 'number', multipleOf: 0.01, minimum: 0, maximum: 10 }, 'multipleOf maximum'],
  'two divisors': [{ allOf: [{ type: 'integer', multipleOf: 4 }, { multipleOf: 6 }] }, 'type multipleOf'],
  'limits without type': [{ minimum: 10 }, 'minimum'],
  int32: [{ type: 'integer', format: 'int32' }, 'type format'],
  int64: [{ type: 'integer', format: 'int64' }, 'type'],
  'float and double': [
    object({ a: { type: 'number', format: 'float' }, b: { type: 'number', format: 'double' } }),
    'type',
  ],
  string: [{ type: 'string' }, 'type'],
  lengths: [{ type: 'string', minLength: 2, maxLength: 5 }, 'minLength maxLength'],
  'empty string only': [{ type: 'string', maxLength: 0 }, 'maxLength'],
  'length in the millions': [{ type: 'string', maxLength: 73_000_000 }, 'type'],
  pattern: [{ type: 'string', pattern: '^[a-z]{3}-\\d+$' }, 'pattern'],
  'open pattern': [{ type: 'string', pattern: '[A-Z]' }, 'pattern'],
  'pattern of Unicode': [{ type: 'string', pattern: '^\\p{Lu}\\p{L}*$' }, 'pattern'],
  'pattern with look-aheads': [{ type: 'string', pattern: '^(?=.*[A-Z])(?=.*\\d).{8,20}$' }, 'pattern'],
  'pattern with back reference': [{ type: 'string', pattern: '^(a|b)\\1$' }, 'pattern'],
  'pattern and length': [
    { type: 'string', pattern: '^[a-z0-9-]+$', minLength: 12, maxLength: 14 },
    'pattern minLength',
  ],
  'pattern shorter than the limit': [
    { type: 'string', minLength: 1, maxLength: 12, pattern: '^(?:(?:SSH|RDP):[1-9]\\d{0,3})?$' },
    'pattern minLength maxLength',
  ],
  'pattern that asks for something': [{ type: 'string', minLength: 1, pattern: '[^ ]' }, 'pattern minLength'],
  'maximum below the format': [
    { type: 'integer', format: 'int32', minimum: 0, maximum: 65_535 },
    'format minimum maximum',
  ],
  'limits within limits': [
    object(
      {
        size: { type: 'number', maximum: 10, allOf: [{ maximum: 5 }, { exclusiveMaximum: 5 }] },
        code: { $ref: '#/$defs/code', minLength: 2, maxLength: 12 },
      },
      { $defs: { code: { type: 'string', format: 'date', minLength: 3 } } },
    ),
    'minLength maxLength maximum format exclusiveMaximum',
  ],
  'two patterns': [{ allOf: [{ type: 'string', pattern: '^a' }, { pattern: 'z$' }] }, 'pattern'],
  'string formats': [
    object(
      Object.fromEntries(
        'date-time date time duration email hostname ipv4 ipv6 uri uri-reference uuid byte regex json-pointer'
          .split(' ')
          .map((format) => [format, { type: 'string', format }]),
      ),
    ),
    'format type',
  ],
  'free formats': [
    object({ a: { type: 'string', format: 'password' }, b: { type: 'string', format: 'binary' } }),
    'type',
  ],
  'format and length': [{ type: 'string', format: 'email', maxLength: 40 }, 'format maxLength'],
  enum: [{ enum: ['a', 'b', 3, null] }, 'enum'],
  'enum and type': [{ type: 'string', enum: ['idle', 'running'] }, 'enum type'],
  const: [{ const: { a: [1] } }, 'const'],
  array: [{ type: 'array', items: { type: 'integer' }, minItems: 1, maxItems: 3 }, 'minItems maxItems type'],
  prefixItems: [
    { type: 'array', prefixItems: [{ type: 'string' }, { type: 'integer' }], items: false, minItems: 2 },
    'items type minItems',
  ],
  uniqueItems: [
    { type: 'array', items: { enum: [1, 2, 3, 4] }, uniqueItems: true, minItems: 3 },
    'uniqueItems enum',
  ],
  contains: [
    { type: 'array', contains: { const: 7 }, minContains: 1, maxContains: 2, items: { type: 'integer' } },
    'contains',
  ],
  'unevaluated items': [
    { type: 'array', prefixItems: [{ type: 'integer' }], unevaluatedItems: false },
    'type',
  ],
  object: [
    object({ id: { type: 'integer' }, name: { type: 'string', minLength: 1 } }, { required: ['id'] }),
    'required minLength',
  ],
  'closed object': [
    object({ a: { type: 'string' } }, { additionalProperties: false }),
    'additionalProperties type',
  ],
  map: [{ type: 'object', additionalProperties: { type: 'integer', minimum: 0 } }, 'minimum type'],
  patternProperties: [
    { type: 'object', patternProperties: { '^x-[a-z]+$': { type: 'boolean' } }, additionalProperties: false },
    'type additionalProperties',
  ],
  propertyNames: [
    {
      type: 'object',
      propertyNames: { pattern: '^[a-z]+\\d*$' },
      additionalProperties: { type: 'integer' },
      minProperties: 2,
    },
    'propertyNames minProperties',
  ],
  'member counts': [
    object({ a: {}, b: {}, c: {} }, { minProperties: 1, maxProperties: 2, additionalProperties: false }),
    'minProperties maxProperties',
  ],
  dependentRequired: [
    object(
      { card: { type: 'string' }, address: { type: 'string' } },
      { dependentRequired: { card: ['address'] } },
    ),
    'dependentRequired',
  ],
  dependentSchemas: [
    object(
      { a: { type: 'integer' } },
      { dependentSchemas: { a: { required: ['b'], properties: { b: { const: 1 } } } } },
    ),
    'required const',
  ],
  'if then else': [
    object(
      { kind: { enum: ['a', 'b'] }, size: { type: 'integer' }, text: { type: 'string' } },
      {
        required: ['kind'],
        if: { properties: { kind: { const: 'a' } } },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
        then: { required: ['size'] },
        else: { required: ['text'] },
      },
    ),
    'required enum',
  ],
  allOf: [
    {
      allOf: [
        object({ a: { type: 'string' } }, { required: ['a'] }),
        object({ b: { type: 'integer' } }, { required: ['b'] }),
      ],
    },
    'required type',
  ],
  anyOf: [
    {
      anyOf: [
        { type: 'string', minLength: 3 },
        { type: 'integer', minimum: 10 },
      ],
    },
    'anyOf minLength minimum',
  ],
  oneOf: [
    {
      oneOf: [
        object({ kind: { const: 'cat' }, lives: { type: 'integer' } }, { required: ['kind', 'lives'] }),
        object(
          { kind: { const: 'dog' }, tricks: { type: 'array', items: { type: 'string' } } },
          { required: ['kind'] },
        ),
      ],
    },
    'oneOf required type',
  ],
  'oneOf of required': [
    { type: 'object', oneOf: [{ required: ['a'] }, { required: ['b'] }], properties: { a: {}, b: {} } },
    'oneOf',
  ],
  'oneOf that overlaps': [
    { oneOf: [object({ a: { type: 'string' } }), object({ b: { type: 'integer' } })] },
    'oneOf',
  ],
  not: [{ type: 'integer', minimum: 0, maximum: 20, not: { multipleOf: 5 } }, 'not minimum'],
  'not of objects': [
    object({ a: { type: 'string' }, b: { type: 'integer' } }, { not: { required: ['a', 'b'] } }),
    'not type',
  ],
  'reference with siblings': [
    {
      $ref: '#/$defs/name',
      maxLength: 4,
      $defs: { name: { type: 'string', minLength: 1 } },
    },
    'minLength maxLength type',
  ],
  recursion: [
    {
      type: 'object',
      properties: { value: { type: 'integer' }, children: { type: 'array', items: { $ref: '#' } } },
      required: ['value'],
      additionalProperties: false,
    },
    'required additionalProperties type',
  ],
  'mutual recursion': [
    {
      $ref: '#/$defs/a',
      $defs: {
        a: object({ b: { $ref: '#/$defs/b' } }),
        b: object({ a: { $ref: '#/$defs/a' } }, { required: ['a'] }),
      },
    },
    'required type',
  ],
  'unevaluated properties': [
    {
      allOf: [object({ a: { type: 'string' } })],
      properties: { b: { type: 'integer' } },
      unevaluatedProperties: false,
    },
    'unevaluatedProperties',
  ],
  'nested limits': [
    object(
      {
        label: { type: 'string', minLength: 1, maxLength: 255 },
        tags: {
          type: 'array',
          items: { type: 'string', pattern: '^[a-z]+$' },
          maxItems: 4,
          uniqueItems: true,
        },
        owner: object(
          { email: { type: 'string', format: 'email' } },
          { required: ['email'], additionalProperties: false },
        ),
      },
      { required: ['label', 'owner'] },
    ),
    'minLength maxLength pattern maxItems uniqueItems format required additionalProperties',
  ],
  'whole numbers beyond the safe ones': [
    { type: 'integer', exclusiveMinimum: 9_007_199_254_740_991, maximum: 1e300 },
    'exclusiveMinimum',
  ],
  'huge whole number': [{ type: 'integer', minimum: 1e300 }, 'minimum'],
  'contains behind a prefix': [
    { type: 'array', prefixItems: [{ enum: ['a'] }], contains: { type: 'array' } },
    'contains',
  ],
  'optional member without values': [
    object({ a: { prefixItems: [{ oneOf: [true, true] }], if: true, uniqueItems: true } }),
    'type',
  ],
  'too many to be contained': [
    object({ a: { type: 'array', prefixItems: [{}, {}], contains: {}, maxContains: 4, maxItems: 5 } }),
    'contains',
  ],
  'wrong by a declared member': [
    {
      required: ['ab'],
      type: 'object',
      properties: { ab: { enum: ['b', true] } },
      oneOf: [
        { patternProperties: { '^[a-z]': { type: 'boolean' } } },
        { patternProperties: { '^[a-z]+$': { enum: ['b', true] } } },
      ],
      additionalProperties: { type: ['array', 'boolean'] },
    },
    'oneOf',
  ],
  'item behind others that is wrong': [
    {
      prefixItems: [{ const: 'a' }],
      type: 'array',
      minItems: 2,
      if: { items: { type: 'string' } },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: false,
    },
    'const',
  ],
  '__proto__ as a name': [
    { type: 'object', required: ['__proto__'], properties: JSON.parse('{"__proto__":{"type":"integer"}}') },
    'required',
  ],
};

/** Schemas that between them use every keyword. */
export const schemaTable: readonly SchemaCase[] = Object.entries(rows).map(([name, [schema, breaks]]) => ({
  name,
  schema,
  breaks: breaks.split(' ').filter((keyword) => keyword !== ''),
}));
