import type { Json, JsonSchema } from '../../model/json.ts';
import { spelt } from '../schema/normal-form.ts';
import { arrayLimits } from '../valid/array-limits.ts';
import { type Breaker, instead, type Site } from './breaking.ts';
import { hopeless, type Way } from './way.ts';

/** Longer arrays are not made, not even to break a limit. */
const LONGEST = 5000;
/** More items than this have to be asked for: a few too many are enough. */
const FAR = 10;
const SAMPLES: readonly Json[] = ['sample', 1, true, null, {}, []];

/** The ways to break what a schema says of arrays. */
export function* arrayWays(site: Site): Generator<Way> {
  yield* fewerWays(site);
  yield* moreWays(site);
  if (site.conjunct.schema['uniqueItems'] === true) yield twice();
  yield* beyondWays(site);
  yield* forbiddenWays(site);
}

function* fewerWays(site: Site): Generator<Way> {
  const { minItems } = site.conjunct.schema;
  if (typeof minItems !== 'number') return;
  if (minItems === 0) return yield hopeless('minItems', '0 asks for nothing');
  if (minItems > LONGEST) return yield hopeless('minItems', `arrays of ${minItems} items are not made`);
  yield { keyword: 'minItems', what: 'one item too few', breaker: cut(site, minItems - 1) };
  if (minItems > 1) yield { keyword: 'minItems', what: 'no items', breaker: cut(site, 0) };
}

function cut(site: Site, length: number): Breaker {
  return function* (breaking) {
    if (Array.isArray(breaking.value)) yield breaking.value.slice(0, length);
    yield* instead(breaking, site, ['minItems'], { type: 'array', maxItems: length });
  };
}

function* moreWays(site: Site): Generator<Way> {
  const { maxItems } = site.conjunct.schema;
  if (typeof maxItems !== 'number') return;
  if (maxItems > LONGEST)
    return yield hopeless('maxItems', `arrays of more than ${LONGEST} items are not made`);
  const ofLength = (length: number, what: string): Way => ({
    keyword: 'maxItems',
    what,
    breaker: (breaking) =>
      instead(breaking, site, ['maxItems'], { type: 'array', minItems: length, maxItems: length }),
  });
  yield ofLength(maxItems + 1, 'one item too many');
  if (maxItems > 0) yield ofLength(maxItems + FAR, 'far too many items');
}

function twice(): Way {
  return {
    keyword: 'uniqueItems',
    what: 'the same item twice',
    needs: ['0'],
    *breaker({ value }) {
      if (!Array.isArray(value)) return;
      const [first = null, , ...rest] = value;
      yield [...value, first];
      yield [first, first, ...rest];
      // Beside a prefix of other types a value may stand twice further behind.
      const last = value.at(-1) ?? null;
      yield [...value, last];
    },
  };
}

function* beyondWays({ leaf, conjunct: { schema } }: Site): Generator<Way> {
  const { leading } = arrayLimits(leaf);
  for (const keyword of ['items', 'unevaluatedItems'] as const) {
    if (schema[keyword] !== false) continue;
    yield {
      keyword: spelt(schema, keyword),
      what: 'an item beyond the last',
      needs: Array.from({ length: leading }, (_, index) => String(index)),
      *breaker({ value }) {
        if (!Array.isArray(value)) return;
        for (const sample of SAMPLES) yield [...value, sample];
      },
    };
  }
}

/** Leading items that no value satisfies. */
function* forbiddenWays({ leaf, conjunct }: Site): Generator<Way> {
  const { prefixItems } = conjunct.schema;
  for (const [index, schema] of (Array.isArray(prefixItems) ? prefixItems : []).entries()) {
    if (schema !== false) continue;
    yield {
      keyword: 'false schema',
      what: 'an item that must not be there',
      below: String(index),
      schema: leaf.library.inner(conjunct, schema, 'prefixItems', index).pointer,
      needs: index === 0 ? [] : [String(index - 1)],
      *breaker({ value }) {
        if (!Array.isArray(value) || value.length > index) return;
        for (const sample of SAMPLES) yield [...value, sample];
      },
    };
  }
}

/** The ways to break how many items have to be like another schema. */
export function* containsWays(site: Site): Generator<Way> {
  const { contains, minContains, maxContains } = site.conjunct.schema;
  if (contains === undefined) return;
  const omitted = ['contains', 'minContains', 'maxContains'];
  const like = site.leaf.library.inner(site.conjunct, contains, 'contains');
  const held = site.leaf.library.conjunct(like)?.schema ?? contains;
  const least = typeof minContains === 'number' ? minContains : 1;
  if (least === 0) yield { ...hopeless('contains', 'it may be 0 items'), limit: 'minContains' };
  else {
    const none: JsonSchema = { type: 'array', items: { not: held } };
    yield counted(site, 'no such item', undefined, none, omitted);
  }
  if (least > 1) {
    const few: JsonSchema = { type: 'array', contains: held, minContains: least - 1, maxContains: least - 1 };
    yield counted(site, 'one such item too few', 'minContains', few, omitted);
  }
  if (typeof maxContains === 'number' && maxContains < FAR * FAR) {
    const many: JsonSchema = { type: 'array', contains: held, minContains: maxContains + 1 };
    yield counted(site, 'one such item too many', 'maxContains', many, omitted);
  }
}

function counted(
  site: Site,
  what: string,
  limit: Way['limit'],
  schema: JsonSchema,
  omitted: readonly string[],
): Way {
  return {
    keyword: 'contains',
    what,
    ...(limit === undefined ? {} : { limit }),
    breaker: (breaking) => instead(breaking, site, omitted, schema),
  };
}
