import { shownItems } from '../contract/list-replies.ts';
import type { Check } from '../model/check.ts';
import { holds, notExercised } from './judgements.ts';
import { brokenList } from './listing.ts';

/** A list that is asked for at most so many items shows no more. */
export const listLimitIgnored: Check = {
  id: 'list-limit-ignored',
  title: 'A list that is cut shows no more than it was asked for',
  level: 'must',
  judges: ['exchange'],
  needs: ['state'],
  applies: ({ list }) => list?.limit !== undefined,
  judge(trace, contract) {
    if (trace.kind !== 'exchange') return [];
    const { exchange } = trace;
    const { operation, query } = exchange;
    const { list } = operation;
    if (list?.limit === undefined || exchange.case.expectation.kind === 'refusal') return [];
    const limit = Number(query.get(list.limit));
    // Nothing says that 0 is not the word for no limit.
    if (!Number.isInteger(limit) || limit < 1) return [];
    const shown = shownItems(list, exchange)?.length;
    if (shown === undefined) return [];
    if (shown < limit)
      return notExercised(operation, 'there was never more in the list than it was asked for');
    if (shown === limit) return holds(operation);
    return brokenList(
      contract,
      { operation, list },
      {
        keyword: 'limit',
        message: `the list was asked for ${list.limit} ${limit} and shows ${shown} items`,
        expected: limit,
        received: shown,
        exchange,
        steps: [],
      },
    );
  },
};
