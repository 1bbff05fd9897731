import { describe, expect, it } from 'vitest';
import type { Contract } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import type { Exchange, Listing } from '../model/trace.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { listTotalWrong } from './list-total-wrong.ts';
import { coveredBy } from './testing/covered.ts';
import { type Edit, edited } from './testing/edited.ts';
import { LIST, listingOf, shows } from './testing/listings.ts';
import { unexercised } from './testing/unexercised.ts';

const contract = tinyContract();
const HOLDS = [{ operation: LIST, verdict: 'holds' }];
const UNLIMITED: Edit = ['        limit: limit\n', ''];
const UNPAGED: Edit = ['        paging: {offset: offset}\n', ''];

function look(items: readonly Json[], total?: number, limit?: number): Exchange {
  const query = limit === undefined ? {} : { limit };
  return shows(contract, items, { query, ...(total === undefined ? {} : { total }) });
}

function judged(told: Partial<Listing> & Pick<Listing, 'before'>, by: Contract = contract) {
  return listTotalWrong.judge(listingOf(by, told), by);
}

const both = look(['n1', 'n2'], 2);

describe('what a list says of its total', () => {
  it('holds where that many were seen, whole, cut and page by page', () => {
    expect(
      judged({
        before: both,
        own: ['n1'],
        limited: [look(['n1'], 2, 1), look(['n1', 'n2'], 2, 2), look(['n1', 'n2'], 2, 3)],
        walk: { pages: [look(['n1'], 2, 1), look(['n2'], 2, 1)] },
      }),
    ).toEqual(HOLDS);
  });

  it('breaks where one reply shows more', () => {
    const before = look(['n1', 'n2'], 1);

    expect(judged({ before, after: both })).toEqual([
      {
        operation: LIST,
        verdict: 'broken',
        broken: [
          {
            statement: contract.statement('/paths/~1notes/get/x-assay-list', 'total'),
            level: 'must',
            instance: null,
            message: 'the list says that there are 1 items, and 2 were seen',
            expected: 2,
            received: 1,
            exchange: before,
            steps: [before],
          },
        ],
      },
    ]);
  });

  it.each<[string, readonly string[], string]>([
    ['has no more than it may have taken out', [], 'should'],
    ['has one of ours', ['n1'], 'should'],
    ['has all from us', ['n1', 'n2'], 'must'],
  ])('binds a cut list that %s by %j as %s', (_, own, level) => {
    const limited = [look(['n1'], 1, 1)];

    expect(judged({ before: both, own, limited })).toMatchObject([
      { broken: [{ level, expected: 2, received: 1, steps: [both, limited[0]] }] },
    ]);
  });

  it('counts what one reply shows twice as one', () => {
    expect(judged({ before: look(['n1', 'n1'], 1, 3) })).toEqual(HOLDS);
  });

  it('counts items without a name as so many', () => {
    expect(judged({ before: look([{}, {}], 2, 3) })).toEqual(HOLDS);
    expect(judged({ before: look([{}, {}], 1) })).toMatchObject([
      { broken: [{ expected: 2, level: 'must' }] },
    ]);
  });

  it('speaks of the last look, too', () => {
    const after = look(['n2', 'n1'], 1);

    expect(judged({ before: both, after })).toMatchObject([
      { broken: [{ exchange: after, steps: [both, after] }] },
    ]);
  });

  it('is more than there is where the list had room for another', () => {
    const limited = [look(['n1', 'n2'], 3, 3)];

    expect(judged({ before: both, own: ['n1', 'n2'], limited })).toMatchObject([
      {
        broken: [
          {
            level: 'should',
            message: 'the list says that there are 3 items, and shows all of its 2',
            expected: 2,
            received: 3,
            exchange: limited[0],
            steps: [both, limited[0]],
          },
        ],
      },
    ]);
  });

  it('may be more where the list may be cut', () => {
    expect(judged({ before: both, limited: [look(['n1', 'n2'], 3, 2)] })).toEqual(HOLDS);
    expect(judged({ before: look(['n1', 'n2'], 3) })).toEqual(HOLDS);
  });

  it.each<[string, readonly Edit[], string]>([
    ['limit nor pages', [UNLIMITED, UNPAGED], 'broken'],
    ['limit', [UNLIMITED], 'holds'],
    ['pages', [UNPAGED], 'holds'],
  ])('is taken as that of the whole by a document that knows no %s', (_, edits, verdict) => {
    const by = edited(...edits);

    expect(judged({ before: shows(by, ['n1', 'n2'], { total: 3 }) }, by)).toMatchObject([{ verdict }]);
  });

  it('may be more where a next page is named', () => {
    const by = edited(['{offset: offset}', '{next: "$response.body#/next"}']);
    const named = (next: Json) =>
      shows(by, [], { json: { items: [{ id: 'n1' }], next }, total: 2, query: { limit: 9 } });

    expect(judged({ before: named('more') }, by)).toEqual(HOLDS);
    expect(judged({ before: named(null) }, by)).toMatchObject([{ verdict: 'broken' }]);
  });
});

