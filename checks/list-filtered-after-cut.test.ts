import { describe, expect, it } from 'vitest';
import type { Contract } from '../model/contract.ts';
import type { Exchange, Listing } from '../model/trace.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { listFilteredAfterCut } from './list-filtered-after-cut.ts';
import { coveredBy } from './testing/covered.ts';
import { type Edit, edited, inferred, UNCREATED } from './testing/edited.ts';
import { LIST, listingOf, shows } from './testing/listings.ts';
import { unexercised } from './testing/unexercised.ts';

const contract = tinyContract();
const before = shows(contract, ['n1', 'n2']);
const NOTHING = shows(contract, []);

function judged(exchange: Exchange, told: Partial<Listing> = {}, by: Contract = contract) {
  const filtered = { exchange, identity: 'n2', by: 'title' };
  return listFilteredAfterCut.judge(listingOf(by, { before, own: ['n2'], filtered, ...told }), by);
}

describe('a list that is cut and filtered', () => {
  it('holds where it shows what the filter finds', () => {
    expect(judged(shows(contract, ['n1', 'n2']))).toEqual([{ operation: LIST, verdict: 'holds' }]);
  });

  it('breaks where it shows nothing', () => {
    const after = shows(contract, ['n2', 'n1']);

    expect(judged(NOTHING, { after })).toEqual([
      {
        operation: LIST,
        verdict: 'broken',
        broken: [
          {
            statement: contract.statement('/x-assay-resources/note', 'list/find/title'),
            level: 'must',
            instance: null,
            message: 'the list shows n2, and nothing where it is cut and asked for the title of that',
            expected: ['n2'],
            received: [],
            exchange: NOTHING,
            steps: [before, NOTHING, after],
          },
        ],
      },
    ]);
  });

  it.each<[string, Edit, string]>([
    ['filter', inferred('list/find/title'), 'may'],
    [
      'limit',
      [
        '{document: guide, at: Lists, basis: documented}',
        '{document: guide, at: Lists, basis: documented, keywords: {limit: {basis: corroborated}}}',
      ],
      'should',
    ],
    [
      'operation',
      [
        '      operationId: listNotes\n',
        '      operationId: listNotes\n      x-assay-source: {at: our reading, basis: inferred}\n',
      ],
      'may',
    ],
  ])('binds no harder than the document its %s', (_, edit, level) => {
    expect(judged(NOTHING, {}, edited(edit))).toMatchObject([{ broken: [{ level }] }]);
  });

  const unread = 'the list could not be read, or does not show what the run created';

  it.each<[string, Exchange, Partial<Listing>, string]>([
    [
      'something else is found',
      shows(contract, ['n1']),
      {},
      'the list shows something else that the filter finds',
    ],
    ['it was refused', shows(contract, [], { status: 404 }), {}, unread],
    ['it does not show the object at all', NOTHING, { before: shows(contract, ['n1']) }, unread],
    ['others changed it', NOTHING, { after: NOTHING }, 'others changed the list meanwhile'],
  ])('is not judged where %s', (_, exchange, told, why) => {
    expect(judged(exchange, told)).toEqual(unexercised(LIST, why));
  });

  it('is not judged where it is the list of nothing', () => {
    expect(judged(NOTHING, {}, { ...contract, resources: [] })).toEqual(unexercised(LIST, unread));
  });

  it('is not spoken of where it was not asked for', () => {
    expect(listFilteredAfterCut.judge(listingOf(contract, { before }), contract)).toEqual([]);
    expect(listFilteredAfterCut.judge({ kind: 'exchange', exchange: before }, contract)).toEqual([]);
  });

  it.each<[string, Contract, string[]]>([
    ['and a filter on the mark', contract, [LIST]],
    ['and a filter on another member alone', edited(['find: {title: /title}', 'find: {title: /body}']), []],
    ['of what nobody creates', edited(UNCREATED), []],
    ['and no limit', edited(['        limit: limit\n', '']), []],
  ])('has a limit %s', (_, by, covered) => {
    expect(coveredBy(listFilteredAfterCut, by)).toEqual(covered);
  });

  it('may have more filters than the one on the mark', () => {
    const more = edited(['find: {title: /title}', 'find: {limit: /size, title: /title}']);

    expect(coveredBy(listFilteredAfterCut, more)).toEqual([LIST]);
  });
});
