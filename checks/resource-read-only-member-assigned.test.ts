import { describe, expect, it } from 'vitest';
import type { Contract } from '../model/contract.ts';
import { inWords } from '../model/in-words.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { exchangeOf } from '../test/support/tiny-exchange.ts';
import { resourceReadOnlyMemberAssigned as check } from './resource-read-only-member-assigned.ts';
import { assigned, write } from './testing/assigned.ts';
import { lacking, withResource } from './testing/contracts.ts';
import { coveredBy } from './testing/covered.ts';
import { foundIn, type LifeStep, lifeWith, saidOf } from './testing/lives.ts';
import { NO_REPLY } from './testing/no-reply.ts';

const contract = tinyContract();
const NOTE = '/components/schemas/Note/properties';
const NO_MEMBER = ['not-exercised: a read shows none of the members'];
const UNREAD = ['not-exercised: the object could not be read afterwards'];

function said(...steps: LifeStep[]): string[] {
  return saidOf(check, lifeWith(contract, 'note', 'n1', steps), contract);
}

function found(...steps: LifeStep[]) {
  return foundIn(check, lifeWith(contract, 'note', 'n1', steps), contract);
}

/** What is said of an update that sends a member, by what the reads around it show. */
function updated(sent: Json, was: JsonObject, now: JsonObject): string[] {
  return said(['read', { json: was }], write('update-assigned', { a: sent }), [
    'read-assigned',
    { json: now },
  ]);
}

describe('a member that no client may set', () => {
  it.each<[string, Json, JsonObject, JsonObject]>([
    ['keeps its value', 'me-1234', { a: 'you' }, { a: 'you' }],
    ['becomes something else', 'me-1234', { a: 'you' }, { a: 'them' }],
    ['was the same before', 'me-1234', { a: 'me-1234' }, { a: 'me-1234' }],
    ['was the same number before', 5000, { a: '5000' }, { a: 5000 }],
  ])('may be sent where it %s', (_, sent, was, now) => {
    expect(updated(sent, was, now)).toEqual(['holds']);
  });

  it.each<[string, Json, JsonObject, JsonObject]>([
    ['as it was sent', 'me', { a: 'you' }, { a: 'me' }],
    ['as a text', 5000, { a: 1 }, { a: '5000' }],
    [
      'in another zone',
      '2001-01-01T01:00:00+01:00',
      { a: '2026-01-01T00:00:00Z' },
      { a: '2001-01-01T00:00:00Z' },
    ],
    ['and far above what was there', 1001, { a: 1 }, { a: 1001 }],
    ['and far below what was there', -999, { a: 1 }, { a: -999 }],
    ['and far from a text that was there', 1000, { a: 'none' }, { a: 1000 }],
    ['and was not there', 'abcde6', {}, { a: 'abcde6' }],
    ['and was null', 'abcde6', { a: null }, { a: 'abcde6' }],
    ['and was not there, below zero', -1000, {}, { a: -1000 }],
  ])('is taken over where it is shown %s', (_, sent, was, now) => {
    expect(updated(sent, was, now)).toEqual(['broken']);
  });

  it.each<[string, Json, JsonObject, JsonObject]>([
    ['is not shown', 'me-1234', { a: 'you' }, {}],
    ['is null afterwards', 'me-1234', { a: 'you' }, { a: null }],
    ['is a number that a count comes to', 1000, { a: 1 }, { a: 1000 }],
    ['is a small number that was not there', 999, {}, { a: 999 }],
    ['is a word that was not there', 'private', {}, { a: 'private' }],
    ['is a short text that was not there', 'abcd5', {}, { a: 'abcd5' }],
    ['is a truth value that was not there', true, {}, { a: true }],
  ])('is not judged where it %s', (_, sent, was, now) => {
    expect(updated(sent, was, now)).toEqual(NO_MEMBER);
  });

  it('is not judged where the body does not bear it', () => {
    const read: LifeStep = ['read', { json: { a: 'you' } }];
    const sent = write('update-assigned', {}, assigned('a'));

    expect(said(read, sent, ['read-assigned', { json: { a: 'me' } }])).toEqual(NO_MEMBER);
  });

  it('that an update sets is told with the reads around it, and only it', () => {
    const made = found(
      ['create', { json: { id: 'n1' } }],
      ['read', { json: { created_by: 'nobody', revision: 1 } }],
      ['read-steady', { json: { created_by: 'you', revision: 1 } }],
      write('update-assigned', { created_by: 'me', revision: 9000 }),
      ['read-assigned', { json: { created_by: 'me', revision: 2 } }],
      ['read-updated', { json: { created_by: 'me', revision: 2 } }],
    );

    expect(made).toEqual([
      {
        operation: 'PATCH /notes/{note_id}',
        level: 'must',
        statement: `${NOTE}/created_by readOnly`,
        instance: '/created_by',
        message: 'no client may set created_by, and a read shows what the request set it to',
        expected: 'you',
        received: 'me',
        exchange: 'read-assigned',
        steps: ['read-steady', 'update-assigned', 'read-assigned'],
      },
    ]);
  });

  it('that a create sets is told beside what was made without it', () => {
    const made = found(['read', { json: {} }], write('create-other', { revision: 9000 }), [
      'read-other',
      { json: { revision: 9000 } },
    ]);

    expect(made).toMatchObject([
      {
        operation: 'POST /notes',
        level: 'must',
        expected: inWords('what the target sets'),
        received: 9000,
        steps: ['read', 'create-other', 'read-other'],
      },
    ]);
  });
});

