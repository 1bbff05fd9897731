import { describe, expect, it } from 'vitest';
import type { Contract } from '../model/contract.ts';
import { inWords } from '../model/in-words.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { exchangeOf } from '../test/support/tiny-exchange.ts';
import { resourceDeletedStillUsable as check } from './resource-deleted-still-usable.ts';
import { withResource } from './testing/contracts.ts';
import { coveredBy } from './testing/covered.ts';
import { foundIn, type LifeStep, lifeWith, saidOf } from './testing/lives.ts';
import { NO_REPLY } from './testing/no-reply.ts';

const contract = tinyContract();
const EXPORT = 'POST /notes/{note_id}/export';
const GONE: LifeStep = ['read-deleted', { status: 404 }];
const ACT: LifeStep = ['act-deleted', { outcome: 'succeeded' }];
const STILL_THERE = ['not-exercised: the object was still there after the delete'];
const NOT_DELETED = ['not-exercised: the delete was not accepted, or has not ended'];
const NO_END = ['not-exercised: the task that it started did not come to an end'];
const MAY_MAKE = ['not-exercised: the update may have made a new object (RFC 9110, section 9.3.4)'];

function said(...steps: LifeStep[]): string[] {
  return saidOf(check, lifeWith(contract, 'note', 'n1', steps), contract);
}

/** What is said of a use of what was deleted. */
function used(use: LifeStep, judged: Contract = contract, name = 'note'): string[] {
  return saidOf(check, lifeWith(judged, name, 'n1', [['delete'], GONE, use]), judged);
}

describe('what was deleted', () => {
  it('may not be acted on', () => {
    const steps: LifeStep[] = [['create'], ['delete'], GONE, ACT];

    expect(foundIn(check, lifeWith(contract, 'note', 'n1', steps), contract)).toEqual([
      {
        operation: EXPORT,
        level: 'must',
        statement: '/x-assay-resources/note delete',
        instance: null,
        message: `deleted with 204, and ${EXPORT} is still answered 202`,
        expected: inWords('a refusal'),
        received: 202,
        exchange: 'act-deleted',
        steps: ['create', 'delete', 'read-deleted', 'act-deleted'],
      },
    ]);
  });

  it('may not be updated', () => {
    expect(used(['update-deleted'])).toEqual(['broken']);
    expect(used(['update-deleted', { outcome: 'succeeded' }])).toEqual(['broken']);
  });

  it.each<[string, LifeStep]>([
    ['a refusal of an act', ['act-deleted', { status: 404 }]],
    ['a refusal of an update', ['update-deleted', { status: 400 }]],
    ['a task that fails', ['act-deleted', { outcome: 'failed' }]],
  ])('is answered by %s', (_, use) => {
    expect(used(use)).toEqual(['holds']);
  });

  it('is used in each of several ways', () => {
    expect(said(['delete'], GONE, ['act-deleted', { status: 404 }], ['update-deleted'])).toEqual([
      'holds',
      'broken',
    ]);
  });

  it.each<[string, LifeStep, string[]]>([
    ['a failure', ['act-deleted', { status: 500 }], ['not-exercised: it was answered 500']],
    ['nothing', ['act-deleted', NO_REPLY], ['not-exercised: it was answered by nothing']],
    ['a task that goes on', ['act-deleted', { outcome: 'pending' }], NO_END],
    ['a task that nobody can read', ['act-deleted', { outcome: 'unreadable' }], NO_END],
    ['202 without a task', ['act-deleted'], ['not-exercised: it was answered 202, which leaves it open']],
    ['201 to an update', ['update-deleted', { status: 201 }], MAY_MAKE],
  ])('is not judged by %s', (_, use, why) => {
    expect(used(use)).toEqual(why);
  });

  it('may be made again by an update that is documented to', () => {
    const putting = (id: string) =>
      withResource(contract, 'note', (note) => ({
        ...note,
        update: { operation: id, semantics: 'replace' },
      }));
    const PUT: LifeStep = ['update-deleted', { status: 200 }];

    expect(used(PUT, putting('POST /labels'))).toEqual(MAY_MAKE);
    expect(used(PUT, putting('PUT /cards/{card_id}'))).toEqual(['broken']);
    expect(used(['act-deleted', { status: 201 }])).toEqual(['broken']);
  });

  it.each<[string, LifeStep[], string[]]>([
    ['was not deleted', [GONE, ACT], NOT_DELETED],
    ['the target did not want to delete', [['delete', { status: 409 }], GONE, ACT], NOT_DELETED],
    ['is being deleted', [['delete', { outcome: 'pending' }], GONE, ACT], NOT_DELETED],
    ['can be read', [['delete'], ['read-deleted', { json: { id: 'n1' } }], ACT], STILL_THERE],
    [
      'is listed',
      [['delete'], GONE, ['list-deleted', { json: { items: [{ id: 'n1' }] } }], ACT],
      STILL_THERE,
    ],
    [
      'a read says nothing of',
      [['delete'], ['read-deleted', { status: 503 }], ACT],
      ['not-exercised: the read after the delete was answered 503'],
    ],
    [
      'a read gets no reply of',
      [['delete'], ['read-deleted', NO_REPLY], ACT],
      ['not-exercised: the read after the delete was answered by nothing'],
    ],
  ])('is not what %s', (_, steps, why) => {
    expect(said(...steps)).toEqual(why);
  });

  it.each<[string, LifeStep[]]>([
    ['by a delete that has ended', [['delete', { outcome: 'succeeded' }], GONE, ACT]],
    ['by no read at all', [['delete'], ACT]],
    ['by another refusal', [['delete'], ['read-deleted', { status: 410 }], ACT]],
    ['by a list without it', [['delete'], GONE, ['list-deleted', { json: { items: [] } }], ACT]],
  ])('is known to be gone %s', (_, steps) => {
    expect(said(...steps)).toEqual(['broken']);
  });

  it('is gone where a read answers what the document says of that', () => {
    const gone = (statuses: readonly string[] | 'unspecified') =>
      withResource(contract, 'note', ({ delete: removal, ...rest }) =>
        removal ? { ...rest, delete: { ...removal, gone: statuses } } : rest,
      );
    const steps: LifeStep[] = [['delete'], ['read-deleted', { status: 401 }], ACT];
    const saidIn = (judged: Contract) => saidOf(check, lifeWith(judged, 'note', 'n1', steps), judged);

    expect(saidIn(gone(['401']))).toEqual(['broken']);
    expect(saidIn(gone(['404']))).toEqual(['not-exercised: the read after the delete was answered 401']);
    expect(saidIn(gone('unspecified'))).toEqual([
      'not-exercised: the read after the delete was answered 401',
    ]);
  });

  it('is used in steps of its own', () => {
    const exchange = exchangeOf(contract, 'GET /notes', { status: 200 });

    expect(said(['delete'], GONE, ['act'], ['update'])).toEqual([]);
    expect(check.judge({ kind: 'exchange', exchange }, contract)).toEqual([]);
  });

  it('concerns acts, updates, and what goes through the object', () => {
    const prepared = withResource(contract, 'note', ({ delete: removal, update: _, act: __, ...rest }) => ({
      ...rest,
      act: [],
      ...(removal ? { delete: { ...removal, prepare: [EXPORT] } } : {}),
    }));

    expect(coveredBy(check, contract)).toEqual(['PUT /cards/{card_id}', 'PATCH /notes/{note_id}', EXPORT]);
    expect(coveredBy(check, prepared)).toEqual(['PUT /cards/{card_id}', EXPORT]);
  });
});
