import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../model/json.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { resourceFixedMemberChanged as check } from './resource-fixed-member-changed.ts';
import { withResource } from './testing/contracts.ts';
import { coveredBy } from './testing/covered.ts';
import { foundIn, type LifeStep, lifeWith, saidOf } from './testing/lives.ts';

const contract = tinyContract();

function around(change: LifeStep, before: JsonObject, after: JsonObject) {
  return lifeWith(contract, 'note', 'n1', [
    ['create'],
    ['read', { json: before }],
    change,
    ['read-acted', { json: after }],
  ]);
}

describe('a fixed member', () => {
  it('is found to be another after an update', () => {
    expect(foundIn(check, around(['update'], { id: 'n1' }, { id: 'n2' }), contract)).toEqual([
      {
        operation: 'PATCH /notes/{note_id}',
        level: 'must',
        statement: '/x-assay-resources/note fixed/id',
        instance: '/id',
        message: 'id is fixed, and is another afterwards',
        expected: 'n1',
        received: 'n2',
        exchange: 'read-acted',
        steps: ['create', 'read', 'update', 'read-acted'],
      },
    ]);
  });

  it('is found to be another after an act', () => {
    expect(foundIn(check, around(['act'], { id: 'n1' }, { id: 'n2' }), contract)).toMatchObject([
      { operation: 'POST /notes/{note_id}/export', steps: ['create', 'read', 'act', 'read-acted'] },
    ]);
  });

  it('is compared by its value, and as a time', () => {
    const saidIn = (...shown: [JsonObject, JsonObject]) =>
      saidOf(check, around(['update'], ...shown), contract);

    expect(saidIn({ id: 7 }, { id: '7' })).toEqual(['holds']);
    expect(saidIn({ id: '7' }, { id: '7.0' })).toEqual(['holds']);
    expect(saidIn({ id: true }, { id: 'true' })).toEqual(['holds']);
    expect(saidIn({ id: 'a' }, { id: 'b' })).toEqual(['broken']);
    expect(saidIn({ created_at: '2026-01-01T00:00:00Z' }, { created_at: '2026-01-01T00:00:01Z' })).toEqual([
      'broken',
    ]);
    expect(saidIn({}, { id: 'n1' })).toEqual([
      'not-exercised: no two reads around it show id or created_at or created_by',
    ]);
  });

  it('concerns updates and acts on what has one', () => {
    const unfixed = withResource(contract, 'note', (note) => ({ ...note, fixed: [] }));

    expect(coveredBy(check, contract)).toEqual(['PATCH /notes/{note_id}', 'POST /notes/{note_id}/export']);
    expect(coveredBy(check, unfixed)).toEqual([]);
  });
});
