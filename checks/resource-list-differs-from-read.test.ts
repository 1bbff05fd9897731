import { describe, expect, it } from 'vitest';
import type { Contract } from '../model/contract.ts';
import type { JsonObject } from '../model/json.ts';
import type { Step } from '../model/trace.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { exchangeOf } from '../test/support/tiny-exchange.ts';
import { lifeOf } from '../test/support/tiny-life.ts';
import { resourceListDiffersFromRead } from './resource-list-differs-from-read.ts';
import { lacking, withLevel, withResource } from './testing/contracts.ts';
import { coveredBy } from './testing/covered.ts';
import { foundIn, type LifeStep, lifeWith, saidOf } from './testing/lives.ts';

const contract = tinyContract();

function verdictsOf(
  read: JsonObject,
  items: JsonObject[],
  between: Step['role'] = 'read-location',
): string[] {
  const trace = lifeOf(contract, 'note', 'n1', [
    { role: 'read', operation: 'GET /notes/{note_id}', json: { id: 'n1', ...read } },
    { role: between, operation: 'GET /notes/{note_id}', json: {} },
    { role: 'list', operation: 'GET /notes', json: { items } },
  ]);
  return resourceListDiffersFromRead.judge(trace, contract).map(({ verdict }) => verdict);
}

describe('a list beside a read', () => {
  it.each<[string, JsonObject, JsonObject]>([
    ['leaves members out', { title: 'a', status: 'open' }, { title: 'a' }],
    ['shows no value', { title: 'a', status: 'open' }, { title: 'a', status: null }],
    ['shows more', { title: 'a' }, { title: 'a', status: 'open' }],
    ['has a set in another order', { tags: ['a', 'b'] }, { tags: ['b', 'a'] }],
    ['has more of each object', { tags: [{ a: 1 }] }, { tags: [{ a: 1, b: 2 }] }],
    ['has less of each object', { tags: [{ a: 1, b: 2 }] }, { tags: [{ a: 1 }] }],
    ['writes a number as text', { priority: 3 }, { priority: '3' }],
    [
      'writes an instant in another zone',
      { created_at: '2026-01-01T12:00:00Z' },
      { created_at: '2026-01-01T13:00:00+01:00' },
    ],
  ])('is alike where it %s', (_, read, item) => {
    expect(verdictsOf(read, [{ id: 'other' }, { id: 'n1', ...item }])).toEqual(['holds']);
  });

  it.each<[string, JsonObject, JsonObject]>([
    ['a text', { title: 'a' }, { title: 'b' }],
    ['a set', { tags: ['a', 'b'] }, { tags: ['a'] }],
    ['a number that is a text elsewhere', { title: '1.0' }, { title: '1' }],
  ])('differs in %s', (_, read, item) => {
    expect(verdictsOf(read, [{ id: 'n1', ...item }])).toEqual(['broken']);
  });

  it('is not judged without the object, or after a change', () => {
    expect(verdictsOf({ title: 'a' }, [{ id: 'n2', title: 'b' }])).toEqual(['not-exercised']);
    expect(verdictsOf({ title: 'a' }, [{ id: 'n1', title: 'b' }], 'update')).toEqual(['not-exercised']);
  });
});

describe('what differs in a list', () => {
  const READ: LifeStep = ['read', { json: { title: 'a', status: 'open', tags: ['x'] } }];
  const LIST: LifeStep = [
    'list',
    { json: { items: [{ id: 'n1', title: 'b', status: 'done', tags: ['x'] }] } },
  ];
  const found = (judged: Contract, ...steps: LifeStep[]) =>
    foundIn(resourceListDiffersFromRead, lifeWith(judged, 'note', 'n1', steps), judged);
  const said = (steps: LifeStep[], identity: string | undefined = 'n1', judged: Contract = contract) =>
    saidOf(resourceListDiffersFromRead, lifeWith(judged, 'note', identity, steps), judged);

  it('is told member by member', () => {
    const told = {
      operation: 'GET /notes',
      level: 'must',
      exchange: 'list',
      steps: ['create', 'read', 'list'],
    };

    expect(found(contract, ['create'], READ, LIST)).toEqual([
      {
        ...told,
        statement: '/x-assay-resources/note echo/title',
        instance: '/title',
        message: 'the list shows another title of n1 than a read of it',
        expected: 'a',
        received: 'b',
      },
      {
        ...told,
        statement: '/x-assay-resources/note echo/status',
        instance: '/status',
        message: 'the list shows another status of n1 than a read of it',
        expected: 'open',
        received: 'done',
      },
    ]);
  });

  it('is bound no harder than what says it', () => {
    const levels = (judged: Contract) => found(judged, READ, LIST).map(({ level }) => level);

    expect(levels(withLevel(contract, 'echo/title', 'may'))).toEqual(['may', 'must']);
    expect(levels(withLevel(contract, 'list', 'should'))).toEqual(['should', 'should']);
  });

  it('is told of each list, by the last read before it', () => {
    const other: LifeStep = ['read-steady', { json: { title: 'b', status: 'done' } }];

    expect(said([READ, other, LIST])).toEqual(['holds']);
    expect(said([READ, LIST, other, LIST])).toEqual(['broken', 'broken', 'holds']);
    expect(said([LIST, READ])).toEqual([
      'not-exercised: the list does not show the object, or no read did before',
    ]);
  });

  it.each<[string, LifeStep[], string]>([
    ['the list failed', [READ, ['list', { ...LIST[1], status: 500 }]], 'n1'],
    ['it is no list', [READ, ['list', { json: { items: 'n1' } }]], 'n1'],
    ['its item is no object', [READ, ['list', { json: { items: ['n1'] } }]], 'n1'],
    ['nothing was read', [LIST], 'n1'],
  ])('is not told where %s', (_, steps, identity) => {
    expect(said(steps, identity)).toEqual([
      'not-exercised: the list does not show the object, or no read did before',
    ]);
  });

  it('is not told where both show no member in common, or nobody knows the object', () => {
    const nameless: LifeStep = ['list', { json: { items: [{ title: 'b' }] } }];

    expect(said([READ, ['list', { json: { items: [{ id: 'n1', revision: 1 }] } }]])).toEqual([
      'not-exercised: list and read show no member in common',
    ]);
    expect(
      saidOf(resourceListDiffersFromRead, lifeWith(contract, 'note', undefined, [READ, nameless]), contract),
    ).toEqual(['not-exercised: the list does not show the object, or no read did before']);
  });

  it('concerns lists of what can be read and is told', () => {
    const unread = lacking(contract, 'note', 'read');
    const untold = withResource(contract, 'note', (note) => ({ ...note, echo: [], fixed: [] }));
    const listless = lacking(contract, 'note', 'list');
    const covered = (judged: Contract) => coveredBy(resourceListDiffersFromRead, judged);
    const exchange = exchangeOf(contract, 'GET /notes', { status: 200 });

    expect(covered(contract)).toEqual(['GET /labels', 'GET /notes']);
    expect([unread, untold, listless].map(covered)).toEqual([
      ['GET /labels'],
      ['GET /labels'],
      ['GET /labels'],
    ]);
    expect(said([LIST], 'n1', unread)).toEqual([]);
    expect(said([READ, LIST], 'n1', untold)).toEqual([]);
    expect(resourceListDiffersFromRead.judge({ kind: 'exchange', exchange }, contract)).toEqual([]);
  });
});
