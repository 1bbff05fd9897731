import { describe, expect, it } from 'vitest';
import type { Contract } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import type { Listing } from '../model/trace.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { resourceCreatedNotListed } from './resource-created-not-listed.ts';
import { type Edit, edited, UNCREATED } from './testing/edited.ts';
import { LIST, listingOf, shows } from './testing/listings.ts';

const contract = tinyContract();
const HOLDS = [{ operation: LIST, verdict: 'holds' }];
const PAGING = '        paging: {offset: offset}\n';
const UNLIMITED: Edit = ['        limit: limit\n', ''];
const UNPAGED: Edit = [PAGING, ''];
const UNCOUNTED: Edit = ['        total: $response.header.X-Total\n', ''];

function look(items: readonly Json[], total?: number) {
  return shows(contract, items, total === undefined ? {} : { total });
}

function judged(told: Partial<Listing> & Pick<Listing, 'before'>, by: Contract = contract) {
  return resourceCreatedNotListed.judge(listingOf(by, { own: ['n1'], ...told }), by);
}

describe('a list as a whole', () => {
  it('holds where it shows what the run created', () => {
    expect(judged({ before: look(['n0', 'n1'], 2) })).toEqual(HOLDS);
  });

  it('breaks where by its own count it shows all, and lacks something', () => {
    const [before, after] = [look(['n0', 'n1'], 2), look(['n1', 'n0'], 2)];

    expect(judged({ before, after, own: ['n1', 'n2'] })).toMatchObject([
      {
        operation: LIST,
        verdict: 'broken',
        broken: [
          {
            statement: { pointer: '/x-assay-resources/note', keyword: 'list' },
            level: 'must',
            message: 'the list as a whole lacks n2, which the run created',
            expected: 'n2',
            received: { items: [{ id: 'n1' }, { id: 'n0' }] },
            exchange: after,
            steps: [before, after],
          },
        ],
      },
    ]);
  });

  it('is seen through where all its pages were', () => {
    const [before, pages] = [look(['n0']), [look(['n0']), look([])]];

    expect(judged({ before, walk: { pages } })).toMatchObject([
      { broken: [{ expected: 'n1', steps: [before, ...pages, before] }] },
    ]);
    expect(judged({ before, walk: { pages: [look(['n0']), look(['n1'])] } })).toEqual(HOLDS);
  });

  it.each<[string, Partial<Listing> & Pick<Listing, 'before'>]>([
    ['it says no count', { before: look(['n0']) }],
    ['it says no count at first', { before: look(['n0']), after: look(['n0'], 1) }],
    ['it says no count at last', { before: look(['n0'], 1), after: look(['n0']) }],
    ['it counts more', { before: look(['n0'], 2) }],
    ['it counts less', { before: look(['n0', 'n2'], 1) }],
    [
      'its pages end too early',
      { before: look(['n0']), walk: { pages: [look(['n0'])], why: 'it was enough' } },
    ],
    ['others changed it', { before: look(['n0'], 1), after: look(['n2'], 1) }],
    ['an item has no name', { before: look([{}], 1) }],
    [
      'a page could not be read',
      { before: look(['n0'], 1), walk: { pages: [shows(contract, [], { status: 404 })] } },
    ],
    ['the run created nothing', { before: look(['n0'], 1), own: [] }],
  ])('is not judged where %s', (_, told) => {
    expect(judged(told)).toEqual([]);
  });

  it.each<[string, readonly Edit[], number]>([
    ['neither a limit nor pages', [UNCOUNTED, UNLIMITED, UNPAGED], 1],
    ['pages and no limit', [UNCOUNTED, UNLIMITED], 0],
    ['a limit and no pages', [UNCOUNTED, UNPAGED], 0],
  ])('shows all where the document knows no count, and %s', (_, edits, times) => {
    const by = edited(...edits);

    expect(judged({ before: shows(by, ['n0']) }, by)).toHaveLength(times);
  });

  it('does not show all where it names a next page', () => {
    const by = edited([PAGING, '        paging: {next: "$response.body#/next"}\n']);
    const named = (next: Json) => shows(by, [], { json: { items: [{ id: 'n0' }], next }, total: 1 });

    expect(judged({ before: named('more') }, by)).toEqual([]);
    expect(judged({ before: named(null) }, by)).toHaveLength(1);
  });

  it('is not judged where nobody creates what is in it', () => {
    const uncreated = edited(UNCREATED);

    expect(judged({ before: shows(uncreated, ['n0'], { total: 1 }) }, uncreated)).toEqual([]);
  });
});
