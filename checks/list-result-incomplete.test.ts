import { describe, expect, it } from 'vitest';
import type { Contract } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import type { Exchange, Listing } from '../model/trace.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { type ExchangeParts, exchangeOf } from '../test/support/tiny-exchange.ts';
import { listResultIncomplete } from './list-result-incomplete.ts';
import { coveredBy } from './testing/covered.ts';
import { edited } from './testing/edited.ts';
import { LIST, listingOf, shows } from './testing/listings.ts';
import { NO_REPLY } from './testing/no-reply.ts';
import { unexercised } from './testing/unexercised.ts';

const contract = tinyContract();
const HOLDS = [{ operation: LIST, verdict: 'holds' }];
const RESULT = '            result: {operation: getGathered, parameters: {task_id: "$response.body#/id"}}\n';

const start = shows(contract, [], { status: 202, json: { id: 't1', status: 'running' } });

/** What the task gave: identities or whole items. */
function gave(items: readonly Json[], parts: Partial<ExchangeParts> = {}): Exchange {
  const shown = items.map((item) => (typeof item === 'string' ? { id: item } : item));
  return exchangeOf(contract, 'GET /tasks/{task_id}/notes', {
    status: 200,
    json: { items: shown },
    ...parts,
  });
}

function judged(told: Partial<Listing> & Pick<Listing, 'before'>, by: Contract = contract) {
  return listResultIncomplete.judge(listingOf(contract, told), by);
}

/** How a list that shows `items` is judged by what its task gave. */
function compared(items: readonly Json[], given: readonly Json[], own: readonly string[] = []) {
  return judged({ before: shows(contract, items), own, later: { start, result: gave(given) } });
}

describe('what a list gives later', () => {
  it('holds where it is what the list shows, in whatever order', () => {
    expect(compared(['n1', 'n2'], ['n2', 'n1'], ['n2'])).toEqual(HOLDS);
  });

  it('breaks where it lacks something', () => {
    const before = shows(contract, ['n1', 'n2']);
    const result = gave(['n2']);

    expect(judged({ before, own: ['n1'], later: { start, result } })).toEqual([
      {
        operation: LIST,
        verdict: 'broken',
        broken: [
          {
            statement: contract.statement('/paths/~1notes/get/responses/202', 'x-assay-task/result'),
            level: 'must',
            instance: null,
            message: 'the list shows n1, and its task gave none',
            expected: 'n1',
            received: ['n2'],
            exchange: result,
            steps: [before, start, result],
          },
        ],
      },
    ]);
  });

  it.each<[string, readonly string[], readonly string[], object]>([
    [
      'what is not ours',
      ['n1'],
      ['n1'],
      { level: 'should', message: 'the list shows n2, and its task gave none' },
    ],
    ['what is ours before others', [], ['n2'], { level: 'must', expected: 'n2', received: [] }],
    [
      'something else',
      ['n1', 'n2', 'n3'],
      ['n2'],
      {
        level: 'should',
        message: 'the task gave n3, which the list does not show',
        expected: ['n1', 'n2'],
        received: ['n1', 'n2', 'n3'],
      },
    ],
    ['one twice', ['n1', 'n2', 'n1'], ['n2'], { level: 'should', message: 'the task gave n1 twice' }],
    ['one of ours twice', ['n1', 'n2', 'n2'], ['n2'], { level: 'must', message: 'the task gave n2 twice' }],
  ])('breaks in %s', (_, given, own, said) => {
    expect(compared(['n1', 'n2'], given, own)).toMatchObject([{ broken: [{ instance: null, ...said }] }]);
  });

  it('breaks where it shows what is ours otherwise, as hard as the member binds', () => {
    const items = [{ id: 'n1' }, { id: 'n2', title: 'a', tags: ['x'] }];

    expect(compared(items, ['n1', { id: 'n2', title: 'b', tags: ['x'] }], ['n1', 'n2'])).toMatchObject([
      {
        broken: [
          {
            level: 'must',
            instance: '/title',
            message: 'the task gave another title of n2 than the list shows',
            expected: 'a',
            received: 'b',
          },
        ],
      },
    ]);
    expect(compared(items, ['n1', { id: 'n2', title: 'a', tags: [] }], ['n2'])).toMatchObject([
      { broken: [{ level: 'should', instance: '/tags' }] },
    ]);
  });

  it('may show otherwise what is not ours, or what nobody tells the members of', () => {
    const items = [{ id: 'n1', title: 'a' }];
    const result = gave([{ id: 'n1', title: 'b' }]);
    const before = shows(contract, items);

    expect(judged({ before, later: { start, result } })).toEqual(HOLDS);
    expect(judged({ before, own: ['n1'], later: { start, result } }, { ...contract, resources: [] })).toEqual(
      HOLDS,
    );
  });

  it('may consist of names alone', () => {
    const plain = edited(['items: /items, identity: "$item#/id"', 'items: /items, identity: "$item"']);
    const names = { json: { items: ['n1'] } };
    const listing = listingOf(plain, {
      before: shows(plain, [], names),
      own: ['n1'],
      later: { start, result: gave([], names) },
    });

    expect(listResultIncomplete.judge(listing, plain)).toEqual(HOLDS);
  });
});

describe('a list that is asked for as a task', () => {
  const before = shows(contract, ['n1']);

  it.each<[string, Partial<Listing>, string]>([
    ['was given at once', { later: { start: before, result: before } }, 'the list was not given later'],
    ['was not answered', { later: { start: shows(contract, [], NO_REPLY) } }, 'the list was not given later'],
    ['came to nothing', { later: { start } }, 'the result of the task could not be read'],
    [
      'cannot be read',
      { later: { start, result: gave(['n1'], { status: 404 }) } },
      'the result of the task could not be read',
    ],
    [
      'changed meanwhile',
      { after: shows(contract, ['n2']), later: { start, result: gave(['n1']) } },
      'others changed the list meanwhile',
    ],
  ])('is not judged where it %s', (_, told, why) => {
    expect(judged({ before, ...told })).toEqual(unexercised(LIST, why));
  });

  it('is not judged where there was nothing in it', () => {
    expect(compared([], ['n1'])).toEqual(unexercised(LIST, 'there was nothing in the list'));
  });

  it('is not spoken of where nobody asked for one', () => {
    expect(judged({ before })).toEqual([]);
    expect(listResultIncomplete.judge({ kind: 'exchange', exchange: start }, contract)).toEqual([]);
  });

  it('has a rule for lists and leads to a result', () => {
    const unled = edited([RESULT, '']);
    const unruled = edited(['      x-assay-list:\n', '      x-list:\n']);

    expect(coveredBy(listResultIncomplete, contract)).toEqual([LIST]);
    expect(coveredBy(listResultIncomplete, unled)).toEqual([]);
    expect(coveredBy(listResultIncomplete, unruled)).toEqual([]);
  });
});
