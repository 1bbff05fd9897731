import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../model/json.ts';
import type { Trace } from '../model/trace.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { lifeOf, type ToldStep } from '../test/support/tiny-life.ts';
import { resourceFixedMemberChanged } from './resource-fixed-member-changed.ts';
import { resourceRisingMemberFell } from './resource-rising-member-fell.ts';
import { coveredBy } from './testing/covered.ts';
import { edited, UNREAD } from './testing/edited.ts';
import { exchangesIn } from './testing/steps.ts';
import { unexercised } from './testing/unexercised.ts';

const contract = tinyContract();
const PATCH = 'PATCH /notes/{note_id}';
const READ = 'GET /notes/{note_id}';
const EXPORT = 'POST /notes/{note_id}/export';
const NOON = '2026-01-01T12:00:00.000Z';

/** A life with one update, and what the reads around it show. */
function updated(before: JsonObject, after: JsonObject, status = 200): Trace {
  return lifeOf(contract, 'note', 'n1', [
    { role: 'create', operation: 'POST /notes', status: 201, json: { id: 'n1' } },
    { role: 'read', operation: 'GET /notes/{note_id}', json: before },
    { role: 'update', operation: 'PATCH /notes/{note_id}', status },
    { role: 'read-updated', operation: 'GET /notes/{note_id}', json: after },
  ]);
}

function verdictOf(check: typeof resourceFixedMemberChanged, trace: Trace): string[] {
  return check.judge(trace, contract).map(({ verdict }) => verdict);
}

describe('fixed members', () => {
  it.each<[string, JsonObject, JsonObject]>([
    ['an instant in another zone', { created_at: NOON }, { created_at: '2026-01-01T13:00:00+01:00' }],
    ['an instant that is cut', { created_at: NOON }, { created_at: '2026-01-01T12:00:00Z' }],
    ['a number as text', { created_by: 7 }, { created_by: '7' }],
    ['members in another order', { created_by: { a: 1, b: 2 } }, { created_by: { b: 2, a: 1 } }],
    ['one of two that is not shown', { id: 'n1', created_at: NOON }, { id: 'n1' }],
  ])('are the same: %s', (_, before, after) => {
    expect(verdictOf(resourceFixedMemberChanged, updated(before, after))).toEqual(['holds']);
  });

  it.each<[string, JsonObject, JsonObject]>([
    ['a second later', { created_at: NOON }, { created_at: '2026-01-01T12:00:01.000Z' }],
    ['somebody else', { created_by: 'a' }, { created_by: 'b' }],
  ])('are another: %s', (_, before, after) => {
    expect(verdictOf(resourceFixedMemberChanged, updated(before, after))).toEqual(['broken']);
  });

  it.each<[string, Trace]>([
    ['a member that is not shown before', updated({}, { created_at: NOON })],
    ['a member that is null afterwards', updated({ created_at: NOON }, { created_at: null })],
    ['an update that was refused', updated({ created_by: 'a' }, { created_by: 'b' }, 400)],
  ])('are not judged by %s', (_, trace) => {
    expect(verdictOf(resourceFixedMemberChanged, trace)).toEqual(['not-exercised']);
  });

  it('are compared over a read that does not show them, and the last update is to blame', () => {
    const trace = lifeOf(contract, 'note', 'n1', [
      { role: 'read', operation: 'GET /notes/{note_id}', json: { created_by: 'a' } },
      { role: 'update', operation: 'PATCH /notes/{note_id}', json: {} },
      { role: 'read-updated', operation: 'GET /notes/{note_id}', json: {} },
      { role: 'update-partial', operation: 'PATCH /notes/{note_id}', json: {} },
      { role: 'read-partial', operation: 'GET /notes/{note_id}', json: { created_by: 'b' } },
    ]);

    const [judgement] = resourceFixedMemberChanged.judge(trace, contract);

    expect(judgement?.broken?.[0]?.steps?.map(({ operation }) => operation.id)).toEqual([
      'GET /notes/{note_id}',
      'PATCH /notes/{note_id}',
      'GET /notes/{note_id}',
    ]);
    expect(judgement?.broken?.[0]).toMatchObject({ expected: 'a', received: 'b', level: 'should' });
  });

  it('are told with what was shown, and with the create', () => {
    const trace = updated({ created_by: 'a' }, { created_by: 'b' });
    const exchanges = exchangesIn(trace);

    expect(resourceFixedMemberChanged.judge(trace, contract)).toEqual([
      {
        operation: PATCH,
        verdict: 'broken',
        broken: [
          {
            statement: contract.statement('/x-assay-resources/note', 'fixed/created_by'),
            level: 'should',
            instance: '/created_by',
            message: 'created_by is fixed, and is another afterwards',
            expected: 'a',
            received: 'b',
            exchange: exchanges[3],
            steps: exchanges,
          },
        ],
      },
    ]);
  });

  it('are not judged where no two reads show one, which is said with their names', () => {
    expect(resourceFixedMemberChanged.judge(updated({}, {}), contract)).toEqual(
      unexercised(PATCH, 'no two reads around it show id or created_at or created_by'),
    );
  });

  it('are judged for each operation by the reads around it', () => {
    const trace = lifeOf(contract, 'note', 'n1', [
      { role: 'update', operation: PATCH },
      { role: 'read', operation: READ, json: { created_by: 'a' } },
      { role: 'act', operation: EXPORT, status: 202 },
      { role: 'read-acted', operation: READ, json: { created_by: 'a' } },
      { role: 'update-partial', operation: PATCH },
      { role: 'read-partial', operation: READ, json: { created_by: 'b' } },
    ]);

    expect(resourceFixedMemberChanged.judge(trace, contract)).toMatchObject([
      { operation: PATCH, verdict: 'broken' },
      { operation: EXPORT, verdict: 'holds' },
    ]);
  });

  it.each<[string, ToldStep['role'][], string]>([
    ['between the reads', ['update-assigned', 'update'], 'not-exercised'],
    ['before the reads', ['update'], 'broken'],
  ])('are left to another check where a client set them %s', (_, roles, verdict) => {
    const trace = lifeOf(contract, 'note', 'n1', [
      { role: 'update-assigned', operation: PATCH },
      { role: 'read', operation: READ, json: { created_by: 'a' } },
      ...roles.map((role) => ({ role, operation: PATCH })),
      { role: 'read-updated', operation: READ, json: { created_by: 'b' } },
      { role: 'update-assigned', operation: PATCH },
    ]);

    expect(verdictOf(resourceFixedMemberChanged, trace)).toEqual([verdict]);
  });
});