describe('a request with what no client may set', () => {
  const read: LifeStep = ['read', { json: { a: 'you' } }];
  const [role, parts] = write('update-assigned', { a: 'me' });
  const after: LifeStep = ['read-assigned', { json: { a: 'me' } }];

  it('may be refused', () => {
    expect(said(read, [role, { ...parts, status: 400 }])).toEqual(['holds']);
  });

  it('is not judged by a status that says nothing, or no reply', () => {
    expect(said(read, [role, { ...parts, status: 503 }], after)).toEqual([
      'not-exercised: the request was answered 503',
    ]);
    expect(said(read, [role, { ...parts, ...NO_REPLY }], after)).toEqual([
      'not-exercised: the request was answered by nothing',
    ]);
  });

  it.each<[string, LifeStep[]]>([
    ['no read before', [[role, parts], after]],
    ['no read after', [read, [role, parts]]],
    ['another step after', [read, [role, parts], ['list', { json: { a: 'me' } }]]],
    ['a read that fails', [read, [role, parts], ['read-assigned', { status: 404, json: { a: 'me' } }]]],
    ['a read of no object', [read, [role, parts], ['read-assigned', { json: ['me'] }]]],
    ['no body', [read, [role, { planned: parts?.planned ?? {} }], after]],
  ])('is not judged with %s', (_, steps) => {
    expect(said(...steps)).toEqual(UNREAD);
  });

  it('is judged in its own steps alone', () => {
    expect(said(read, ['update-assigned', { body: { a: 'me' } }], after)).toEqual([]);
    expect(said(read, ['update', { ...parts }], after)).toEqual([]);
    expect(
      check.judge(
        { kind: 'exchange', exchange: exchangeOf(contract, 'GET /notes', { status: 200 }) },
        contract,
      ),
    ).toEqual([]);
  });
});

describe('whom members that no client may set concern', () => {
  const NOTES = ['POST /notes', 'PATCH /notes/{note_id}'];
  const only = (judged: Contract) => coveredBy(check, judged).filter((id) => id.includes('note'));

  it('creates, and updates of what has more than an identity to keep', () => {
    expect(coveredBy(check, contract)).toEqual(['POST /labels', 'POST /cards', ...NOTES]);
  });

  it('no create of what keeps nothing', () => {
    expect(
      coveredBy(
        check,
        tinyContract((text) => text.replace(', x-assay-unknown: c0', '')),
      ),
    ).toEqual(['POST /labels', ...NOTES]);
  });

  it('no resource that cannot be created, read or deleted', () => {
    expect(only(lacking(contract, 'note', 'create'))).toEqual([]);
    expect(only(lacking(contract, 'note', 'read'))).toEqual([]);
    expect(only(lacking(contract, 'note', 'delete'))).toEqual([]);
  });

  it('no create of what is found in a list', () => {
    const identity = { lookup: new Map([['/title', '/title']]) };
    const create = { operation: 'POST /notes', identity, at: '' };

    expect(only(withResource(contract, 'note', (note) => ({ ...note, create })))).toEqual(NOTES.slice(1));
  });
});
