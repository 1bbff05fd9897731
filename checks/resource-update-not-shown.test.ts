import { describe, expect, it } from 'vitest';
import type { Contract } from '../model/contract.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { exchangeOf } from '../test/support/tiny-exchange.ts';
import { resourceUpdateNotShown as check } from './resource-update-not-shown.ts';
import { lacking, withLevel, withResource } from './testing/contracts.ts';
import { coveredBy } from './testing/covered.ts';
import { foundIn, type LifeStep, lifeWith, saidOf } from './testing/lives.ts';

const contract = tinyContract();
const UNREAD = ['not-exercised: the object could not be read afterwards'];
const SHOWN: LifeStep = ['read-updated', { json: { title: 'a' } }];

function said(steps: LifeStep[], judged: Contract = contract): string[] {
  return saidOf(check, lifeWith(judged, 'note', 'n1', steps), judged);
}

/** What is found of an update that sends one thing, where a read shows another. */
function updated(sent: Json, shown: Json, judged: Contract = contract) {
  const steps: LifeStep[] = [['create'], ['update', { body: sent }], ['read-updated', { json: shown }]];
  return foundIn(check, lifeWith(judged, 'note', 'n1', steps), judged);
}

describe('a read after an update', () => {
  it.each<[string, JsonObject, JsonObject]>([
    ['what was sent', { title: 'a', status: 'open' }, { title: 'a', status: 'open', revision: 2 }],
    ['a number as text', { priority: 3 }, { priority: '3' }],
    ['a set in another order', { tags: ['a', 'b'] }, { tags: ['b', 'a'] }],
    ['less than was sent', { title: 'a', status: 'open' }, { title: 'a' }],
    ['more than was sent', { title: 'a' }, { title: 'a', status: 'open' }],
  ])('may show %s', (_, sent, shown) => {
    expect(
      said([
        ['update', { body: sent }],
        ['read-updated', { json: shown }],
      ]),
    ).toEqual(['holds']);
  });

  it('may not show something else', () => {
    const said = {
      operation: 'PATCH /notes/{note_id}',
      exchange: 'read-updated',
      steps: ['create', 'update', 'read-updated'],
    };

    expect(
      updated({ title: 'a', status: 'open', tags: ['a'] }, { title: 'b', status: 'open', tags: [] }),
    ).toEqual([
      {
        ...said,
        level: 'must',
        statement: '/x-assay-resources/note echo/title',
        instance: '/title',
        message: 'title was updated to another value than a read shows',
        expected: 'a',
        received: 'b',
      },
      {
        ...said,
        level: 'should',
        statement: '/x-assay-resources/note echo/tags',
        instance: '/tags',
        message: 'tags was updated to another value than a read shows',
        expected: ['a'],
        received: [],
      },
    ]);
  });

  it('is bound no harder than what says it', () => {
    expect(updated({ title: 'a' }, { title: 'b' }, withLevel(contract, 'echo/title', 'may'))).toMatchObject([
      { level: 'may' },
    ]);
  });

  it.each<[string, LifeStep[], string[]]>([
    [
      'the update was refused',
      [['update', { status: 400 }], SHOWN],
      ['not-exercised: the update was not accepted, or has not ended'],
    ],
    ['the read failed', [['update'], ['read-updated', { status: 404, json: { title: 'a' } }]], UNREAD],
    ['the read shows no object', [['update'], ['read-updated', { json: 'a' }]], UNREAD],
  ])('is not judged where %s', (_, steps, why) => {
    expect(said(steps)).toEqual(why);
  });

  it('is not spoken of without an update, a read after it, something echoed, or a life', () => {
    const exchange = exchangeOf(contract, 'PATCH /notes/{note_id}', { status: 200 });
    const silent = withResource(contract, 'note', (note) => ({ ...note, echo: [] }));

    expect(said([SHOWN])).toEqual([]);
    expect(said([['update']])).toEqual([]);
    expect(said([['update'], SHOWN], silent)).toEqual([]);
    expect(check.judge({ kind: 'exchange', exchange }, contract)).toEqual([]);
    expect(coveredBy(check, silent)).toEqual(['POST /labels', 'PUT /cards/{card_id}']);
  });

  it('concerns updates', () => {
    const fixed = lacking(contract, 'note', 'update');

    expect(coveredBy(check, contract)).toEqual([
      'POST /labels',
      'PUT /cards/{card_id}',
      'PATCH /notes/{note_id}',
    ]);
    expect(coveredBy(check, fixed)).toEqual(['POST /labels', 'PUT /cards/{card_id}']);
  });
});
