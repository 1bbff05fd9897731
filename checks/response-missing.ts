import type { Check } from '../model/check.ts';
import { inWords } from '../model/in-words.ts';
import { child } from '../model/pointer.ts';
import { broken, brokenOrHolds, raised } from './judgements.ts';

/** Every request is answered, with HTTP that can be read. */
export const responseMissing: Check = {
  id: 'response-missing',
  title: 'Every request is answered',
  level: 'must',
  judges: ['exchange'],
  needs: [],
  applies: () => true,
  judge(trace, contract) {
    if (trace.kind !== 'exchange') return [];
    const { exchange } = trace;
    const { operation, reply, failure, case: planned } = exchange;
    if (reply) return brokenOrHolds(operation, []);
    if (!failure || failure.code === 'aborted') return [];
    const statement = contract.statement(child(operation.pointer, 'responses'));
    // Closing on a request that is wrong in itself is rude, not a broken promise.
    const level = planned.expectation.kind === 'success' ? 'must' : 'should';
    return brokenOrHolds(operation, [
      broken({
        statement: raised({ ...statement, keyword: failure.code }, level),
        instance: null,
        message: `no reply that can be read: ${failure.message}`,
        expected: inWords('a reply'),
        received: inWords(failure.message),
        exchange,
      }),
    ]);
  },
};
