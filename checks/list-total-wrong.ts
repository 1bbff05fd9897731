import { saidNext, saidTotal, shownIdentities, shownItems } from '../contract/list-replies.ts';
import type { Check, Judgement } from '../model/check.ts';
import type { Contract } from '../model/contract.ts';
import type { Exchange, Listing } from '../model/trace.ts';
import { holds, notExercised } from './judgements.ts';
import { brokenList, type Steady, steadily } from './listing.ts';

/** What a list says of the number of all items is not less than there are, nor more. */
export const listTotalWrong: Check = {
  id: 'list-total-wrong',
  title: 'A list counts what is in it',
  level: 'must',
  judges: ['listing'],
  needs: ['state'],
  applies: ({ list }) => list?.total !== undefined,
  judge(trace, contract) {
    if (trace.kind !== 'listing' || trace.list.total === undefined) return [];
    const { operation } = trace;
    const steady = steadily(trace);
    if ('why' in steady) return notExercised(operation, steady.why);
    // What the list does not show at all is not for its total to answer for.
    if (trace.own.some((identity) => !steady.known.has(identity)))
      return notExercised(operation, 'the list does not show all that the run created');
    const counts = countsOf(trace, steady);
    if (counts.length === 0) return notExercised(operation, 'no reply said how many items there are');
    for (const count of counts) {
      const wrong = wrongness(count, trace, steady, contract);
      if (wrong) return wrong;
    }
    return holds(operation);
  },
};

/** What one reply says of the number of items, beside what is seen of them. */
interface Count {
  readonly exchange: Exchange;
  readonly total: number;
  /** Different items up to and with this reply. */
  readonly seen: number;
  /** There is nothing after it. */
  readonly isEnd: boolean;
}

function countsOf(listing: Listing, { known }: Steady): Count[] {
  const { list, before, limited, walk, after } = listing;
  // Items without an identity are taken for different ones.
  const shown = (exchange: Exchange) =>
    shownIdentities(list, exchange) ?? (shownItems(list, exchange) ?? []).map((_, at) => String(at));
  const count = (exchange: Exchange, seen: number, isEnd: boolean): Count[] => {
    const total = saidTotal(list, exchange);
    return total === undefined || !shownItems(list, exchange) ? [] : [{ exchange, total, seen, isEnd }];
  };
  const alone = (exchange: Exchange) => {
    const items = shown(exchange);
    const limit = list.limit === undefined ? undefined : exchange.query.get(list.limit);
    const isWhole = limit === undefined ? !list.limit && !list.paging : items.length < Number(limit);
    return count(exchange, new Set(items).size, isWhole && saidNext(list, exchange) === undefined);
  };
  const pages = walk?.pages ?? [];
  const walked = pages.flatMap((page, at) => {
    const seen = new Set(pages.slice(0, at + 1).flatMap(shown));
    const isEnd =
      at === pages.length - 1 && walk?.why === undefined && shownIdentities(list, page) !== undefined;
    // Nor is what the pages lack.
    return count(page, seen.size, isEnd && [...known].every((identity) => seen.has(identity)));
  });
  return [...[before, ...limited].flatMap(alone), ...walked, ...alone(after)];
}

function wrongness(
  { exchange, total, seen, isEnd }: Count,
  listing: Listing,
  { known, own }: Steady,
  contract: Contract,
): Judgement[] | undefined {
  const least = Math.max(seen, own.size);
  const said = { keyword: 'total', received: total, exchange, steps: stepsOf(listing, exchange) } as const;
  if (total < Math.max(least, known.size)) {
    const expected = Math.max(least, known.size);
    const message = `the list says that there are ${total} items, and ${expected} were seen`;
    // What others have in the list, they may have taken out and put in again.
    const bound = total < least ? 'must' : 'should';
    return brokenList(contract, listing, { ...said, message, expected, bound });
  }
  if (!isEnd || total === seen) return undefined;
  const message = `the list says that there are ${total} items, and shows all of its ${seen}`;
  return brokenList(contract, listing, { ...said, message, expected: seen, bound: 'should' });
}

function stepsOf({ before, walk }: Listing, exchange: Exchange): Exchange[] {
  const at = walk?.pages.indexOf(exchange) ?? -1;
  if (exchange === before) return [before];
  return at < 0 ? [before, exchange] : [before, ...(walk?.pages.slice(0, at + 1) ?? [])];
}
