import { describe, expect, it } from 'vitest';
import type { Contract } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import type { Level } from '../model/statement.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { type ExchangeParts, exchangeOf, operationOf } from '../test/support/tiny-exchange.ts';
import { lifeOf as lifeTrace } from '../test/support/tiny-life.ts';
import { brokenRule, isListed, isShown, type Life, lifeOf, representation, saysNothing } from './life.ts';
import { edited, UNREAD } from './testing/edited.ts';
import { NO_REPLY } from './testing/no-reply.ts';

const contract = tinyContract();
const READ = 'GET /notes/{note_id}';
const LIST = 'GET /notes';

function reply(status: number, parts: Partial<ExchangeParts> = {}, operation = READ) {
  return exchangeOf(contract, operation, { status, ...parts });
}

const silence = reply(0, NO_REPLY);

function lifeIn(by: Contract, resource: string, identity: string | undefined): Life {
  const life = lifeOf(lifeTrace(by, resource, identity, []));
  if (!life) throw new Error('it is no life');
  return life;
}

const note = lifeIn(contract, 'note', 'n1');

describe('a life', () => {
  it('has the last exchange of each role at hand', () => {
    const trace = lifeTrace(contract, 'note', 'n1', [
      { role: 'read', operation: READ, json: 1 },
      { role: 'read', operation: READ, json: 2 },
      { role: 'list', operation: LIST, json: 3 },
    ]);
    const life = lifeOf(trace);

    expect(life).toMatchObject({ identity: 'n1', resource: { name: 'note' } });
    expect(life?.step('read')?.reply?.json).toBe(2);
    expect(life?.step('update')).toBeUndefined();
    expect(lifeOf({ kind: 'session', steps: [] })).toBeUndefined();
  });
});

describe('a rule that is broken', () => {
  const exchange = reply(200);
  const said = { message: 'it is wrong', expected: 1, received: 2, exchange };
  const blamed = operationOf(contract, 'POST /notes');

  it('is told with the steps that there are, and binds as hard as the operation', () => {
    const statement = contract.statement('/x-assay-resources/note', 'echo/priority');
    const own = contract.statement(blamed.pointer);

    expect(
      brokenRule(contract, note, blamed, { ...said, keyword: 'echo/priority', steps: [undefined, exchange] }),
    ).toEqual([
      {
        operation: 'POST /notes',
        verdict: 'broken',
        broken: [
          {
            ...said,
            statement: { ...statement, level: 'must', source: own.source },
            level: 'must',
            instance: null,
            steps: [exchange],
          },
        ],
      },
    ]);
  });

  const inferred = edited([
    '      operationId: createNote\n',
    '      operationId: createNote\n      x-assay-source: {at: us, basis: inferred}\n',
  ]);

  it.each<[string, Contract, boolean, Level | undefined, Level, string]>([
    ['a detail by its own word', contract, true, undefined, 'should', 'corroborated'],
    ['a detail no harder than the operation', inferred, true, undefined, 'may', 'corroborated'],
    ['what it is for by the operation', inferred, false, undefined, 'may', 'inferred'],
    ['a detail within a bound', contract, true, 'may', 'may', 'corroborated'],
    ['what it is for within a bound', contract, false, 'should', 'should', 'documented'],
  ])('binds %s', (_, by, isDetail, bound, level, basis) => {
    const [judgement] = brokenRule(by, note, operationOf(by, 'POST /notes'), {
      ...said,
      ...{ keyword: 'echo/tags', instance: '/tags', steps: [], isDetail },
      ...(bound === undefined ? {} : { bound }),
    });

    expect(judgement?.broken).toMatchObject([
      { level, instance: '/tags', statement: { keyword: 'echo/tags', source: { basis } } },
    ]);
  });
});

describe('a reply', () => {
  it('is shown where it is a success', () => {
    expect([200, 204, 299].map((status) => isShown(reply(status)))).toEqual([true, true, true]);
    expect([199, 300, 404].map((status) => isShown(reply(status)))).toEqual([false, false, false]);
    expect(isShown(silence)).toBe(false);
    expect(isShown(undefined)).toBe(false);
  });

  it.each([300, 302, 399, 401, 403, 407, 408, 421, 425, 429, 500, 503])(
    'says nothing of an object by %i',
    (status) => {
      expect(saysNothing(reply(status))).toBe(true);
    },
  );

  it.each([200, 204, 400, 404, 409, 410, 499])('says something of an object by %i', (status) => {
    expect(saysNothing(reply(status))).toBe(false);
  });

  it('says nothing where there is none', () => {
    expect(saysNothing(silence)).toBe(true);
  });
});

describe('the object of a life', () => {
  it('stands where the document says', () => {
    const deep = edited(['{operation: getNote}', '{operation: getNote, at: /note}']);
    const json = { note: { id: 'n1' } };

    expect(representation(note, reply(200, { json }))).toEqual(json);
    expect(representation(lifeIn(deep, 'note', 'n1'), reply(200, { json }))).toEqual({ id: 'n1' });
    expect(representation(note, reply(200))).toBeUndefined();
    expect(representation(note, silence)).toBeUndefined();
    expect(representation(note, undefined)).toBeUndefined();
  });

  it('is the whole body where the document knows no read', () => {
    const unread = edited(UNREAD);

    expect(representation(lifeIn(unread, 'note', 'n1'), reply(200, { json: [1] }))).toEqual([1]);
  });

  it.each<[string, boolean | undefined, Life, number, Json]>([
    ['there', true, note, 200, { items: [{ id: 'n0' }, { id: 'n1' }] }],
    ['not there', false, note, 200, { items: [{ id: 'n0' }] }],
    ['unknown in what is no list', undefined, note, 200, {}],
    ['unknown in a list that was refused', undefined, note, 404, { items: [] }],
    ['unknown without a name', undefined, lifeIn(contract, 'note', undefined), 200, { items: [] }],
    ['unknown where the document has no list', undefined, lifeIn(contract, 'card', 'c1'), 200, { items: [] }],
  ])('is listed: %s', (_, listed, life, status, json) => {
    expect(isListed(life, reply(status, { json }, LIST))).toBe(listed);
  });

  it('is not listed where nobody asked', () => {
    expect(isListed(note, undefined)).toBeUndefined();
    expect(isListed(note, silence)).toBeUndefined();
  });
});
