import { describe, expect, it } from 'vitest';
import type { Contract } from '../model/contract.ts';
import { inWords } from '../model/in-words.ts';
import type { JsonObject } from '../model/json.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { exchangeOf } from '../test/support/tiny-exchange.ts';
import { resourceRevivedDiffers as check } from './resource-revived-differs.ts';
import { lacking, withLevel } from './testing/contracts.ts';
import { coveredBy } from './testing/covered.ts';
import { foundIn, type LifeStep, lifeWith, saidOf } from './testing/lives.ts';
import { NO_REPLY } from './testing/no-reply.ts';

const contract = tinyContract();
const RESTORE = 'POST /labels/{label_id}/restore';
const READ: LifeStep = ['read', { json: { id: 'l1', name: 'a' } }];
const REVIVED: LifeStep = ['read-revived', { json: { id: 'l1', name: 'a' } }];
const NOT_DELETED = ['not-exercised: the delete was not accepted, or has not ended'];
const NOT_ENDED = ['not-exercised: undoing the delete was not accepted, or has not ended'];
const NOT_SHOWN = ['not-exercised: no read before the delete shows the object'];
const NOT_BEFORE = ['not-exercised: no read right before the delete shows the object'];

function said(...steps: LifeStep[]): string[] {
  return saidOf(check, lifeWith(contract, 'label', 'l1', steps), contract);
}

/** What is found of a label that is deleted and brought back. */
function revived(was: JsonObject, now: JsonObject, judged: Contract = contract) {
  const steps: LifeStep[] = [
    ['create'],
    ['read', { json: was }],
    ['delete'],
    ['revive'],
    ['read-revived', { json: now }],
  ];
  return foundIn(check, lifeWith(judged, 'label', 'l1', steps), judged);
}

describe('a delete that is undone', () => {
  it('brings back what was there', () => {
    expect(said(READ, ['delete'], ['revive'], REVIVED)).toEqual(['holds']);
    expect(said(READ, ['delete'], ['revive', { outcome: 'succeeded' }], REVIVED)).toEqual(['holds']);
    expect(revived({ name: 'a', uses: 1 }, { name: 'a', uses: 2 })).toEqual([]);
  });

  it('brings it back at all', () => {
    const steps: LifeStep[] = [['create'], READ, ['delete'], ['revive'], ['read-revived', { status: 404 }]];

    expect(foundIn(check, lifeWith(contract, 'label', 'l1', steps), contract)).toEqual([
      {
        operation: RESTORE,
        level: 'must',
        statement: '/x-assay-resources/label delete/revive',
        instance: null,
        message: 'the delete was undone with 200, and a read answers 404',
        expected: inWords('the object'),
        received: 404,
        exchange: 'read-revived',
        steps: ['create', 'delete', 'revive', 'read-revived'],
      },
    ]);
  });

  it('loses nothing of it', () => {
    expect(revived({ name: 'a', colour: 'red' }, { name: 'b', colour: 'red' })).toEqual([
      {
        operation: RESTORE,
        level: 'must',
        statement: '/x-assay-resources/label echo/name',
        instance: '/name',
        message: 'name is not what it was before the delete that was undone',
        expected: 'a',
        received: 'b',
        exchange: 'read-revived',
        steps: ['create', 'read', 'delete', 'revive', 'read-revived'],
      },
    ]);
  });

  it('is bound no harder than what says it', () => {
    const weak = withLevel(contract, 'echo/name', 'may');

    expect(revived({ name: 'a' }, { name: 'b' }, weak)).toMatchObject([{ level: 'may' }]);
  });

  it('is compared with the last read before the delete', () => {
    expect(said(['read', { json: { name: 'b' } }], READ, ['delete'], ['revive'], REVIVED)).toEqual(['holds']);
    expect(said(READ, ['delete'], ['revive'], ['read-again', { json: { name: 'b' } }], REVIVED)).toEqual([
      'holds',
    ]);
  });

  it.each<[string, LifeStep[], string[]]>([
    ['the delete was refused', [READ, ['delete', { status: 409 }], ['revive'], REVIVED], NOT_DELETED],
    ['nothing was deleted', [READ, ['revive'], REVIVED], NOT_DELETED],
    ['the undoing was refused', [READ, ['delete'], ['revive', { status: 409 }], REVIVED], NOT_ENDED],
    ['the undoing goes on', [READ, ['delete'], ['revive', { outcome: 'pending' }], REVIVED], NOT_ENDED],
    ['no read came before', [['delete'], ['revive'], REVIVED], NOT_SHOWN],
    ['a read came after the delete alone', [['delete'], READ, ['revive'], REVIVED], NOT_SHOWN],
    ['it was changed after the read', [READ, ['update'], ['delete'], ['revive'], REVIVED], NOT_BEFORE],
    [
      'the read fails',
      [READ, ['delete'], ['revive'], ['read-revived', { status: 503 }]],
      ['not-exercised: the read after it was answered 503'],
    ],
    [
      'the read gets no reply',
      [READ, ['delete'], ['revive'], ['read-revived', NO_REPLY]],
      ['not-exercised: the read after it was answered null'],
    ],
    [
      'the read shows no object',
      [READ, ['delete'], ['revive'], ['read-revived', { json: 'a' }]],
      ['not-exercised: the read after it shows no object'],
    ],
  ])('is not judged where %s', (_, steps, why) => {
    expect(said(...steps)).toEqual(why);
  });

  it('is found to bring nothing back even where it was changed before', () => {
    expect(said(READ, ['update'], ['delete'], ['revive'], ['read-revived', { status: 404 }])).toEqual([
      'broken',
    ]);
  });

  it('is not spoken of without the undoing, a read after it, or a life', () => {
    const exchange = exchangeOf(contract, 'GET /labels', { status: 200 });

    expect(said(READ, ['delete'], REVIVED)).toEqual([]);
    expect(said(READ, ['delete'], ['revive'])).toEqual([]);
    expect(check.judge({ kind: 'exchange', exchange }, contract)).toEqual([]);
  });

  it('concerns what undoes the delete of what can be read', () => {
    expect(coveredBy(check, contract)).toEqual([RESTORE]);
    expect(coveredBy(check, lacking(contract, 'label', 'read'))).toEqual([]);
    expect(coveredBy(check, lacking(contract, 'label', 'delete'))).toEqual([]);
  });
});
