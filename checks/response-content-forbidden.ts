import type { Check } from '../model/check.ts';
import { inWords } from '../model/in-words.ts';
import { headerValue } from '../model/request.ts';
import type { Level } from '../model/statement.ts';
import type { Reply } from '../model/trace.ts';
import { broken, brokenOrHolds } from './judgements.ts';
import { replyStatement } from './reply-statement.ts';

/** A 204 and a 205 have no content and announce none: RFC 9110, sections 8.6, 15.3.5 and 15.3.6. */
export const responseContentForbidden: Check = {
  id: 'response-content-forbidden',
  title: 'A reply without content announces none',
  level: 'must',
  judges: ['exchange'],
  needs: [],
  applies: () => true,
  judge(trace, contract) {
    if (trace.kind !== 'exchange') return [];
    const { exchange } = trace;
    const { operation, reply } = exchange;
    if (reply?.status !== 204 && reply?.status !== 205) return [];
    const wrong = wrongWith(reply);
    if (!wrong) return brokenOrHolds(operation, []);
    return brokenOrHolds(operation, [
      broken({
        statement: replyStatement(contract, exchange, wrong.by, wrong.level),
        instance: null,
        message: `answered ${reply.status} with ${wrong.what}`,
        expected: inWords('no content, and no header that announces one'),
        received: inWords(wrong.what),
        exchange,
      }),
    ]);
  },
};

interface Wrong {
  readonly level: Level;
  readonly by: string;
  readonly what: string;
}

function wrongWith({ status, headers, body }: Reply): Wrong | undefined {
  const length = headerValue(headers, 'content-length');
  const coding = headerValue(headers, 'transfer-encoding');
  if (status === 205) {
    return body.length === 0
      ? undefined
      : { level: 'must', by: 'content', what: `a body of ${body.length} bytes` };
  }
  // RFC 9112, section 6.1.
  if (coding !== undefined)
    return { level: 'must', by: 'Transfer-Encoding', what: `Transfer-Encoding: ${coding}` };
  if (length === undefined) return undefined;
  // No reader is led astray by a length of nothing.
  return {
    level: Number(length) === 0 ? 'may' : 'must',
    by: 'Content-Length',
    what: `Content-Length: ${length}`,
  };
}
