import { shownIdentities } from '../contract/list-replies.ts';
import type { Check } from '../model/check.ts';
import { weakest } from '../model/statement.ts';
import { broken, brokenOrHolds, holds, notExercised } from './judgements.ts';
import { steadily } from './listing.ts';

/** A list that is filtered and cut shows as much as it may of what the filter finds. */
export const listFilteredAfterCut: Check = {
  id: 'list-filtered-after-cut',
  title: 'A list is filtered before it is cut',
  level: 'must',
  judges: ['listing'],
  needs: ['state'],
  applies: ({ id, list }, { resources }) =>
    list?.limit !== undefined &&
    resources.some(
      (resource) =>
        resource.list?.operation === id &&
        resource.create !== undefined &&
        [...resource.list.find.values()].includes(`/${resource.mark}`),
    ),
  judge(trace, contract) {
    if (trace.kind !== 'listing' || !trace.filtered) return [];
    const { operation, list, before, after, filtered } = trace;
    const { exchange, identity, by } = filtered;
    const steady = steadily(trace);
    if ('why' in steady) return notExercised(operation, steady.why);
    const shown = shownIdentities(list, exchange);
    const resource = contract.resources.find((one) => one.list?.operation === operation.id);
    if (!shown || !resource || !steady.own.has(identity))
      return notExercised(operation, 'the list could not be read, or does not show what the run created');
    if (shown.includes(identity)) return holds(operation);
    // Others may bear the text, too, where a part of it is enough.
    if (shown.length > 0)
      return notExercised(operation, 'the list shows something else that the filter finds');
    const said = contract.statement(resource.pointer, `list/find/${by}`);
    return brokenOrHolds(operation, [
      broken(
        {
          statement: said,
          instance: null,
          message: `the list shows ${identity}, and nothing where it is cut and asked for the ${by} of that`,
          expected: [identity],
          received: [...shown],
          exchange,
          steps: [before, exchange, after],
        },
        weakest(contract.statement(operation.pointer).level, contract.statement(list.pointer, 'limit').level),
      ),
    ]);
  },
};
