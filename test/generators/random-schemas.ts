import fc from 'fast-check';
import { isObject, type Json, type JsonObject, type JsonSchema } from '../../model/json.ts';

const NAMES = ['a', 'b', 'c', 'key1', 'x-1', 'toString', '__proto__'] as const;
const PATTERNS = ['^[a-z]+$', '^x-', '\\d', '^(ab|cd){1,3}$', '[A-Z]{2}', '^.{2,5}$', '^$|^a'] as const;
const NAME_PATTERNS = ['^x-', '^[a-c]$', '\\d$', '^[a-z]+$', '.'] as const;
const FORMATS = ['date', 'date-time', 'email', 'uuid', 'ipv4', 'uri', 'hostname', 'time'] as const;
const LIMITS = [0, 1, -1, 2, 3, 5, 7, 10, 100, -10, 0.5, -0.5, 2.5, 0.1, 1e-7, 1e10, 2 ** 53, 1e20] as const;
const STEPS = [1, 2, 3, 5, 0.5, 0.1, 0.01, 1.5, 7, 1e-3, 100, 1e10] as const;
const SCALARS: readonly Json[] = [
  'a',
  'b',
  'abc',
  '',
  'x-1',
  '2024-02-29',
  0,
  1,
  -1,
  2.5,
  3,
  true,
  false,
  null,
];
const COMPOUNDS: readonly Json[] = [[], {}, [1], ['a', 'b'], { a: 1 }, { a: 'a', b: [] }, [[]], [{}], [0, 0]];
const TYPES = ['string', 'integer', 'number', 'boolean', 'null', 'array', 'object'] as const;
/** What references lead to. */
const TARGETS = ['#/$defs/one', '#/$defs/two', '#three', '#'] as const;

type Schemas = fc.Arbitrary<JsonSchema>;
type Kind = 'string' | 'number' | 'array' | 'object';
const KINDS: readonly Kind[] = ['string', 'number', 'array', 'object'];
type Keywords = Readonly<Record<string, fc.Arbitrary<Json>>>;

/** Random schemas of draft 2020-12 that mix all its keywords; most of them have values. */
export function randomSchemas(): Schemas {
  const root = fc.oneof(schemas(3), schemas(2), schemas(1));
  return fc.tuple(root, schemas(2), schemas(1), schemas(1)).map(([schema, ...named]) => {
    const isReferring = JSON.stringify([schema, named]).includes('"$ref"');
    return isObject(schema) && isReferring ? { ...schema, $defs: definitions(named) } : schema;
  });
}

function definitions([one = true, two = true, three = true]: readonly JsonSchema[]): JsonObject {
  return { one, two, three: { ...(isObject(three) ? three : {}), $anchor: 'three' } };
}

const byDepth: Schemas[] = [];

function schemas(depth: number): Schemas {
  byDepth[depth] ??= ofDepth(depth);
  return byDepth[depth];
}

function ofDepth(depth: number): Schemas {
  const kinds = KINDS.map((kind) => ofKind(kind, depth));
  const leaves: fc.WeightedArbitrary<JsonSchema>[] = [
    ...kinds.map((arbitrary) => ({ arbitrary, weight: 6 })),
    { arbitrary: listed(), weight: 3 },
    { arbitrary: fc.constantFrom<JsonSchema>({ type: 'boolean' }, { type: 'null' }), weight: 2 },
    { arbitrary: typeList(), weight: 2 },
    { arbitrary: fc.constantFrom<JsonSchema>(true, {}, false), weight: 1 },
  ];
  if (depth === 0) return fc.oneof(...leaves);
  return fc.oneof(
    ...leaves,
    { arbitrary: reference(depth), weight: 3 },
    { arbitrary: mixed(depth), weight: 4 },
    { arbitrary: discriminated(depth), weight: 1 },
  );
}

/** A schema that speaks of one kind of value, and mostly states its type. */
function ofKind(kind: Kind, depth: number): fc.Arbitrary<JsonObject> {
  const type = kind === 'number' ? fc.constantFrom('number', 'integer') : fc.constant(kind);
  const own = some({ ...assertions(kind, depth) }, 2);
  const typed = some({ type }, 0.2);
  if (depth === 0) return fc.tuple(typed, own).map(merged);
  return fc.tuple(typed, own, some(applied(partial(kind, depth - 1)), 8)).map(merged);
}

/** Assertions for one kind of value without its type. */
function partial(kind: Kind, depth: number): fc.Arbitrary<JsonObject> {
  const own = some(assertions(kind, Math.max(0, depth)), 2);
  return depth > 0 ? fc.tuple(own, some(applied(partial(kind, depth - 1)), 12)).map(merged) : own;
}

/** What applies schemas in place. */
function applied(inner: Schemas): Keywords {
  const few = fc.array(inner, { minLength: 1, maxLength: 3 });
  return {
    allOf: few,
    anyOf: few,
    oneOf: few,
    not: inner,
    if: inner,
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: inner,
    else: inner,
  };
}

