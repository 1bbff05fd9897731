import { type Json, type JsonObject, type JsonSchema, jsonType } from '../../model/json.ts';
import { kindOf } from '../valid/kinds.ts';
import { decimal, numberRange, times } from '../valid/number-range.ts';
import { almost } from './almost-formats.ts';
import { type Breaker, instead, type Site } from './breaking.ts';
import { nearMisses } from './near-misses.ts';

/** A way to break a keyword, before it is given its place. */
export interface Way {
  readonly keyword: string;
  readonly what: string;
  readonly breaker: Breaker;
  readonly member?: string;
  /** Members or items that the base needs. */
  readonly needs?: readonly string[];
}

/** Longer strings are not made, not even to break a limit. */
const LONGEST = 65_536;

const SAMPLES: Record<string, Json> = {
  null: null,
  boolean: true,
  integer: 1,
  number: 0.5,
  string: 'sample',
  array: [],
  object: {},
};

/** The ways to break what a schema says of types, lists of values, numbers and strings. */
export function* scalarWays(site: Site): Generator<Way> {
  const { schema } = site.conjunct;
  yield* typeWays(schema);
  yield* listWays(site, schema);
  yield* numberWays(site, schema);
  yield* stringWays(site, schema);
}

function* typeWays({ type }: JsonObject): Generator<Way> {
  if (type === undefined) return;
  const types = [type].flat();
  for (const [other, sample] of Object.entries(SAMPLES)) {
    if (types.includes(other) || (other === 'integer' && types.includes('number'))) continue;
    // Beside integers 1 is no other type than 0.5; without numbers one of them is enough.
    if (other === 'number' && !types.includes('integer')) continue;
    const name = other === 'integer' ? 'number' : other === 'number' ? 'fraction' : other;
    yield { keyword: 'type', what: `${name} instead of ${types.join(' or ')}`, breaker: () => [sample] };
  }
}

function* listWays(site: Site, { enum: list, const: constant }: JsonObject): Generator<Way> {
  const away = (keyword: 'enum' | 'const', allowed: readonly Json[]): Breaker => {
    const schemas = [...new Set(allowed.map((value) => jsonType(value)))].map(
      (type): JsonSchema => ({ type, not: { enum: [...allowed] } }),
    );
    const untyped: JsonSchema = { not: { enum: [...allowed] } };
    return function* (breaking) {
      for (const schema of [...schemas, untyped]) yield* instead(breaking, site, [keyword], schema);
    };
  };
  if (Array.isArray(list))
    yield { keyword: 'enum', what: 'a value that is not listed', breaker: away('enum', list) };
  if (constant !== undefined)
    yield { keyword: 'const', what: 'another value', breaker: away('const', [constant]) };
}

function* numberWays(site: Site, schema: JsonObject): Generator<Way> {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  if (typeof minimum === 'number') yield* beyond(site, 'minimum', minimum, -1, false);
  if (typeof maximum === 'number') yield* beyond(site, 'maximum', maximum, 1, false);
  if (typeof exclusiveMinimum === 'number')
    yield* beyond(site, 'exclusiveMinimum', exclusiveMinimum, -1, true);
  if (typeof exclusiveMaximum === 'number')
    yield* beyond(site, 'exclusiveMaximum', exclusiveMaximum, 1, true);
  if (typeof multipleOf === 'number') {
    const schemaInstead: JsonSchema = { type: 'number', not: { multipleOf } };
    const near: JsonSchema = {
      enum: [1.5, 3.7, 0.1].map((part) => Number((part * multipleOf).toPrecision(12))),
    };
    yield {
      keyword: 'multipleOf',
      what: `no multiple of ${multipleOf}`,
      breaker: function* (breaking) {
        yield* instead(breaking, site, ['multipleOf'], schemaInstead);
        yield* instead(breaking, site, ['multipleOf'], near);
      },
    };
  }
}

function* beyond(
  site: Site,
  keyword: string,
  limit: number,
  sign: 1 | -1,
  exclusive: boolean,
): Generator<Way> {
  const side = sign > 0 ? 'above the maximum' : 'below the minimum';
  const { step } = numberRange(site.leaf);
  const size = step ? times(step, 1) : 10 ** -Math.max(2, decimal(limit).scale);
  const snap = (value: number): number => {
    if (!step) return Number(value.toPrecision(15));
    const count = sign > 0 ? Math.ceil(value / size) : Math.floor(value / size);
    return times(step, count);
  };
  const just = exclusive
    ? [limit, snap(limit)]
    : [snap(limit), snap(limit + sign * size), snap(limit + sign * 1)];
  const isBeyond = (value: number): boolean =>
    Number.isFinite(value) && (sign > 0 ? value > limit : value < limit);
  const nearest: JsonSchema = {
    enum: just.filter((value) => isBeyond(value) || (exclusive && value === limit)),
  };
  yield {
    keyword,
    what: exclusive ? `the excluded ${sign > 0 ? 'maximum' : 'minimum'} itself` : `just ${side}`,
    breaker: (breaking) => instead(breaking, site, [keyword], nearest),
  };
  const far: JsonSchema = {
    enum: [1e6, 1000, 100, 10, 1003, 107, 11]
      .map((distance) => snap(limit + sign * distance))
      .filter(isBeyond),
  };
  yield {
    keyword,
    what: `far ${side}`,
    breaker: (breaking) => instead(breaking, site, [keyword], far),
  };
}

function* stringWays(site: Site, { minLength, maxLength, pattern, format }: JsonObject): Generator<Way> {
  if (typeof minLength === 'number' && minLength > 0 && minLength <= LONGEST) {
    const length: JsonSchema = { type: 'string', minLength: minLength - 1, maxLength: minLength - 1 };
    const what = 'one character too short';
    yield {
      keyword: 'minLength',
      what,
      breaker: (breaking) => instead(breaking, site, ['minLength'], length),
    };
  }
  if (typeof maxLength === 'number') yield longer(site, maxLength);
  if (typeof pattern === 'string') yield mismatch(site, pattern);
  if (typeof format === 'string') {
    const list = almost(format);
    if (list.length > 0) {
      const wrong: JsonSchema = { enum: [...list] };
      const what = `almost a value of format ${format}`;
      yield { keyword: 'format', what, breaker: (breaking) => instead(breaking, site, ['format'], wrong) };
    }
  }
}

function longer(site: Site, maxLength: number): Way {
  const length: JsonSchema = { type: 'string', minLength: maxLength + 1, maxLength: maxLength + 1 };
  return {
    keyword: 'maxLength',
    what: 'one character too long',
    breaker: (breaking) => (maxLength > LONGEST ? [] : instead(breaking, site, ['maxLength'], length)),
  };
}

function mismatch(site: Site, pattern: string): Way {
  const schema: JsonSchema = { type: 'string', not: { pattern } };
  return {
    keyword: 'pattern',
    what: 'a string that the pattern does not match',
    breaker: function* (breaking) {
      const { value, mode } = breaking;
      if (mode === 'example' && kindOf(value) === 'string') {
        yield* instead(breaking, site, ['pattern'], { enum: nearMisses(String(value), pattern) });
      }
      yield* instead(breaking, site, ['pattern'], schema);
    },
  };
}
