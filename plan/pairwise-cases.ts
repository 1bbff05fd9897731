import { boundaries, type Covering, choicesOf, coveringRows, type Row } from '../generators/index.ts';
import { child } from '../model/pointer.ts';
import { type Described, isDescribed, usualContent } from './body-wire.ts';
import type { CaseMaker } from './case-maker.ts';
import { type CombinablePlace, combinablePlaces } from './combinable-places.ts';
import { combinationBodies } from './combination-bodies.ts';
import { rowOf, wordsOf } from './combined-body.ts';
import { attempt, constraintOptions, schemaAt } from './generation.ts';
import { type Omit, type PlanContext, WEAK } from './options.ts';
import { addValid } from './valid-bodies.ts';

/** More places are more than a body of any use has; the outer ones go first. */
const MOST_PLACES = 100;
/** An operation gets no more requests for pairs than these. */
const MOST_ROWS = 120;
/** A purpose stays readable. */
const MOST_WORDS = 4;
/** Reasons name so many pairs each. */
const MOST_PAIRS = 3;

/** What combinations of one body are made with. */
interface Scene {
  readonly context: PlanContext;
  readonly maker: CaseMaker;
  readonly content: Described;
  readonly places: readonly CombinablePlace[];
}

/** Valid bodies in which every pair of choices occurs: of optional members, listed values, types and branches. */
export function pairwiseCases(context: PlanContext, maker: CaseMaker, omit: Omit): void {
  const content = usualContent(maker.operation.body);
  if (context.budget.pairwise !== true || !isDescribed(content)) return;
  attempt(
    () => combine(context, maker, content, omit),
    (why) => omit('pairs of choices in its body', why),
  );
}

function combine(context: PlanContext, maker: CaseMaker, content: Described, omit: Omit): void {
  const all = combinablePlaces(context, content.schema);
  if (all.length > MOST_PLACES)
    omit(
      `pairs of choices with ${all.length - MOST_PLACES} of ${all.length} places`,
      `no more than ${MOST_PLACES} places of a body are combined`,
    );
  const bodies = combinationBodies(context, maker, content, all.slice(0, MOST_PLACES));
  const { places } = bodies;
  const scene: Scene = { context, maker, content, places };
  for (const { instance, unused, levels } of places) {
    if (unused > 0)
      omit(
        `pairs with ${unused} values of ${instance || 'the body'}`,
        `no more than ${levels} values are combined`,
      );
  }
  sayWeak(scene, omit);
  const covering = coveringRows(places, {
    refusal: bodies.refusal,
    known: known(scene),
    mostRows: MOST_ROWS,
  });
  for (const [at, row] of covering.rows.entries()) {
    const body = bodies.bodyOf(row);
    if (body === undefined) continue;
    const purpose = `combination ${at + 1}: ${wordsOfRow(places, row)}`;
    addValid(context, maker, content, body, 'coverage', purpose, omit, { kind: 'pairwise' });
  }
  sayLeft(places, covering, omit);
}

/** What is bound weakly is sent by itself, in the boundaries. */
function sayWeak({ context, content, places }: Scene, omit: Omit): void {
  const weak = boundaries(schemaAt(context, content.schema), constraintOptions(context)).flatMap(
    ({ keyword, instance }) => {
      const name = keyword.startsWith('properties/') ? keyword.slice('properties/'.length) : undefined;
      const place = name === undefined ? undefined : child(instance, name);
      return place === undefined || places.some((one) => one.instance === place) ? [] : [place];
    },
  );
  if (weak.length > 0) omit(`pairs with ${weak.join(', ')}`, WEAK);
}

/** The choices of the valid bodies that are planned already. */
function known({ context, maker, places }: Scene): Row[] {
  return maker.cases.flatMap(({ expectation, request }) =>
    expectation.kind !== 'refusal' && request.body && 'value' in request.body
      ? [rowOf(context, places, request.body.value)]
      : [],
  );
}

function wordsOfRow(places: readonly CombinablePlace[], row: Row): string {
  const words = choicesOf(row).flatMap(({ factor, level }) => {
    const place = places[factor];
    const way = place?.ways[level];
    return place && way ? [wordsOf(place, way)] : [];
  });
  const more = words.length - MOST_WORDS;
  return [...words.slice(0, MOST_WORDS), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

function sayLeft(places: readonly CombinablePlace[], { impossible, left }: Covering, omit: Omit): void {
  const reasons = new Map<string, string[]>();
  for (const { choices, why } of impossible) {
    const words = wordsOfRow(
      places,
      places.map((_, at) => choices.find(({ factor }) => factor === at)?.level),
    );
    reasons.set(why, [...(reasons.get(why) ?? []), words]);
  }
  for (const [why, pairs] of reasons) {
    const more = pairs.length > MOST_PAIRS ? ` and ${pairs.length - MOST_PAIRS} more` : '';
    omit(`pairs of choices (${pairs.slice(0, MOST_PAIRS).join('; ')}${more})`, why);
  }
  if (left > 0) omit(`${left} pairs of choices`, `an operation gets no more than ${MOST_ROWS} combinations`);
}
