import { isObject, type Json, type JsonObject, type JsonSchema } from '../../model/json.ts';
import { spelt } from '../schema/normal-form.ts';
import type { Part } from '../schema/part.ts';
import { regularExpression } from '../strings/regular-expression.ts';
import { isFeasible } from '../valid/height.ts';
import { memberOf } from '../valid/members.ts';
import type { Model } from '../valid/model.ts';
import { nameOf } from '../valid/names.ts';
import { objectLimits } from '../valid/object-limits.ts';
import { Source } from '../valid/source.ts';
import { type Breaker, instead, type Site } from './breaking.ts';
import { hopeless, type Way } from './way.ts';

/** Objects of more members are not made, not even to break a limit. */
const MOST = 100;
const SAMPLES: readonly Json[] = ['sample', 1, true, null, {}, []];

/** The ways to break what a schema says of objects. */
export function* objectWays(model: Model, site: Site): Generator<Way> {
  yield* requiredWays(model, site);
  yield* dependentWays(model, site);
  yield* fewerWays(site);
  yield* moreWays(site);
  yield* unknownWays(site);
  yield* forbiddenWays(model, site);
}

const HIDDEN = 'it takes no part in this direction';

function* requiredWays(model: Model, { leaf, conjunct: { schema } }: Site): Generator<Way> {
  const names = strings(schema['required']);
  if (Array.isArray(schema['required']) && names.length === 0)
    yield hopeless('required', 'no member is named');
  for (const member of names) {
    if (memberOf(model, leaf, member).isHidden) yield { ...hopeless('required', HIDDEN), member };
    else yield { keyword: 'required', what: 'missing', member, needs: [member], breaker: lacking(member) };
  }
}

function* dependentWays(model: Model, { leaf, conjunct: { schema } }: Site): Generator<Way> {
  const keyword = spelt(schema, 'dependentRequired');
  for (const [owner, others] of Object.entries(object(schema['dependentRequired']))) {
    const names = strings(others);
    if (names.length === 0) yield hopeless(keyword, `no member is named beside ${owner}`);
    for (const member of names) {
      if (memberOf(model, leaf, member).isHidden) yield { ...hopeless(keyword, HIDDEN), member };
      else
        yield {
          keyword,
          what: `missing beside ${owner}`,
          member,
          needs: [owner, member],
          breaker: lacking(member),
        };
    }
  }
}

function lacking(name: string): Breaker {
  return function* ({ value }) {
    if (isObject(value) && Object.hasOwn(value, name)) yield without(value, [name]);
  };
}

function* fewerWays(site: Site): Generator<Way> {
  const { minProperties } = site.conjunct.schema;
  if (typeof minProperties !== 'number') return;
  if (minProperties === 0) return yield hopeless('minProperties', '0 asks for nothing');
  const { required } = objectLimits(site.leaf);
  yield {
    keyword: 'minProperties',
    what: 'one member too few',
    *breaker({ value }) {
      if (!isObject(value)) return;
      const names = Object.keys(value).sort((a, b) => Number(required.has(b)) - Number(required.has(a)));
      yield without(value, names.slice(minProperties - 1));
    },
  };
}

function* moreWays(site: Site): Generator<Way> {
  const { maxProperties } = site.conjunct.schema;
  if (typeof maxProperties !== 'number') return;
  if (maxProperties > MOST) {
    return yield hopeless('maxProperties', `objects of more than ${MOST} members are not made`);
  }
  const more: JsonSchema = {
    type: 'object',
    minProperties: maxProperties + 1,
    maxProperties: maxProperties + 1,
  };
  yield {
    keyword: 'maxProperties',
    what: 'one member too many',
    breaker: (breaking) => instead(breaking, site, ['maxProperties'], more),
  };
}

function* unknownWays({ leaf, conjunct }: Site): Generator<Way> {
  const { declared } = objectLimits(leaf);
  for (const keyword of ['additionalProperties', 'unevaluatedProperties'] as const) {
    if (conjunct.schema[keyword] !== false) continue;
    const schemas = leaf.conjuncts.map((one) => one.schema);
    const member = unknownName(schemas, declared);
    if (member === undefined) yield hopeless(keyword, 'every name is described');
    else yield { keyword, what: 'an unknown member', member, breaker: adding(member) };
  }
}

/** Members that no value satisfies. */
function* forbiddenWays(model: Model, { leaf, conjunct }: Site): Generator<Way> {
  const { library } = model;
  const declared = Object.entries(object(conjunct.schema['properties'])).map(
    ([name, inner]) => [name, library.inner(conjunct, inner, 'properties', name)] as const,
  );
  const patterned = Object.entries(object(conjunct.schema['patternProperties'])).flatMap(
    ([pattern, inner]) => {
      const name = inner === false ? nameOf(pattern, { source: Source.replay(), plain: true }) : undefined;
      return name === undefined
        ? []
        : [[name, library.inner(conjunct, inner, 'patternProperties', pattern)] as const];
    },
  );
  for (const [name, part] of [...declared, ...patterned]) {
    const keyword = excluding(part);
    if (keyword === undefined || isFeasible(model, memberOf(model, leaf, name).state)) continue;
    yield {
      keyword,
      what: 'a member that must not be there',
      below: name,
      schema: part.pointer,
      breaker: adding(name),
    };
  }
}

/** The keyword by which a schema excludes every value. */
function excluding({ schema }: Part): string | undefined {
  if (schema === false) return 'false schema';
  return isObject(schema) && schema['not'] !== undefined ? 'not' : undefined;
}

function adding(name: string): Breaker {
  return function* ({ value }) {
    if (isObject(value)) for (const sample of SAMPLES) yield { ...value, [name]: sample };
  };
}

function unknownName(schemas: readonly JsonObject[], declared: readonly string[]): string | undefined {
  const patterns = schemas.flatMap((schema) => Object.keys(object(schema['patternProperties'])));
  const isFree = (name: string): boolean =>
    !declared.includes(name) && !patterns.some((pattern) => regularExpression(pattern)?.test(name));
  return ['unknownMember', 'unknown-member', 'Q7', '0', '!', 'é', 'ключ'].find(isFree);
}

function without(value: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
}

function strings(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

function object(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}
