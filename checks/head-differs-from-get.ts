import { isRefusal } from '../contract/refusals.ts';
import type { Check } from '../model/check.ts';
import { child } from '../model/pointer.ts';
import { headerValue } from '../model/request.ts';
import type { Level } from '../model/statement.ts';
import { type Exchange, isSuccess, type Reply } from '../model/trace.ts';
import { broken, brokenOrHolds, notExercised, raised } from './judgements.ts';

/** A HEAD is answered as the GET of the same path, but for the content: RFC 9110, section 9.3.2. */
export const headDiffersFromGet: Check = {
  id: 'head-differs-from-get',
  title: 'A HEAD is answered as the GET',
  level: 'should',
  judges: ['head'],
  needs: [],
  applies: ({ method, effect }) => method === 'GET' && effect === 'read',
  judge(trace, contract) {
    if (trace.kind !== 'head') return [];
    const { head, get } = trace;
    const { operation, reply } = head;
    if (!reply || !get.reply) return notExercised(operation, 'the HEAD or the GET got no reply');
    if (!isSuccess(get.reply.status))
      return notExercised(operation, `the GET was answered ${get.reply.status}`);
    // What fails, or asks for patience, is told by others or says nothing.
    if (reply.status === 429 || (reply.status >= 500 && reply.status !== 501))
      return notExercised(operation, `the HEAD was answered ${reply.status}`);
    const wrong = differenceOf(head, reply, get.reply);
    if (!wrong) return brokenOrHolds(operation, []);
    const statement = contract.statement(child(operation.pointer, 'responses'));
    return brokenOrHolds(operation, [
      broken({
        statement: raised({ ...statement, keyword: 'HEAD' }, wrong.level),
        instance: null,
        message: `the HEAD ${wrong.message}`,
        expected: wrong.expected,
        received: wrong.received,
        exchange: head,
        steps: [head, get],
      }),
    ]);
  },
};

interface Difference {
  readonly level: Level;
  readonly message: string;
  readonly expected: string | number;
  readonly received: string | number;
}

function differenceOf(head: Exchange, reply: Reply, get: Reply): Difference | undefined {
  if (!isSuccess(reply.status)) {
    return {
      level: isUnknownMethod(head, reply.status) ? 'may' : 'should',
      message: `was answered ${reply.status}, and the GET ${get.status}`,
      expected: get.status,
      received: reply.status,
    };
  }
  const [types, other] = [bareType(reply), bareType(get)];
  if (types !== undefined && other !== undefined && types !== other) {
    const message = `announces ${types}, and the GET comes as ${other}`;
    return { level: 'should', message, expected: other, received: types };
  }
  // Lengths may differ from one moment to the next, but not by everything.
  if (headerValue(reply.headers, 'content-length') === '0' && get.body.length > 0) {
    const message = `announces no content, and the GET has ${get.body.length} bytes`;
    return { level: 'should', message, expected: get.body.length, received: 0 };
  }
  return undefined;
}

/** The document has no HEAD: who does not know the method says so by these. */
function isUnknownMethod({ operation }: Exchange, status: number): boolean {
  return [404, 405, 501].includes(status) || isRefusal(operation, 'method', status);
}

function bareType({ contentType }: Reply): string | undefined {
  return contentType?.split(';', 1)[0]?.trim().toLowerCase();
}
