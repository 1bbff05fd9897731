import { type Json, type JsonSchema, jsonType } from '../../model/json.ts';
import { type Breaker, instead, type Site } from './breaking.ts';
import type { Way } from './way.ts';

/** The ways to break `enum` and `const`. */
export function* listWays(site: Site): Generator<Way> {
  const { enum: list, const: constant } = site.conjunct.schema;
  if (Array.isArray(list)) {
    yield { keyword: 'enum', what: 'a value that is not listed', breaker: away(site, 'enum', list) };
    const swapped = swappedCase(list);
    if (swapped.length > 0) {
      yield {
        keyword: 'enum',
        what: 'a listed value in another case',
        tolerable: true,
        breaker: (breaking) => instead(breaking, site, ['enum'], { enum: swapped }),
      };
    }
  }
  if (constant !== undefined)
    yield { keyword: 'const', what: 'another value', breaker: away(site, 'const', [constant]) };
}

function away(site: Site, keyword: 'enum' | 'const', allowed: readonly Json[]): Breaker {
  const types = [...new Set(allowed.map((value) => jsonType(value)))];
  const unlisted: JsonSchema = { not: { enum: [...allowed] } };
  return function* (breaking) {
    for (const type of types) yield* instead(breaking, site, [keyword], { type, ...unlisted });
    yield* instead(breaking, site, [keyword], unlisted);
  };
}

function swappedCase(list: readonly Json[]): string[] {
  const texts = list.filter((value) => typeof value === 'string');
  return texts
    .map((text) => (text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase()))
    .filter((text) => !list.includes(text));
}