describe('what the pages of a list say of its total', () => {
  it('is not less than what they have shown up to there', () => {
    const pages = [look(['n1'], 3), look(['n2'], 3), look(['n3'], 2)];

    expect(judged({ before: both, walk: { pages } })).toMatchObject([
      {
        broken: [{ level: 'must', expected: 3, received: 2, exchange: pages[2], steps: [both, ...pages] }],
      },
    ]);
  });

  it('is not less than what others have, whom later pages show', () => {
    const pages = [look(['n1'], 1), look(['n2'], 2)];

    expect(judged({ before: both, walk: { pages } })).toMatchObject([
      { broken: [{ level: 'should', expected: 2, exchange: pages[0], steps: [both, pages[0]] }] },
    ]);
  });

  it('is not more at their end', () => {
    const pages = [look(['n1'], 2), look(['n2'], 3)];

    expect(judged({ before: both, walk: { pages } })).toMatchObject([
      { broken: [{ level: 'should', expected: 2, received: 3, steps: [both, ...pages] }] },
    ]);
  });

  it.each<[string, Listing['walk']]>([
    ['before their end', { pages: [look(['n1', 'n2'], 3), look([], 2)] }],
    ['where not all were seen', { pages: [look(['n1', 'n2'], 3)], why: 'it was enough' }],
    ['where they lack something', { pages: [look(['n1'], 3)] }],
    ['where an item has no name', { pages: [look(['n1', 'n2'], 2), look([{}], 4)] }],
    ['in a page that could not be read', { pages: [shows(contract, [], { total: 1, status: 404 })] }],
  ])('may be wrong %s', (_, walk) => {
    expect(judged({ before: both, walk: walk ?? { pages: [] } })).toEqual(HOLDS);
  });
});

describe('a list', () => {
  it('is not judged where no reply says a total, or it lacks what the run created', () => {
    const lacking = judged({ before: look(['n1'], 1), own: ['n1', 'n2'] });

    expect(judged({ before: look(['n1']) })).toEqual(
      unexercised(LIST, 'no reply said how many items there are'),
    );
    expect(lacking).toEqual(unexercised(LIST, 'the list does not show all that the run created'));
  });

  it('is not judged where others changed it meanwhile', () => {
    expect(judged({ before: look(['n1'], 1), after: both })).toEqual(
      unexercised(LIST, 'others changed the list meanwhile'),
    );
  });

  it('is not spoken of where the document does not say where the total stands', () => {
    const silent = edited(['        total: $response.header.X-Total\n', '']);

    expect(judged({ before: look(['n1', 'n2'], 1) }, silent)).toEqual([]);
    expect(listTotalWrong.judge({ kind: 'exchange', exchange: both }, contract)).toEqual([]);
    expect(coveredBy(listTotalWrong, contract)).toEqual([LIST]);
    expect(coveredBy(listTotalWrong, silent)).toEqual([]);
  });
});
