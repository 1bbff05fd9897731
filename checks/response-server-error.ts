import type { Check } from '../model/check.ts';
import { inWords } from '../model/in-words.ts';
import { child } from '../model/pointer.ts';
import { headerValue } from '../model/request.ts';
import { broken, brokenOrHolds, raised } from './judgements.ts';

/** No request makes the target fail: RFC 9110, section 15.6, calls a 5xx the server's own fault. */
export const responseServerError: Check = {
  id: 'response-server-error',
  title: 'No request makes the target fail',
  level: 'must',
  wfc: 100,
  judges: ['exchange'],
  needs: [],
  applies: () => true,
  judge(trace, contract) {
    if (trace.kind !== 'exchange') return [];
    const { exchange } = trace;
    const { operation, reply, case: planned } = exchange;
    if (!reply) return [];
    const isLimit = reply.status === 503 && headerValue(reply.headers, 'retry-after') !== undefined;
    const isOtherMethod = reply.status === 501 && planned.request.method !== operation.method;
    if (reply.status < 500 || isLimit || isOtherMethod) return brokenOrHolds(operation, []);
    const statement = contract.statement(child(operation.pointer, 'responses'));
    // Without valid credentials the document promises little of the answer.
    const level = planned.request.credentials === 'valid' ? 'must' : 'may';
    return brokenOrHolds(operation, [
      broken({
        statement: raised({ ...statement, keyword: 'status' }, level),
        instance: null,
        message: `answered ${reply.status}, a failure of the server itself`,
        expected: inWords('a reply below 500'),
        received: reply.status,
        exchange,
      }),
    ]);
  },
};
