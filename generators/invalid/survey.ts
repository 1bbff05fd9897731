import type { JsonObject } from '../../model/json.ts';
import { child, type Pointer } from '../../model/pointer.ts';
import { arrayLimits, itemParts } from '../valid/array-limits.ts';
import { feasibleKinds, isFeasible } from '../valid/height.ts';
import type { Kind } from '../valid/kinds.ts';
import { memberOf } from '../valid/members.ts';
import type { Model } from '../valid/model.ts';
import { nameOf } from '../valid/names.ts';
import { objectLimits } from '../valid/object-limits.ts';
import { Source } from '../valid/source.ts';
import type { State } from '../valid/state.ts';
import { valuesOf } from '../valid/values.ts';
import { anyWay, type Guide, includingChild } from '../valid/want.ts';
import type { Fork, Place } from './place.ts';

const DEEPEST = 12;
/** Alternatives of a derived choice that are looked at. */
const MOST_DERIVED = 3;
/** A schema that many places share is looked at in the first of them. */
const MOST_OF_ONE = 8;
/** A document of recursive and widely shared schemas is surveyed up to here, the shallow places first. */
const MOST_PLACES = 3000;

/** All places of a schema's instances with what applies there. */
export interface Survey {
  readonly places: readonly Place[];
  readonly forks: readonly Fork[];
}

interface Visit {
  readonly instance: Pointer;
  readonly state: State;
  readonly guide: Guide;
  readonly path: readonly string[];
  readonly optional: boolean;
  readonly isLeftOut: boolean;
}

const surveys = new WeakMap<Model, Survey>();

/** All places of a schema's instances with what applies there: each choice is followed into each branch once. */
export function surveyOf(model: Model): Survey {
  const known = surveys.get(model);
  if (known) return known;
  const made = new Surveyor(model).survey();
  surveys.set(model, made);
  return made;
}

class Surveyor {
  readonly #model: Model;
  readonly #places: Place[] = [];
  readonly #forks: Fork[] = [];
  readonly #queue: Visit[] = [];
  readonly #seen = new Set<string>();
  readonly #fresh = new Map<Pointer, Set<JsonObject>>();
  readonly #met = new Map<JsonObject, number>();

  constructor(model: Model) {
    this.#model = model;
  }

