import type { Check } from '../model/check.ts';
import { inWords } from '../model/in-words.ts';
import { headerValues } from '../model/request.ts';
import { documentedHeader } from './documented-header.ts';
import { documentedResponse } from './documented-response.ts';
import { broken, brokenOrHolds } from './judgements.ts';
import { replyStatement } from './reply-statement.ts';

const HEADER = 'WWW-Authenticate';
const TOKEN = String.raw`[!#$%&'*+.^_\`|~\dA-Za-z-]+`;
const PARAMETER = String.raw`${TOKEN}[ \t]*=[ \t]*(?:"(?:[^"\\]|\\.)*"|${TOKEN})`;
// RFC 9110, section 11.6.1: what stands between two commas begins a challenge or goes on with one.
const BEGINNING = new RegExp(String.raw`^${TOKEN}(?: +(?:[\w.~+/-]+=*|${PARAMETER}))?$`);
const GOING_ON = new RegExp(`^${PARAMETER}$`);

/** A 401 says how to get in: RFC 9110, section 15.5.2. */
export const responseChallengeMissing: Check = {
  id: 'response-challenge-missing',
  title: 'A 401 says how to get in',
  level: 'must',
  judges: ['exchange'],
  needs: [],
  applies: () => true,
  judge(trace, contract) {
    if (trace.kind !== 'exchange') return [];
    const { exchange } = trace;
    const { operation, reply } = exchange;
    if (reply?.status !== 401) return [];
    const documented = documentedHeader(documentedResponse(exchange), HEADER);
    const values = headerValues(reply.headers, HEADER);
    const isMissing = values.length === 0;
    if (isMissing && documented?.required === true) return [];
    if (!isMissing && isChallenge(values.join(', '))) return brokenOrHolds(operation, []);
    // Vendors with headers or logins of their own rarely send one, and say nothing of it.
    const level = isMissing ? (documented ? 'must' : 'may') : 'should';
    return brokenOrHolds(operation, [
      broken({
        statement: replyStatement(contract, exchange, HEADER, level),
        instance: null,
        message: isMissing
          ? `answered 401 without the header ${HEADER}`
          : `the header ${HEADER} is no challenge`,
        expected: inWords('a challenge, such as Bearer or Basic realm="…"'),
        received: isMissing ? null : values.join(', '),
        exchange,
      }),
    ]);
  },
};

function isChallenge(value: string): boolean {
  const parts = (value.match(/(?:"(?:[^"\\]|\\.)*"|[^,"])+|"/g) ?? [])
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const [first] = parts;
  return (
    first !== undefined &&
    BEGINNING.test(first) &&
    parts.every((part) => BEGINNING.test(part) || GOING_ON.test(part))
  );
}
