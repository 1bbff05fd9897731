import { shownIdentities } from '../contract/list-replies.ts';
import type { Check } from '../model/check.ts';
import { inWords } from '../model/in-words.ts';
import { holds, notExercised } from './judgements.ts';
import { brokenList, type Steady, steadily } from './listing.ts';

/** The pages of a list show each of its items once. */
export const listPagingIncomplete: Check = {
  id: 'list-paging-incomplete',
  title: 'The pages of a list show each item once',
  level: 'must',
  judges: ['listing'],
  needs: ['state'],
  applies: ({ list }) => list?.paging !== undefined,
  judge(trace, contract) {
    if (trace.kind !== 'listing' || !trace.list.paging) return [];
    const { operation, walk, before, after } = trace;
    const steady = steadily(trace);
    if ('why' in steady) return notExercised(operation, steady.why);
    if (!walk) return notExercised(operation, 'the list was not asked for page by page');
    const pages = walk.pages.map((page) => shownIdentities(trace.list, page));
    if (pages.includes(undefined)) return notExercised(operation, 'a page does not tell its items apart');
    const shown = pages.map((identities) => identities ?? []);
    const fault = faultIn(shown, steady, walk.why === undefined);
    if (fault) {
      const { identity, is } = fault;
      return brokenList(contract, trace, {
        keyword: 'paging',
        message: `page by page, the list ${is} ${identity}`,
        expected: inWords(`${identity} on one page`),
        received: shown,
        exchange: walk.pages.at(-1) ?? after,
        steps: [before, ...walk.pages, after],
        // What others have in the list, they may have taken out and put in again.
        bound: steady.own.has(identity) ? 'must' : 'should',
      });
    }
    if (!shownIdentities(trace.list, before))
      return notExercised(operation, 'the list does not tell its items apart');
    const isPaged = shown.filter((page) => page.length > 0).length > 1;
    const why = walk.why ?? (isPaged ? undefined : 'there were not two pages to ask for');
    return why === undefined ? holds(operation) : notExercised(operation, why);
  },
};

/**
 * What is shown twice or, where all pages were seen, by none; what is ours comes first. Pages that have shown as many
 * items as there are have shown all of them, or some twice.
 */
function faultIn(
  shown: readonly (readonly string[])[],
  { known, own }: Steady,
  isWhole: boolean,
): { readonly identity: string; readonly is: string } | undefined {
  const times = new Map<string, number>();
  for (const identity of shown.flat()) times.set(identity, (times.get(identity) ?? 0) + 1);
  const isThrough = isWhole || shown.flat().filter((identity) => known.has(identity)).length >= known.size;
  for (const identity of [...own, ...known]) {
    const count = times.get(identity) ?? 0;
    if (count > 1) return { identity, is: count === 2 ? 'shows twice' : `shows ${count} times` };
    if (count === 0 && isThrough) return { identity, is: 'does not show' };
  }
  return undefined;
}
