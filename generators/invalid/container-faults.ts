import { isObject, type Json, type JsonObject, type JsonSchema } from '../../model/json.ts';
import { memberOf } from '../valid/members.ts';
import type { Model } from '../valid/model.ts';
import { objectLimits } from '../valid/object-limits.ts';
import { regularExpression } from '../valid/regular-expression.ts';
import { instead, type Site } from './breaking.ts';
import { notWay } from './choice-faults.ts';
import type { Way } from './scalar-faults.ts';

/** Longer arrays are not made, not even to break a limit. */
const LONGEST = 5000;

/** The ways to break what a schema says of arrays and objects. */
export function* containerWays(model: Model, site: Site): Generator<Way> {
  yield* memberWays(model, site);
  yield* countWays(site);
  yield* unknownWays(site);
  yield* arrayWays(site);
  yield* containsWays(site);
  // A `not` that leaves a choice is broken where the choice is.
  if (model.flat(site.conjunct).schema['not'] !== undefined) yield notWay(site);
}

function* memberWays(model: Model, { leaf, conjunct: { schema } }: Site): Generator<Way> {
  const lacking = (name: string) =>
    function* ({ value }: { value: Json }): Generator<Json> {
      if (isObject(value) && Object.hasOwn(value, name)) yield withoutMember(value, name);
    };
  for (const name of strings(schema['required'])) {
    if (memberOf(model, leaf, name).isHidden) continue;
    yield { keyword: 'required', what: 'missing', member: name, needs: [name], breaker: lacking(name) };
  }
  for (const [owner, others] of Object.entries(object(schema['dependentRequired']))) {
    for (const name of strings(others)) {
      if (memberOf(model, leaf, name).isHidden) continue;
      const what = `missing beside ${owner}`;
      yield {
        keyword: 'dependentRequired',
        what,
        member: name,
        needs: [owner, name],
        breaker: lacking(name),
      };
    }
  }
}

function* countWays(site: Site): Generator<Way> {
  const { minProperties, maxProperties } = site.conjunct.schema;
  const { required } = objectLimits(site.leaf);
  if (typeof minProperties === 'number' && minProperties > 0) {
    yield {
      keyword: 'minProperties',
      what: 'one member too few',
      *breaker({ value }) {
        if (!isObject(value)) return;
        const names = Object.keys(value).sort((a, b) => Number(required.has(b)) - Number(required.has(a)));
        const kept = new Set(names.slice(0, minProperties - 1));
        yield Object.fromEntries(Object.entries(value).filter(([name]) => kept.has(name)));
      },
    };
  }
  if (typeof maxProperties === 'number') {
    const more: JsonSchema = {
      type: 'object',
      minProperties: maxProperties + 1,
      maxProperties: maxProperties + 1,
    };
    yield {
      keyword: 'maxProperties',
      what: 'one member too many',
      breaker: (breaking) => (maxProperties > 100 ? [] : instead(breaking, site, ['maxProperties'], more)),
    };
  }
}

function* unknownWays({ leaf, conjunct }: Site): Generator<Way> {
  const { schema } = conjunct;
  const { declared } = objectLimits(leaf);
  for (const keyword of ['additionalProperties', 'unevaluatedProperties'] as const) {
    if (schema[keyword] !== false) continue;
    const name = freeName(
      leaf.conjuncts.map((one) => one.schema),
      declared,
    );
    if (name === undefined) continue;
    yield {
      keyword,
      what: 'an unknown member',
      member: name,
      *breaker({ value }) {
        if (isObject(value)) yield { ...value, [name]: 'sample' };
      },
    };
  }
  const names = schema['propertyNames'];
  if (names === undefined) return;
  yield {
    keyword: 'propertyNames',
    what: 'a member of a wrong name',
    *breaker({ value, model }) {
      if (!isObject(value)) return;
      const part = model.library.inner(conjunct, names, 'propertyNames');
      for (const name of ['unknown member', 'UNKNOWN', 'unknown', '!', '', 'x'.repeat(300)]) {
        if (!model.accepts([part], name)) yield { ...value, [name]: 'sample' };
        if (!model.accepts([part], name)) yield { ...value, [name]: 1 };
      }
    },
  };
}

function freeName(schemas: readonly JsonObject[], declared: readonly string[]): string | undefined {
  const patterns = schemas.flatMap((schema) => Object.keys(object(schema['patternProperties'])));
  const isFree = (name: string): boolean =>
    !declared.includes(name) && !patterns.some((pattern) => regularExpression(pattern)?.test(name));
  return ['unknownMember', 'unknown-member', 'Q7', '0', '!'].find(isFree);
}

function* arrayWays(site: Site): Generator<Way> {
  const { minItems, maxItems, uniqueItems, items, prefixItems } = site.conjunct.schema;
  if (typeof minItems === 'number' && minItems > 0) {
    yield {
      keyword: 'minItems',
      what: 'one item too few',
      *breaker({ value }) {
        if (Array.isArray(value)) yield value.slice(0, minItems - 1);
      },
    };
  }
  if (typeof maxItems === 'number') {
    const more: JsonSchema = { type: 'array', minItems: maxItems + 1, maxItems: maxItems + 1 };
    yield {
      keyword: 'maxItems',
      what: 'one item too many',
      breaker: (breaking) => (maxItems > LONGEST ? [] : instead(breaking, site, ['maxItems'], more)),
    };
  }
  if (uniqueItems === true) yield twice();
  if (items === false && Array.isArray(prefixItems)) {
    yield {
      keyword: 'items',
      what: 'an item beyond the last',
      *breaker({ value }) {
        if (Array.isArray(value) && value.length === prefixItems.length) yield [...value, 'sample'];
      },
      needs: prefixItems.map((_, index) => String(index)),
    };
  }
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
    },
  };
}

function* containsWays(site: Site): Generator<Way> {
  const { contains, minContains, maxContains } = site.conjunct.schema;
  if (contains === undefined) return;
  const omitted = ['contains', 'minContains', 'maxContains'];
  if (minContains !== 0) {
    const none: JsonSchema = { type: 'array', items: { not: contains } };
    yield {
      keyword: 'contains',
      what: 'no such item',
      breaker: (breaking) => instead(breaking, site, omitted, none),
    };
  }
  if (typeof maxContains === 'number' && maxContains < 100) {
    const many: JsonSchema = { type: 'array', contains, minContains: maxContains + 1 };
    yield {
      keyword: 'contains',
      what: 'one such item too many',
      breaker: (breaking) => instead(breaking, site, omitted, many),
    };
  }
}

function withoutMember(value: JsonObject, name: string): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([other]) => other !== name));
}

function strings(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

function object(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}