function assertions(kind: Kind, depth: number): Keywords {
  if (kind === 'string') return ofStrings;
  if (kind === 'number') return ofNumbers;
  // Deep enough: what is in it is plain.
  const inner = depth > 0 ? schemas(depth - 1) : listed();
  return kind === 'array' ? ofArrays(inner) : ofObjects(inner);
}

const ofStrings: Keywords = {
  minLength: fc.nat(4),
  maxLength: fc.integer({ min: 1, max: 12 }),
  pattern: fc.constantFrom(...PATTERNS),
  format: fc.constantFrom(...FORMATS),
};

const ofNumbers: Keywords = {
  minimum: fc.constantFrom(...LIMITS),
  maximum: fc.constantFrom(...LIMITS),
  exclusiveMinimum: fc.constantFrom(...LIMITS),
  exclusiveMaximum: fc.constantFrom(...LIMITS),
  multipleOf: fc.constantFrom(...STEPS),
};

function ofArrays(inner: Schemas): Keywords {
  return {
    items: inner,
    prefixItems: fc.array(inner, { minLength: 1, maxLength: 3 }),
    contains: inner,
    minContains: fc.nat(2),
    maxContains: fc.integer({ min: 1, max: 3 }),
    uniqueItems: fc.boolean(),
    minItems: fc.nat(3),
    maxItems: fc.nat(5),
    unevaluatedItems: inner,
  };
}

function ofObjects(inner: Schemas): Keywords {
  const name = fc.constantFrom(...NAMES);
  const names = fc.uniqueArray(name, { minLength: 1, maxLength: 3 });
  const by = <T>(key: fc.Arbitrary<string>, value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> =>
    fc.dictionary(key, value, { minKeys: 1, maxKeys: 3, noNullPrototype: true });
  return {
    properties: by(name, inner),
    required: names,
    patternProperties: by(fc.constantFrom(...NAME_PATTERNS), inner),
    additionalProperties: fc.oneof(fc.constant(false), inner),
    propertyNames: partial('string', 0),
    minProperties: fc.nat(3),
    maxProperties: fc.integer({ min: 1, max: 5 }),
    dependentRequired: by(name, names),
    dependentSchemas: by(name, inner),
    unevaluatedProperties: fc.oneof(fc.constant(false), inner),
  };
}

function listed(): fc.Arbitrary<JsonObject> {
  const value = fc.constantFrom(...SCALARS, ...SCALARS, ...COMPOUNDS);
  const list = fc.uniqueArray(value, { minLength: 1, maxLength: 4, selector: (one) => JSON.stringify(one) });
  const extra = some({ ...ofStrings, ...ofNumbers, type: fc.constantFrom(...TYPES) }, 12);
  return fc
    .tuple(
      fc.oneof(
        value.map((one) => ({ const: one })),
        list.map((some) => ({ enum: some })),
      ),
      extra,
    )
    .map(merged);
}

/** As OpenAPI 3.1 says that null is allowed, too. */
function typeList(): fc.Arbitrary<JsonObject> {
  const types = fc.uniqueArray(fc.constantFrom(...TYPES), { minLength: 1, maxLength: 3 });
  return fc
    .tuple(
      types.map((type) => ({ type })),
      some({ ...ofStrings, ...ofNumbers }, 5),
    )
    .map(merged);
}

function reference(depth: number): fc.Arbitrary<JsonObject> {
  const siblings = fc.constantFrom(...KINDS).chain((kind) => partial(kind, depth - 1));
  return fc
    .tuple(fc.constantFrom(...TARGETS), fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, siblings))
    .map(([$ref, beside]) => ({ ...beside, $ref }));
}

/** Choices among schemas of any kind. */
function mixed(depth: number): fc.Arbitrary<JsonObject> {
  return some(applied(schemas(depth - 1)), 3);
}

function discriminated(depth: number): fc.Arbitrary<JsonObject> {
  return fc.tuple(schemas(depth - 1), schemas(depth - 1), fc.boolean()).map(([one, other, closed]) => ({
    discriminator: { propertyName: 'kind' },
    oneOf: [one, other].map((member, index) => ({
      type: 'object',
      required: ['kind'],
      properties: { kind: { const: `k${index}` }, [`m${index}`]: member },
      ...(closed ? { additionalProperties: false } : {}),
    })),
  }));
}

/** Each keyword now and then: `rarity` times it is not there for once that it is. */
function some(keywords: Keywords, rarity: number): fc.Arbitrary<JsonObject> {
  const options = Object.entries(keywords).map(([keyword, value]) =>
    fc.oneof(
      { arbitrary: fc.constant({}), weight: Math.round(rarity * 10) },
      { arbitrary: value.map((one) => ({ [keyword]: one })), weight: 10 },
    ),
  );
  return fc.tuple(...options).map((parts) => merged(parts));
}

function merged(parts: readonly object[]): JsonObject {
  return Object.assign({}, ...parts) as JsonObject;
}
