import { describe, expect, it } from 'vitest';
import { inWords } from '../model/in-words.ts';
import type { Json } from '../model/json.ts';
import type { Exchange, Listing } from '../model/trace.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { listPagingIncomplete } from './list-paging-incomplete.ts';
import { coveredBy } from './testing/covered.ts';
import { edited } from './testing/edited.ts';
import { LIST, listingOf, shows } from './testing/listings.ts';
import { unexercised } from './testing/unexercised.ts';

const contract = tinyContract();
const HOLDS = [{ operation: LIST, verdict: 'holds' }];
const STOPPED = 'page 2 was answered 500';

function look(...items: readonly Json[]): Exchange {
  return shows(contract, items);
}

function judged(told: Partial<Listing> & Pick<Listing, 'before'>) {
  return listPagingIncomplete.judge(listingOf(contract, told), contract);
}

/** A walk through pages that show these items. */
function walk(pages: readonly (readonly Json[])[], why?: string): Listing['walk'] & object {
  return { pages: pages.map((items) => look(...items)), ...(why === undefined ? {} : { why }) };
}

describe('the pages of a list', () => {
  it('hold where they show each item once, and what else there is', () => {
    expect(judged({ before: look('n1', 'n2'), walk: walk([['n1'], ['n2']]) })).toEqual(HOLDS);
    expect(judged({ before: look('n1', 'n2'), walk: walk([['n1', 'n3'], ['n2', 'n3'], []]) })).toEqual(HOLDS);
  });

  it('break where they show one of ours twice', () => {
    const before = look('n1', 'n2');
    const after = look('n2', 'n1');
    const walked = walk([['n1'], ['n1', 'n2']]);

    expect(judged({ before, after, own: ['n1'], walk: walked })).toEqual([
      {
        operation: LIST,
        verdict: 'broken',
        broken: [
          {
            statement: contract.statement('/paths/~1notes/get/x-assay-list', 'paging'),
            level: 'must',
            instance: null,
            message: 'page by page, the list shows twice n1',
            expected: inWords('n1 on one page'),
            received: [['n1'], ['n1', 'n2']],
            exchange: walked.pages[1],
            steps: [before, ...walked.pages, after],
          },
        ],
      },
    ]);
  });

  it.each<[string, readonly (readonly string[])[], readonly string[], string, string]>([
    [
      'often',
      [
        ['n1', 'n1'],
        ['n1', 'n2'],
      ],
      ['n1'],
      'shows 3 times n1',
      'must',
    ],
    ['not at all', [['n1'], []], ['n2'], 'does not show n2', 'must'],
    ['not at all, and it is not ours', [['n1'], []], ['n1'], 'does not show n2', 'should'],
    ['twice, and it is not ours', [['n1'], ['n1', 'n2']], ['n2'], 'shows twice n1', 'should'],
    ['not at all, which is ours before others', [[]], ['n2'], 'does not show n2', 'must'],
  ])('break where they show one %s', (_, pages, own, said, level) => {
    expect(judged({ before: look('n1', 'n2'), own, walk: walk(pages) })).toMatchObject([
      { broken: [{ level, message: `page by page, the list ${said}` }] },
    ]);
  });

  it('need not all be seen to show something twice', () => {
    expect(judged({ before: look('n1', 'n2'), walk: walk([['n1'], ['n1']], STOPPED) })).toMatchObject([
      { verdict: 'broken' },
    ]);
  });

  it('have shown all, or some twice, where they have shown as many as there are', () => {
    expect(judged({ before: look('n2', 'n1'), walk: walk([['n1'], ['n1']], STOPPED) })).toMatchObject([
      { broken: [{ message: 'page by page, the list does not show n2' }] },
    ]);
  });

  it.each<[string, readonly (readonly string[])[]]>([
    ['have shown less', [['n1']]],
    ['have shown others', [['n1'], ['n3', 'n4']]],
  ])('are not judged where they end too early and %s', (_, pages) => {
    expect(judged({ before: look('n2', 'n1'), walk: walk(pages, STOPPED) })).toEqual(
      unexercised(LIST, STOPPED),
    );
  });

  it.each<[string, readonly string[], readonly (readonly string[])[]]>([
    ['none', [], []],
    ['an empty one', [], [[], []]],
    ['one and an empty one', ['n1', 'n2'], [['n1', 'n2'], []]],
  ])('are not judged where there is %s', (_, items, pages) => {
    expect(judged({ before: look(...items), walk: walk(pages) })).toEqual(
      unexercised(LIST, 'there were not two pages to ask for'),
    );
  });

  it('are not judged where items have no name, or others changed them', () => {
    expect(judged({ before: look({}, {}), walk: walk([['n1'], ['n2']]) })).toEqual(
      unexercised(LIST, 'the list does not tell its items apart'),
    );
    expect(judged({ before: look('n1'), after: look('n2'), walk: walk([['n1']]) })).toEqual(
      unexercised(LIST, 'others changed the list meanwhile'),
    );
  });

  it('are not judged where an item on one has no name', () => {
    const why = 'a page does not tell its items apart';

    expect(judged({ before: look('n1'), walk: walk([['n1'], [{}]]) })).toEqual(unexercised(LIST, why));
    expect(judged({ before: look('n1', 'n2'), walk: walk([['n1'], [{}]]) })).toEqual(unexercised(LIST, why));
  });

  it('are not judged where nobody asked for them', () => {
    expect(judged({ before: look('n1', 'n2') })).toEqual(
      unexercised(LIST, 'the list was not asked for page by page'),
    );
  });

  it('are not spoken of where the document knows none', () => {
    const whole = edited(['        paging: {offset: offset}\n', '']);
    const listing = listingOf(whole, { before: look('n1'), walk: walk([[], []]) });
    const exchange = look('n1');

    expect(listPagingIncomplete.judge(listing, whole)).toEqual([]);
    expect(listPagingIncomplete.judge({ kind: 'exchange', exchange }, contract)).toEqual([]);
    expect(coveredBy(listPagingIncomplete, contract)).toEqual([LIST]);
    expect(coveredBy(listPagingIncomplete, whole)).toEqual([]);
  });
});