  survey(): Survey {
    this.#enqueue({
      instance: '',
      state: this.#model.start,
      guide: anyWay,
      path: [],
      optional: false,
      isLeftOut: false,
    });
    for (let visit = this.#queue.shift(); visit; visit = this.#queue.shift()) {
      if (this.#places.length > MOST_PLACES) break;
      for (const { leaf, guide } of this.#leaves(visit, visit.state, visit.guide, new Set())) {
        this.#arrive(visit, leaf, guide);
      }
    }
    return { places: this.#places, forks: this.#forks };
  }

  #enqueue(visit: Visit): void {
    const key = `${visit.instance} ${visit.state.key}`;
    if (this.#seen.has(key) || visit.path.length > DEEPEST) return;
    this.#seen.add(key);
    if (isFeasible(this.#model, visit.state)) this.#queue.push(visit);
  }

  *#leaves(
    visit: Visit,
    state: State,
    guide: Guide,
    explored: Set<Pointer>,
  ): Generator<{ leaf: State; guide: Guide }> {
    const [choice] = state.pending;
    if (!choice) {
      yield { leaf: state, guide };
      return;
    }
    const branches = this.#model.branches(state);
    const ways = branches.flatMap((branch, index) =>
      isFeasible(this.#model, branch)
        ? [{ branch: index, guide: decided(guide, visit, choice.pointer, index) }]
        : [],
    );
    const isFirst = choice.own && !explored.has(choice.pointer);
    const holder = state.conjuncts.find(({ schema }) => schema === choice.holder);
    if (isFirst && holder?.own) {
      this.#forks.push({
        instance: visit.instance,
        guide,
        before: state,
        choice,
        holder,
        ways,
        isLeftOut: visit.isLeftOut,
      });
    }
    explored.add(choice.pointer);
    // What we derived has alternatives of its own: some of them leave room for a fault where the first does not.
    for (const way of isFirst ? ways : ways.slice(0, choice.own ? 1 : MOST_DERIVED)) {
      const branch = branches[way.branch];
      if (branch) yield* this.#leaves(visit, branch, choice.own ? way.guide : guide, explored);
    }
  }

  #arrive(visit: Visit, leaf: State, guide: Guide): void {
    const { instance, state, optional, isLeftOut } = visit;
    const before = this.#fresh.get(instance) ?? new Set<JsonObject>();
    const again = leaf.conjuncts.filter(({ schema, own }) => own && before.has(schema));
    const fresh = leaf.conjuncts.filter(
      ({ schema, own }) => own && !before.has(schema) && (this.#met.get(schema) ?? 0) < MOST_OF_ONE,
    );
    for (const { schema } of fresh) {
      before.add(schema);
      this.#met.set(schema, (this.#met.get(schema) ?? 0) + 1);
    }
    this.#fresh.set(instance, before);
    const isNew = this.#places.every((place) => place.instance !== instance);
    this.#places.push({ instance, guide, state, leaf, fresh, again, optional: optional && isNew, isLeftOut });
    // Values from a list have the members they have; those of a site are spoilt in place.
    const isListed = leaf.conjuncts.some(
      ({ schema }) => schema['enum'] !== undefined || schema['const'] !== undefined,
    );
    if ((isListed && valuesOf(this.#model, leaf)) || visit.path.includes(state.key)) return;
    // Nothing of this place is new: nor is what lies below it.
    if (fresh.length === 0 && again.length === 0 && leaf.conjuncts.some(({ own }) => own)) return;
    const kinds = feasibleKinds(this.#model, leaf);
    if (kinds.includes('object')) this.#members(visit, leaf, asKind(guide, visit, kinds, 'object'));
    if (kinds.includes('array')) this.#items(visit, leaf, asKind(guide, visit, kinds, 'array'));
  }

  #members(visit: Visit, leaf: State, guide: Guide): void {
    const { deprecated } = this.#model.options;
    const limits = objectLimits(leaf);
    const spelt = limits.patterns.flatMap(
      (pattern) => nameOf(pattern, { source: Source.replay(), plain: true }) ?? [],
    );
    for (const name of [...limits.declared, ...spelt, ...(limits.isMap ? ['key1'] : [])]) {
      const member = memberOf(this.#model, leaf, name);
      if (member.isHidden) continue;
      const isLeftOut = member.isExcluded || (member.isDeprecated && deprecated !== true);
      this.#below(visit, name, member.state, guide, !member.isRequired, isLeftOut);
    }
  }

  #items(visit: Visit, leaf: State, guide: Guide): void {
    const { leading, max, contained } = arrayLimits(leaf);
    // What has to be contained comes last: behind the item that is looked at.
    const beside = leading + contained.reduce((sum, one) => sum + one.min, 0);
    const roomy = beside > leading && beside < max ? includingChild(guide, visit.instance, beside) : guide;
    for (let index = 0; index <= leading && index < max; index++) {
      this.#below(visit, index, this.#model.state(itemParts(leaf, index)), roomy, false);
    }
  }

  #below(
    visit: Visit,
    token: string | number,
    state: State,
    guide: Guide,
    optional: boolean,
    isLeftOut = false,
  ): void {
    this.#enqueue({
      instance: child(visit.instance, token),
      state,
      guide: includingChild(guide, visit.instance, token),
      path: [...visit.path, visit.state.key],
      optional,
      isLeftOut: visit.isLeftOut || (optional && isLeftOut),
    });
  }
}

function decided(guide: Guide, { instance }: Visit, choice: Pointer, branch: number): Guide {
  return { ...guide, branches: [...guide.branches, { instance, choice, branch }] };
}

function asKind(guide: Guide, { instance }: Visit, kinds: readonly Kind[], kind: Kind): Guide {
  return kinds.length > 1 ? { ...guide, kinds: [...guide.kinds, { instance, kind }] } : guide;
}
