import { describe, expect, it } from 'vitest';
import type { Contract } from '../model/contract.ts';
import { inWords } from '../model/in-words.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { exchangeOf } from '../test/support/tiny-exchange.ts';
import { resourceRefusedChangeMade as check } from './resource-refused-change-made.ts';
import { lacking } from './testing/contracts.ts';
import { coveredBy } from './testing/covered.ts';
import { foundIn, type LifeStep, lifeWith, saidOf } from './testing/lives.ts';
import { NO_REPLY } from './testing/no-reply.ts';

const contract = tinyContract();
const BEFORE: LifeStep = ['read', { json: { text: 'a', size: 1 } }];
const AFTER: LifeStep = ['read-refused', { json: { text: 'a', size: 1 } }];
const MADE: LifeStep = ['read-refused', { json: { text: 'b', size: 1 } }];
const UPDATE: LifeStep = ['update-refused', { status: 401, body: { text: 'b', size: 1 } }];
const DELETE: LifeStep = ['delete-refused', { status: 401 }];
const UNREAD = ['not-exercised: the object could not be read before and after'];
const NOT_REFUSED = ['not-exercised: what was to be refused was not refused'];
const CARRIED_OUT = ['not-exercised: another request that was to be refused was carried out'];

function said(...steps: LifeStep[]): string[] {
  return saidOf(check, lifeWith(contract, 'card', 'c1', steps), contract);
}

function found(...steps: LifeStep[]) {
  return foundIn(check, lifeWith(contract, 'card', 'c1', steps), contract);
}

describe('a refused change', () => {
  it('changes nothing', () => {
    expect(said(BEFORE, UPDATE, AFTER)).toEqual(['holds']);
    expect(said(BEFORE, DELETE, AFTER)).toEqual(['holds']);
    expect(said(BEFORE, UPDATE, ['read-refused', { json: { text: 'c', size: 2 } }])).toEqual(['holds']);
  });

  it('may not be made', () => {
    expect(found(['create'], BEFORE, UPDATE, MADE)).toEqual([
      {
        operation: 'PUT /cards/{card_id}',
        level: 'must',
        statement: '/components/responses/Unknown status',
        instance: '/text',
        message: 'the update was refused with 401, and a read shows its text',
        expected: 'a',
        received: 'b',
        exchange: 'read-refused',
        steps: ['create', 'read', 'update-refused', 'read-refused'],
      },
    ]);
  });

  it('may not take the object away', () => {
    expect(found(['create'], BEFORE, DELETE, ['read-refused', { status: 404 }])).toEqual([
      {
        operation: 'DELETE /cards/{card_id}',
        level: 'must',
        statement: '/components/responses/Unknown status',
        instance: null,
        message: 'it was refused with 401, and a read answers 404 since',
        expected: inWords('the object as it was'),
        received: 404,
        exchange: 'read-refused',
        steps: ['create', 'read', 'delete-refused', 'read-refused'],
      },
    ]);
  });

  it('is bound less hard by a status that is not documented', () => {
    expect(found(BEFORE, ['update-refused', { status: 422, body: { text: 'b' } }], MADE)).toMatchObject([
      { level: 'should', steps: ['read', 'update-refused', 'read-refused'] },
    ]);
  });

  it('is looked at by the last read before it and the first after what is refused alike', () => {
    const other: LifeStep = ['read', { json: { text: 'b' } }];

    expect(said(other, BEFORE, UPDATE, UPDATE, MADE)).toEqual(['broken', 'broken']);
    expect(said(BEFORE, UPDATE, UPDATE, AFTER, ['read-refused', { json: { text: 'b' } }])).toEqual([
      'holds',
      'holds',
    ]);
    expect(said(BEFORE, UPDATE, MADE, DELETE, MADE)).toEqual(['broken', 'holds']);
    expect(said(BEFORE, DELETE, ['read-refused', { json: { text: 'b', size: 1 } }], UPDATE, MADE)).toEqual([
      'holds',
      'holds',
    ]);
  });

  it('is looked at by reads of their own alone', () => {
    expect(said(BEFORE, ['read-updated', { status: 404 }], UPDATE, MADE)).toEqual(['broken']);
    expect(said(BEFORE, UPDATE, ['read-updated', { json: { text: 'b' } }], MADE)).toEqual(UNREAD);
  });

  it.each<[string, LifeStep[], string[]]>([
    ['it was accepted', [BEFORE, ['update-refused'], MADE], NOT_REFUSED],
    ['it has to wait', [BEFORE, ['update-refused', { status: 429 }], MADE], NOT_REFUSED],
    ['it got no reply', [BEFORE, ['update-refused', NO_REPLY], MADE], NOT_REFUSED],
    [
      'another one before it was carried out',
      [BEFORE, ['delete-refused', { status: 204 }], UPDATE, MADE],
      ['not-exercised: what was to be refused was not refused', ...CARRIED_OUT],
    ],
    [
      'another one like it was carried out',
      [BEFORE, UPDATE, ['update-refused'], MADE],
      [...CARRIED_OUT, ...NOT_REFUSED],
    ],
    ['nothing was read before', [UPDATE, MADE], UNREAD],
    [
      'the read after shows no object',
      [BEFORE, UPDATE, ['read-refused', { json: null }]],
      ['not-exercised: a read before or after shows no object'],
    ],
    ['the read before failed', [['read', { status: 404 }], UPDATE, MADE], UNREAD],
    ['nothing was read after', [BEFORE, UPDATE], UNREAD],
    ['something else came after', [BEFORE, UPDATE, DELETE, AFTER], [...UNREAD, 'holds']],
    ['the read after got no reply', [BEFORE, UPDATE, ['read-refused', NO_REPLY]], UNREAD],
    [
      'the read after says nothing',
      [BEFORE, UPDATE, ['read-refused', { status: 503 }]],
      ['not-exercised: the read after it was answered 503'],
    ],
  ])('is not judged where %s', (_, steps, why) => {
    expect(said(...steps)).toEqual(why);
  });

  it('is judged in its own steps alone', () => {
    const exchange = exchangeOf(contract, 'GET /notes', { status: 200 });

    expect(said(BEFORE, ['update', { status: 401 }], AFTER)).toEqual([]);
    expect(check.judge({ kind: 'exchange', exchange }, contract)).toEqual([]);
  });

  it('concerns updates and deletes of what can be read', () => {
    const covered = (judged: Contract) => coveredBy(check, judged).filter((id) => id.includes('card'));

    expect(covered(contract)).toEqual(['PUT /cards/{card_id}', 'DELETE /cards/{card_id}']);
    expect(covered(lacking(contract, 'card', 'read'))).toEqual([]);
    expect(covered(lacking(contract, 'card', 'update'))).toEqual(['DELETE /cards/{card_id}']);
    expect(covered(lacking(contract, 'card', 'delete'))).toEqual(['PUT /cards/{card_id}']);
  });
});
