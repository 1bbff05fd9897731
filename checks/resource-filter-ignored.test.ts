import { describe, expect, it } from 'vitest';
import type { Contract } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { exchangeOf } from '../test/support/tiny-exchange.ts';
import { resourceFilterIgnored as check } from './resource-filter-ignored.ts';
import { lacking, withLevel, withResource } from './testing/contracts.ts';
import { coveredBy } from './testing/covered.ts';
import { foundIn, type LifeStep, lifeWith, saidOf } from './testing/lives.ts';

const contract = tinyContract();
const NOTHING = ['not-exercised: nothing was listed, or no filter was asked for'];

/** The list, asked for a title. */
function listed(items: Json[], title: Json = 'ab', role: 'list' | 'list-none' = 'list'): LifeStep {
  return [role, { query: { title }, json: { items } }];
}

function said(
  steps: readonly LifeStep[],
  judged: Contract = contract,
  identity: string | undefined = 'n1',
): string[] {
  return saidOf(check, lifeWith(judged, 'note', identity, steps), judged);
}

describe('a list that is asked for some objects', () => {
  it.each<[string, Json[], Json]>([
    ['what it was asked for', [{ title: 'ab' }], 'ab'],
    ['what contains it', [{ title: 'xaby' }], 'ab'],
    ['it in capitals', [{ title: 'AB' }], 'ab'],
    ['it in small letters', [{ title: 'ab' }], 'AB'],
    ['nothing of the member', [{ id: 'n2' }], 'ab'],
    ['a number', [{ title: 1 }], 'ab'],
    ['something for a number', [{ title: 'x' }], 1],
    ['the object of the run without the member', [{ id: 'n1' }], 'ab'],
  ])('may show %s', (_, items, title) => {
    expect(said([listed(items, title)])).toEqual(['holds']);
  });

  it('may not show another', () => {
    const items = [
      { id: 'n1', title: 'ab' },
      { id: 'n2', title: 'a' },
      { id: 'n3', title: 'b' },
    ];
    const trace = lifeWith(contract, 'note', 'n1', [['create'], listed(items)]);

    expect(foundIn(check, trace, contract)).toEqual([
      {
        operation: 'GET /notes',
        level: 'must',
        statement: '/x-assay-resources/note list/find/title',
        instance: null,
        message: 'the list was asked for title "ab" and shows another',
        expected: 'ab',
        received: 'a',
        exchange: 'list',
        steps: ['create', 'list'],
      },
    ]);
  });

  it('is bound no harder than what says it', () => {
    const weak = withLevel(contract, 'list/find/title', 'may');
    const trace = lifeWith(weak, 'note', 'n1', [listed([{ title: 'x' }])]);

    expect(foundIn(check, trace, weak)).toMatchObject([{ level: 'may' }]);
  });

  it('tells of each filter that was asked', () => {
    const find = new Map([
      ['title', '/title'],
      ['status', '/status'],
      ['tag', '/tag'],
    ]);
    const judged = withResource(contract, 'note', ({ list, ...rest }) =>
      list ? { ...rest, list: { ...list, find } } : rest,
    );
    const query = { title: 'ab', status: 'open' };
    const trace = lifeWith(judged, 'note', 'n1', [
      ['list', { query, json: { items: [{ title: 'x', status: 'y', tag: 'z' }] } }],
    ]);

    expect(foundIn(check, trace, judged).map(({ statement }) => statement.split(' ')[1])).toEqual([
      'list/find/title',
      'list/find/status',
    ]);
  });

  it.each<[string, LifeStep]>([
    ['empty', listed([])],
    ['asked for nothing', ['list', { json: { items: [{ title: 'x' }] } }]],
    ['asked for what finds nothing', ['list', { query: { limit: 1 }, json: { items: [{ title: 'x' }] } }]],
    ['refused', ['list', { status: 400, query: { title: 'ab' }, json: { items: [{ title: 'x' }] } }]],
    ['no list', ['list', { query: { title: 'ab' }, json: { items: 'x' } }]],
  ])('is not judged where it is %s', (_, step) => {
    expect(said([step])).toEqual(NOTHING);
  });
});

describe('a list that is asked for what nothing has', () => {
  const own = (title?: string): Json[] => [{ id: 'n1', ...(title === undefined ? {} : { title }) }];

  it('shows nothing', () => {
    expect(said([listed([], 'zz', 'list-none')])).toEqual(['holds']);
  });

  it('may show what it does not tell the member of, but for the object of the run', () => {
    expect(said([listed([{ id: 'n2' }], 'zz', 'list-none')])).toEqual(['holds']);
    expect(said([listed(own(), 'zz', 'list-none')])).toEqual(['broken']);
    expect(said([listed([{}], 'zz', 'list-none')], contract, undefined)).toEqual(['holds']);
  });

  it('is told with what it shows', () => {
    const found = (items: Json[]) =>
      foundIn(check, lifeWith(contract, 'note', 'n1', [listed(items, 'zz', 'list-none')]), contract);

    expect(found(own('a'))).toMatchObject([
      {
        message: 'the list was asked for title "zz", which nothing has, and shows another',
        expected: 'zz',
        received: 'a',
      },
    ]);
    expect(found(own())).toMatchObject([{ received: null }]);
  });

  it('tells an item that is no object as it is', () => {
    const plain = withResource(contract, 'note', ({ list, ...rest }) =>
      list ? { ...rest, list: { ...list, identity: '$item', find: new Map([['title', '']]) } } : rest,
    );
    const trace = lifeWith(plain, 'note', 'n1', [listed(['n1'], 'zz', 'list-none')]);

    expect(foundIn(check, trace, plain)).toMatchObject([{ received: 'n1' }]);
  });
});

describe('the lists of a life', () => {
  const GOOD = listed([{ title: 'ab' }]);
  const BAD = listed([{ title: 'x' }], 'zz', 'list-none');

  it('are each judged where they decide', () => {
    expect(said([listed([]), GOOD])).toEqual(['holds']);
    expect(said([GOOD, BAD, listed([])])).toEqual(['holds', 'broken']);
  });

  it('are not judged once where none decides', () => {
    expect(said([listed([]), listed([])])).toEqual(NOTHING);
  });

  it('are those that ask for objects', () => {
    const exchange = exchangeOf(contract, 'GET /notes', { status: 200 });
    const [, told] = GOOD;

    expect(said([['list-updated', { ...told }]])).toEqual([]);
    expect(check.judge({ kind: 'exchange', exchange }, contract)).toEqual([]);
  });

  it('find something by a parameter', () => {
    const listless = lacking(contract, 'note', 'list');
    const aimless = withResource(contract, 'note', ({ list, ...rest }) =>
      list ? { ...rest, list: { ...list, find: new Map() } } : rest,
    );
    const step: LifeStep = ['list', { ...GOOD[1], operation: 'GET /notes' }];

    expect(coveredBy(check, contract)).toEqual(['GET /notes']);
    expect(coveredBy(check, listless)).toEqual([]);
    expect(coveredBy(check, aimless)).toEqual([]);
    expect(said([step], listless)).toEqual([]);
    expect(said([step], aimless)).toEqual([]);
  });
});
