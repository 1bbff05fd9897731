import { describe, expect, it } from 'vitest';
import type { Contract } from '../model/contract.ts';
import type { JsonObject } from '../model/json.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { exchangeOf } from '../test/support/tiny-exchange.ts';
import { resourceUpdatePartial as check } from './resource-update-partial.ts';
import { lacking, withLevel, withResource } from './testing/contracts.ts';
import { coveredBy } from './testing/covered.ts';
import { foundIn, type LifeStep, lifeWith, saidOf } from './testing/lives.ts';

const contract = tinyContract();
const UNREAD = ['not-exercised: the object could not be read before or after'];
const REFUSED = ['not-exercised: an update of all members or one of some was not accepted, or has not ended'];
const NOT_TELLING = ['not-exercised: no member had another value than its usual one'];
const TEXT = { body: { text: 'a' } };

/** A card with its required members, updated with all of them, and with the required ones again. */
function partial(created: JsonObject, whole: JsonObject, after: JsonObject): LifeStep[] {
  return [
    ['create', TEXT],
    ['read', { json: created }],
    ['update', { body: whole }],
    ['read-updated', { json: whole }],
    ['update-partial', TEXT],
    ['read-partial', { json: after }],
  ];
}

/** The steps of a life in which some are other ones. */
function changed(change: Partial<Record<LifeStep[0], LifeStep[1] | 'left out'>>): LifeStep[] {
  const steps = partial({ size: 1 }, { size: 9 }, { size: 9 });
  return steps.flatMap(([role, told]): LifeStep[] => {
    const other = change[role];
    return other === 'left out' ? [] : [[role, { ...told, ...other }]];
  });
}

function said(steps: readonly LifeStep[], judged: Contract = contract): string[] {
  return saidOf(check, lifeWith(judged, 'card', 'c1', steps), judged);
}

describe('an update that replaces', () => {
  it.each<[string, JsonObject, JsonObject, JsonObject]>([
    ['takes away what it does not name', {}, { size: 9 }, {}],
    ['leaves a default', { size: 1 }, { size: 9 }, { size: 1 }],
    ['leaves something else', { size: 1 }, { size: 9 }, { size: 2 }],
    ['empties a set', { tags: [] }, { tags: ['a'] }, { tags: [] }],
  ])('%s', (_, created, whole, after) => {
    expect(said(partial(created, whole, after))).toEqual(['holds']);
  });

  it('keeps nothing', () => {
    const said = {
      operation: 'PUT /cards/{card_id}',
      level: 'must',
      statement: '/x-assay-resources/card update',
      exchange: 'read-partial',
      steps: ['create', 'read', 'update', 'read-updated', 'update-partial', 'read-partial'],
    };
    const steps = partial(
      { size: 1 },
      { size: 9, colour: 'blue', tags: ['a', 'b'] },
      {
        size: 9,
        colour: 'blue',
        tags: ['c'],
      },
    );

    expect(foundIn(check, lifeWith(contract, 'card', 'c1', steps), contract)).toEqual([
      {
        ...said,
        instance: '/colour',
        message: 'colour was not named in an update that replaces, and is still as before',
        expected: null,
        received: 'blue',
      },
      {
        ...said,
        instance: '/size',
        message: 'size was not named in an update that replaces, and is still as before',
        expected: 1,
        received: 9,
      },
    ]);
  });

  it('may not keep a set in another order', () => {
    expect(said(partial({}, { tags: ['a', 'b'] }, { tags: ['b', 'a'] }))).toEqual(['broken']);
  });

  it('is bound no harder than what says it', () => {
    const weak = withLevel(contract, 'update', 'may');

    expect(foundIn(check, lifeWith(weak, 'card', 'c1', changed({})), weak)).toMatchObject([{ level: 'may' }]);
  });

  it.each<[string, LifeStep[]]>([
    ['it changed nothing', partial({ size: 9 }, { size: 9 }, { size: 9 })],
    [
      'it changed a set to the same in another order',
      partial({ tags: ['a', 'b'] }, { tags: ['b', 'a'] }, { tags: ['b', 'a'] }),
    ],
    ['it changed to null', partial({ size: 1 }, { size: null }, { size: null })],
    ['it is not shown', partial({ size: 1 }, {}, {})],
    ['it was created with it', changed({ create: { body: { text: 'a', size: 1 } } })],
    ['it names it as well', changed({ 'update-partial': { body: { text: 'a', size: 9 } } })],
  ])('is not judged by a member where %s', (_, steps) => {
    expect(said(steps)).toEqual(NOT_TELLING);
  });

  it.each<[string, LifeStep[], string[]]>([
    ['the first update was refused', changed({ update: { status: 400 } }), REFUSED],
    ['there was no first update', changed({ update: 'left out' }), REFUSED],
    ['the second one was refused', changed({ 'update-partial': { status: 400 } }), REFUSED],
    ['nothing was read before', changed({ read: 'left out' }), UNREAD],
    ['the read before failed', changed({ read: { status: 404 } }), UNREAD],
    ['the read before shows no object', changed({ read: { json: 'a' } }), UNREAD],
    ['nothing was read between', changed({ 'read-updated': 'left out' }), UNREAD],
    ['nothing was read after', changed({ 'read-partial': 'left out' }), UNREAD],
    ['the read after failed', changed({ 'read-partial': { status: 404 } }), UNREAD],
  ])('is not judged where %s', (_, steps, why) => {
    expect(said(steps)).toEqual(why);
  });

  it('is judged without a body to create from', () => {
    expect(said(changed({ create: 'left out' }))).toEqual(['broken']);
  });

  it('is not spoken of without a part, where updates merge, or outside of a life', () => {
    const exchange = exchangeOf(contract, 'PUT /cards/{card_id}', { status: 200 });
    const merging = withResource(contract, 'card', (card) => ({
      ...card,
      update: { operation: 'PUT /cards/{card_id}', semantics: 'merge' },
    }));

    expect(said(changed({ 'update-partial': 'left out' }))).toEqual([]);
    expect(said(changed({}), merging)).toEqual([]);
    expect(coveredBy(check, merging)).toEqual([]);
    expect(check.judge({ kind: 'exchange', exchange }, contract)).toEqual([]);
  });

  it('concerns what is replaced and echoed', () => {
    expect(coveredBy(check, contract)).toEqual(['PUT /cards/{card_id}']);
    expect(
      coveredBy(
        check,
        withResource(contract, 'card', (card) => ({ ...card, echo: [] })),
      ),
    ).toEqual([]);
    expect(coveredBy(check, lacking(contract, 'card', 'update'))).toEqual([]);
  });
});
