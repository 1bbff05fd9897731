import { describe, expect, it } from 'vitest';
import type { Contract } from '../model/contract.ts';
import type { JsonObject } from '../model/json.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { exchangeOf } from '../test/support/tiny-exchange.ts';
import { resourceReadUnsteady as check } from './resource-read-unsteady.ts';
import { lacking, withLevel, withResource } from './testing/contracts.ts';
import { coveredBy } from './testing/covered.ts';
import { foundIn, type LifeStep, lifeWith, saidOf } from './testing/lives.ts';

const contract = tinyContract();
const NOT_TWICE = ['not-exercised: the object could not be read twice'];
const SHOWN: LifeStep = ['read', { json: { id: 'n1', title: 'a' } }];
const STEADY: LifeStep = ['read-steady', { json: { id: 'n1', title: 'a' } }];

function said(...steps: LifeStep[]): string[] {
  return saidOf(check, lifeWith(contract, 'note', 'n1', steps), contract);
}

/** What is found in two reads. */
function read(first: JsonObject, second: JsonObject, judged: Contract = contract) {
  const steps: LifeStep[] = [['create'], ['read', { json: first }], ['read-steady', { json: second }]];
  return foundIn(check, lifeWith(judged, 'note', 'n1', steps), judged);
}

describe('two reads of an object', () => {
  it.each<[string, JsonObject, JsonObject]>([
    ['the same', { id: 'n1', title: 'a' }, { id: 'n1', title: 'a' }],
    ['another count', { id: 'n1', title: 'a', revision: 1 }, { id: 'n1', title: 'a', revision: 2 }],
    ['an identity in the first alone', { id: 'n1', title: 'a' }, { title: 'a' }],
    ['an identity in the second alone', { title: 'a' }, { id: 'n1', title: 'a' }],
  ])('may show %s', (_, first, second) => {
    expect(said(['read', { json: first }], ['read-steady', { json: second }])).toEqual(['holds']);
  });

  it('show the same members', () => {
    const said = {
      operation: 'GET /notes/{note_id}',
      level: 'must',
      exchange: 'read-steady',
      steps: ['create', 'read', 'read-steady'],
    };

    expect(read({ title: 'a', status: 'open' }, { title: 'b', status: 'done' })).toEqual([
      {
        ...said,
        statement: '/x-assay-resources/note echo/title',
        instance: '/title',
        message: 'title is another in the next read, and nothing was written between',
        expected: 'a',
        received: 'b',
      },
      {
        ...said,
        statement: '/x-assay-resources/note echo/status',
        instance: '/status',
        message: 'status is another in the next read, and nothing was written between',
        expected: 'open',
        received: 'done',
      },
    ]);
  });

  it('show the same object', () => {
    expect(read({ id: 'n1', title: 'a' }, { id: 'n2', title: 'b' })).toEqual([
      {
        operation: 'GET /notes/{note_id}',
        level: 'must',
        statement: '/x-assay-resources/note read',
        instance: null,
        message: 'a read shows n1, and the next one n2',
        expected: 'n1',
        received: 'n2',
        exchange: 'read-steady',
        steps: ['create', 'read', 'read-steady'],
      },
    ]);
  });

  it('are bound no harder than what says it', () => {
    const levelIn = (judged: Contract) =>
      read({ title: 'a' }, { title: 'b' }, judged).map(({ level }) => level);

    expect(levelIn(withLevel(contract, 'echo/title', 'may'))).toEqual(['may']);
    expect(levelIn(withLevel(contract, 'read', 'may'))).toEqual(['may']);
  });

  it('are told apart by their members alone where there is no list', () => {
    const listless = lacking(contract, 'note', 'list');

    expect(read({ id: 'n1', title: 'a' }, { id: 'n2', title: 'a' }, listless)).toMatchObject([
      { instance: '/id' },
    ]);
  });

  it('are judged wherever one follows on another', () => {
    const other: LifeStep = ['read-updated', { json: { id: 'n1', title: 'b' } }];

    expect(said(SHOWN, STEADY, ['update'], other)).toEqual(['holds']);
    expect(said(SHOWN, STEADY, ['list'], other)).toEqual(['holds', 'broken']);
  });

  it.each<[string, LifeStep[]]>([
    ['there is one alone', [STEADY]],
    ['one of them failed', [['read', { status: 404 }], STEADY]],
    ['something was written between', [SHOWN, ['update'], STEADY]],
  ])('are not judged where %s', (_, steps) => {
    expect(said(...steps)).toEqual(NOT_TWICE);
  });

  it('are not judged where they show no member that is to stay', () => {
    expect(said(['read', { json: { revision: 1 } }], ['read-steady', { json: { revision: 2 } }])).toEqual([
      'not-exercised: the reads show no member that is to stay',
    ]);
  });
});

describe('whom steady reads concern', () => {
  const untold = withResource(contract, 'note', (note) => ({ ...note, echo: [], fixed: [] }));

  it('a life with a second read', () => {
    const exchange = exchangeOf(contract, 'GET /notes/{note_id}', { status: 200 });

    expect(said(SHOWN, ['read-updated', { json: { id: 'n2' } }])).toEqual([]);
    expect(saidOf(check, lifeWith(untold, 'note', 'n1', [SHOWN, STEADY]), untold)).toEqual([]);
    expect(check.judge({ kind: 'exchange', exchange }, contract)).toEqual([]);
  });

  it('what can be made and shows a member that is to stay', () => {
    const READS = ['GET /labels/{label_id}', 'GET /cards/{card_id}'];

    expect(coveredBy(check, contract)).toEqual([...READS, 'GET /notes/{note_id}']);
    expect(coveredBy(check, untold)).toEqual(READS);
    expect(coveredBy(check, lacking(contract, 'note', 'create'))).toEqual(READS);
    expect(coveredBy(check, lacking(contract, 'note', 'read'))).toEqual(READS);
  });
});
