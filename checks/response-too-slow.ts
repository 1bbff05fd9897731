import type { Check } from '../model/check.ts';
import { inWords } from '../model/in-words.ts';
import { broken, brokenOrHolds, raised } from './judgements.ts';

/** A reply comes within the time that the user of a run gives, by `--max-response-time`. */
export const responseTooSlow: Check = {
  id: 'response-too-slow',
  title: 'Replies come within the time that was asked for',
  level: 'must',
  judges: ['exchange'],
  needs: [],
  applies: () => true,
  judge(trace, contract) {
    if (trace.kind !== 'exchange') return [];
    const { exchange } = trace;
    const { operation, reply, maxResponseMs } = exchange;
    if (maxResponseMs === undefined) {
      const why = 'no --max-response-time was given';
      return [{ operation: operation.id, verdict: 'not-applicable', why }];
    }
    if (reply?.durationMs === undefined) return [];
    const took = Math.round(reply.durationMs);
    if (took <= maxResponseMs) return brokenOrHolds(operation, []);
    return brokenOrHolds(operation, [
      broken({
        // Who gives the option makes the rule; no document does.
        statement: raised({ ...contract.statement(operation.pointer), keyword: 'max-response-time' }, 'must'),
        instance: null,
        message: `answered ${reply.status} after ${took} ms`,
        expected: inWords(`within ${maxResponseMs} ms`),
        received: took,
        exchange,
      }),
    ]);
  },
};
