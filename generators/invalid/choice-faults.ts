import { isObject, type Json, type JsonSchema } from '../../model/json.ts';
import { child } from '../../model/pointer.ts';
import { kindOf } from '../valid/kinds.ts';
import { type Breaking, instead, type Site } from './breaking.ts';
import type { Fork } from './place.ts';
import type { Way } from './way.ts';

const SAMPLES: readonly Json[] = [{}, [], 'sample', 1, true, null, -1, 0.5, ''];

/** The ways to break a choice as a whole. */
export function* choiceWays(fork: Fork): Generator<Way> {
  const { choice, holder, before } = fork;
  const site: Site = { instance: fork.instance, guide: fork.guide, leaf: before, conjunct: holder };
  const value = holder.schema[choice.keyword];
  if (choice.keyword === 'not') yield notWay(site);
  if (choice.keyword === 'if') yield* excludedOutcomes(site);
  if (choice.keyword === 'dependentSchemas') yield* excludedMember(fork);
  if ((choice.keyword !== 'anyOf' && choice.keyword !== 'oneOf') || !Array.isArray(value)) return;
  const branches = value.map((branch, index) => held(site, branch, choice.keyword, index));
  yield {
    keyword: choice.keyword,
    what: 'no branch holds',
    breaker: (breaking) => noBranch(breaking, site, branches),
  };
  if (choice.keyword === 'oneOf') yield twoBranches(site, branches);
}

/** An outcome of `if` that is `false`: what leads to it must not be. */
function* excludedOutcomes(site: Site): Generator<Way> {
  const { schema, pointer } = site.conjunct;
  const condition = held(site, schema['if'] ?? true, 'if');
  for (const [keyword, leading] of [
    ['then', condition],
    ['else', { not: condition }],
  ] as const) {
    if (schema[keyword] !== false) continue;
    yield {
      keyword: 'false schema',
      what: keyword === 'then' ? 'the condition holds' : 'the condition does not hold',
      schema: child(pointer, keyword),
      *breaker(breaking) {
        yield* instead(breaking, site, ['if', 'then', 'else'], leading);
        yield* SAMPLES;
      },
    };
  }
}

/** A member beside which nothing is valid. */
function* excludedMember({ choice, holder }: Fork): Generator<Way> {
  for (const [name, schema] of Object.entries(holder.schema['dependentSchemas'] ?? {})) {
    const pointer = child(holder.pointer, 'dependentSchemas', name);
    if (schema !== false || choice.pointer !== pointer) continue;
    yield {
      keyword: 'false schema',
      what: `${name} must not be there`,
      schema: pointer,
      *breaker({ value }) {
        if (isObject(value)) for (const sample of SAMPLES) yield { ...value, [name]: sample };
      },
    };
  }
}

/** The way to break `not`. */
export function notWay(site: Site): Way {
  const schema = held(site, site.conjunct.schema['not'] ?? true, 'not');
  return {
    keyword: 'not',
    what: 'what must not be',
    *breaker(breaking) {
      yield* instead(breaking, site, ['not'], schema);
      yield* SAMPLES;
    },
  };
}

/** A schema of the document in its normal form: the same object always, so that its references stay right. */
function held(
  { leaf: { library }, conjunct }: Site,
  schema: Json,
  keyword: string,
  ...tokens: number[]
): JsonSchema {
  const part = library.inner(conjunct, schema, keyword, ...tokens);
  const normal = library.conjunct(part)?.schema ?? part.schema;
  return isObject(normal) || typeof normal === 'boolean' ? normal : true;
}

function* noBranch(breaking: Breaking, site: Site, branches: readonly JsonSchema[]): Generator<Json> {
  const kind = kindOf(breaking.value);
  yield* SAMPLES.filter((sample) => kindOf(sample) === kind);
  if (breaking.mode === 'random' || branches.length <= 4) {
    yield* instead(breaking, site, ['anyOf', 'oneOf'], {
      allOf: branches.map((branch) => ({ not: branch })),
    });
  }
  yield* SAMPLES;
}

function twoBranches(site: Site, branches: readonly JsonSchema[]): Way {
  const pairs = branches
    .slice(0, 5)
    .flatMap((one, index) =>
      branches.slice(index + 1, 5).map((other): JsonSchema => ({ allOf: [one, other] })),
    );
  return {
    keyword: 'oneOf',
    what: 'more than one branch holds',
    *breaker(breaking) {
      for (const pair of pairs) yield* instead(breaking, site, ['oneOf'], pair);
    },
  };
}
