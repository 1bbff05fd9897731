import { describe, expect, it } from 'vitest';
import type { Contract } from '../model/contract.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { resourceRevivedDiffers as check } from './resource-revived-differs.ts';
import { withResource } from './testing/contracts.ts';
import { foundIn, type LifeStep, lifeWith, saidOf } from './testing/lives.ts';

const contract = tinyContract();
const RESTORE = 'POST /labels/{label_id}/restore';

function lifeOf(was: JsonObject, deleted: LifeStep[1], now: JsonObject): LifeStep[] {
  return [
    ['create'],
    ['read', { json: was }],
    ['delete'],
    ['read-deleted', deleted],
    ['revive'],
    ['read-revived', { json: now }],
  ];
}

/** What is found of a label whose reads before, during and after its delete are told. */
function revived(was: JsonObject, now: JsonObject, between: JsonObject, judged: Contract = contract) {
  return foundIn(check, lifeWith(judged, 'label', 'l1', lifeOf(was, { json: between }, now)), judged);
}

describe('a state that a delete made', () => {
  it('may not be left by undoing it', () => {
    const found = revived(
      { name: 'a', state: 'active' },
      { name: 'a', state: 'removed' },
      { state: 'removed' },
    );

    expect(found).toEqual([
      {
        operation: RESTORE,
        level: 'should',
        statement: '/x-assay-resources/label delete/revive',
        instance: '/state',
        message: 'state is not what it was before the delete that was undone',
        expected: 'active',
        received: 'removed',
        exchange: 'read-revived',
        steps: ['create', 'read', 'delete', 'revive', 'read-revived'],
      },
    ]);
  });

  it('is told beside what was lost', () => {
    const found = revived({ name: 'a', isGone: false }, { name: 'b', isGone: true }, { isGone: true });

    expect(found.map(({ instance, level }) => [instance, level])).toEqual([
      ['/name', 'must'],
      ['/isGone', 'should'],
    ]);
  });

  it.each<[string, Json, Json, Json]>([
    ['a truth value', true, false, false],
    ['words', 'In use', 'put-away_now', 'put-away_now'],
  ])('is seen in %s', (_, was, put, is) => {
    expect(revived({ a: was }, { a: is }, { a: put })).toMatchObject([{ expected: was, received: is }]);
  });

  it.each<[string, Json, Json, Json]>([
    ['changed back', 'on', 'off', 'on'],
    ['become something else', 'on', 'off', 'soon'],
    ['changed by the undoing alone', 'on', 'on', 'off'],
    ['not changed', 'on', 'on', 'on'],
    ['a number', 1, 2, 2],
    ['a time', '2026-01-01', '2026-01-02', '2026-01-02'],
    ['a text with a number at its end', 'v1', 'v2', 'v2'],
    ['a text with a sign before it', '-on', '-off', '-off'],
    ['a number before', 1, 'off', 'off'],
    ['a number since the delete', 'on', 1, 1],
    ['not shown before', null, 'off', 'off'],
    ['not shown while it is deleted', 'on', null, 'off'],
    ['not shown again', 'on', 'off', null],
    ['an object', {}, { a: 1 }, { a: 1 }],
    ['a list', ['on'], ['off'], ['off']],
  ])('is not seen in what is %s', (_, was, put, is) => {
    expect(revived({ a: was }, { a: is }, { a: put })).toEqual([]);
  });

  it('is not a member that is told otherwise', () => {
    const fixed = withResource(contract, 'label', (label) => ({ ...label, fixed: ['by'] }));

    expect(revived({ colour: 'red' }, { colour: 'none' }, { colour: 'none' })).toMatchObject([
      { level: 'must' },
    ]);
    expect(revived({ by: 'me' }, { by: 'you' }, { by: 'you' }, fixed)).toMatchObject([{ level: 'must' }]);
  });

  it('shows where a read shows what is deleted', () => {
    const saidOn = (told: LifeStep[1]) =>
      saidOf(check, lifeWith(contract, 'label', 'l1', lifeOf({ a: true }, told, { a: false })), contract);

    expect(saidOn({ json: { a: false } })).toEqual(['broken']);
    expect(saidOn({ status: 404, json: { a: false } })).toEqual(['holds']);
    expect(saidOn({ json: [] })).toEqual(['holds']);
  });
});
