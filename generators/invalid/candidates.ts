import { child } from '../../model/pointer.ts';
import { HINTED_KINDS } from '../valid/kinds.ts';
import type { Model } from '../valid/model.ts';
import { type Guide, including } from '../valid/want.ts';
import { arrayWays, containsWays } from './array-faults.ts';
import type { Attempt, Candidate, Site } from './breaking.ts';
import { choiceWays, notWay } from './choice-faults.ts';
import { listWays } from './list-faults.ts';
import { nameWays } from './name-faults.ts';
import { numberWays } from './number-faults.ts';
import { objectWays } from './object-faults.ts';
import { stringWays } from './string-faults.ts';
import { surveyOf } from './survey.ts';
import { typeWays } from './type-faults.ts';
import type { Way } from './way.ts';

/** Ways that lead to the same constraint are tried up to this number. */
const MOST_ATTEMPTS = 4;

/** The faults of a schema with the ways to make them, yet to be proved. */
export function candidatesOf(model: Model): Candidate[] {
  const { places, forks } = surveyOf(model);
  const collection = new Collection();
  for (const { instance, guide, leaf, fresh, again, isLeftOut } of places) {
    for (const conjunct of [...fresh, ...again]) {
      const site: Site = { instance, guide, leaf, conjunct };
      collection.add(site, waysAt(model, site), isLeftOut);
    }
  }
  for (const fork of forks) {
    const { instance, guide, before: leaf, holder: conjunct } = fork;
    collection.add({ instance, guide, leaf, conjunct }, choiceWays(fork), fork.isLeftOut);
  }
  return collection.candidates;
}

function* waysAt(model: Model, site: Site): Generator<Way> {
  yield* typeWays(site);
  yield* listWays(site);
  yield* numberWays(site);
  yield* stringWays(site);
  yield* objectWays(model, site);
  yield* nameWays(model, site);
  yield* arrayWays(site);
  yield* containsWays(site);
  // A `not` that leaves a choice is broken where the choice is.
  if (model.flat(site.conjunct).schema['not'] !== undefined) yield notWay(site);
}

/** Collects the ways to break constraints: those of the same one become attempts at one fault. */
class Collection {
  readonly #byPlace = new Map<string, Candidate & { readonly attempts: Attempt[] }>();
  readonly #ids = new Set<string>();

  get candidates(): Candidate[] {
    return [...this.#byPlace.values()];
  }

  add(site: Site, ways: Iterable<Way>, isLeftOut: boolean): void {
    for (const way of ways) {
      const { keyword, what, member, limit, tolerable } = way;
      const instance = way.below === undefined ? site.instance : child(site.instance, way.below);
      const schema = way.schema ?? site.conjunct.pointer;
      const name = [instance, keyword, ...(member === undefined ? [] : [member]), what].join(' ');
      const place = `${name} @${schema}`;
      const known = this.#byPlace.get(place);
      if (known) {
        if (known.attempts.length < MOST_ATTEMPTS) known.attempts.push(attemptOf(site, way));
        continue;
      }
      const id = this.#ids.has(name) ? place : name;
      this.#ids.add(id);
      const optional = {
        ...(member === undefined ? {} : { member }),
        ...(limit === undefined ? {} : { limit }),
        ...(tolerable === undefined ? {} : { tolerable }),
      };
      this.#byPlace.set(place, {
        fault: { id, instance, schema, keyword, ...optional, what },
        place: site.instance,
        attempts: [attemptOf(site, way)],
        hopeless: way.hopeless,
        isLeftOut,
      });
    }
  }
}

function attemptOf(site: Site, { keyword, breaker, needs = [], schema }: Way): Attempt {
  const { instance, guide } = site;
  const kind =
    keyword === 'false schema' ? undefined : schema === undefined ? HINTED_KINDS[keyword] : 'object';
  const typed: Guide = kind ? { ...guide, kinds: [...guide.kinds, { instance, kind }] } : guide;
  const whole = including(typed, ...needs.map((token) => child(instance, token)));
  return { breaker, guide: whole, site, loosened: [] };
}
