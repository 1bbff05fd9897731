import { shownIdentities } from '../contract/list-replies.ts';
import type { Check } from '../model/check.ts';
import { responseFor } from '../model/trace.ts';
import { broken, brokenOrHolds, notExercised } from './judgements.ts';
import { steadily } from './listing.ts';

/** A list that is asked for as a task comes to the same. */
export const listResultIncomplete: Check = {
  id: 'list-result-incomplete',
  title: 'What a list gives later is what it gives at once',
  level: 'must',
  judges: ['listing'],
  needs: ['state', 'tasks'],
  applies: ({ list, responses }) =>
    list !== undefined && responses.some(({ task }) => task?.result !== undefined),
  judge(trace, contract) {
    if (trace.kind !== 'listing' || !trace.later) return [];
    const { operation, list, later, before } = trace;
    const steady = steadily(trace);
    if ('why' in steady) return notExercised(operation, steady.why);
    const { start, result } = later;
    const response = start.reply && responseFor(operation, start.reply.status);
    if (!response?.task) return notExercised(operation, 'the list was not given later');
    const given = result && shownIdentities(list, result);
    if (!result || !given) return notExercised(operation, 'the result of the task could not be read');
    if (steady.known.size === 0) return notExercised(operation, 'there was nothing in the list');
    const missing = [...steady.own, ...steady.known].find((identity) => !given.includes(identity));
    if (missing === undefined) return brokenOrHolds(operation, []);
    return brokenOrHolds(operation, [
      broken(
        {
          statement: contract.statement(response.pointer, 'x-assay-task/result'),
          instance: null,
          message: `the list shows ${missing}, and its task gave none`,
          expected: missing,
          received: given,
          exchange: result,
          steps: [before, start, result],
        },
        // What others have in the list, they may have taken out and put in again.
        steady.own.has(missing) ? 'must' : 'should',
      ),
    ]);
  },
};
