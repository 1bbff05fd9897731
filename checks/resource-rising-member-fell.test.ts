import { describe, expect, it } from 'vitest';
import type { Json } from '../model/json.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { resourceRisingMemberFell as check } from './resource-rising-member-fell.ts';
import { withResource } from './testing/contracts.ts';
import { coveredBy } from './testing/covered.ts';
import { foundIn, lifeWith, saidOf } from './testing/lives.ts';

const contract = tinyContract();
const NOT_SHOWN = 'not-exercised: no two reads around it show changed_at or revision';

/** An update, and what a read shows of when the object was changed, before and after it. */
function updated(before: Json, after: Json) {
  return lifeWith(contract, 'note', 'n1', [
    ['create'],
    ['read', { json: { changed_at: before } }],
    ['update'],
    ['read-updated', { json: { changed_at: after } }],
  ]);
}

describe('a rising member', () => {
  it.each<[Json, Json, string]>([
    [1, 2, 'holds'],
    [2, 2, 'holds'],
    [2, 1, 'broken'],
    ['2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z', 'holds'],
    ['2026-01-01T00:00:01Z', '2026-01-01T00:00:00Z', 'broken'],
    ['b', 'a', NOT_SHOWN],
    [2, null, NOT_SHOWN],
  ])('that goes from %j to %j: %s', (before, after, said) => {
    expect(saidOf(check, updated(before, after), contract)).toEqual([said]);
  });

  it('that falls is told with the reads around the update', () => {
    expect(foundIn(check, updated(2, 1), contract)).toEqual([
      {
        operation: 'PATCH /notes/{note_id}',
        level: 'must',
        statement: '/x-assay-resources/note rising/changed_at',
        instance: '/changed_at',
        message: 'changed_at is less afterwards than it was before',
        expected: 2,
        received: 1,
        exchange: 'read-updated',
        steps: ['create', 'read', 'update', 'read-updated'],
      },
    ]);
  });

  it('concerns updates and acts on what has one', () => {
    const even = withResource(contract, 'note', (note) => ({ ...note, rising: [] }));

    expect(coveredBy(check, contract)).toEqual(['PATCH /notes/{note_id}', 'POST /notes/{note_id}/export']);
    expect(coveredBy(check, even)).toEqual([]);
  });
});