describe('what is remembered', () => {
  const unread = edited(UNREAD);

  it('is that of what is updated or acted on, and can be read', () => {
    expect(coveredBy(resourceFixedMemberChanged, contract)).toEqual([PATCH, EXPORT]);
    expect(coveredBy(resourceRisingMemberFell, contract)).toEqual([PATCH, EXPORT]);
    expect(coveredBy(resourceFixedMemberChanged, unread)).toEqual([]);
  });

  it('may be that of what is only acted on', () => {
    const still = edited(['    update: {operation: updateNote, semantics: merge}\n', '']);

    expect(coveredBy(resourceFixedMemberChanged, still)).toEqual([EXPORT]);
  });

  it('is not spoken of where an update has nothing to do with it, or there is no life', () => {
    const beside = lifeOf(contract, 'note', 'n1', [{ role: 'update', operation: 'PUT /cards/{card_id}' }]);

    expect(verdictOf(resourceFixedMemberChanged, beside)).toEqual([]);
    expect(verdictOf(resourceFixedMemberChanged, { kind: 'session', steps: [] })).toEqual([]);
  });
});

describe('rising members', () => {
  it.each<[string, JsonObject, JsonObject, string]>([
    ['stay', { revision: 1 }, { revision: 1 }, 'holds'],
    ['rise', { revision: 9 }, { revision: 10 }, 'holds'],
    ['rise as text', { revision: '9' }, { revision: '10' }, 'holds'],
    ['fall', { revision: 2 }, { revision: 1 }, 'broken'],
    ['rise across zones', { changed_at: NOON }, { changed_at: '2026-01-01T11:30:00-01:00' }, 'holds'],
    ['fall across zones', { changed_at: NOON }, { changed_at: '2026-01-01T12:30:00+01:00' }, 'broken'],
    ['have no order', { revision: 'b' }, { revision: 'a' }, 'not-exercised'],
    [
      'have no zone',
      { changed_at: '2026-01-02 12:00:00' },
      { changed_at: '2026-01-01 12:00:00' },
      'not-exercised',
    ],
  ])('that %s', (_, before, after, verdict) => {
    expect(verdictOf(resourceRisingMemberFell, updated(before, after))).toEqual([verdict]);
  });
});
