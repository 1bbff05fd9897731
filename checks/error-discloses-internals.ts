import { isUtf8 } from 'node:buffer';
import type { Check } from '../model/check.ts';
import type { Contract } from '../model/contract.ts';
import { inWords } from '../model/in-words.ts';
import type { WireRequest } from '../model/request.ts';
import type { Exchange, Reply } from '../model/trace.ts';
import { type Internals, internalsIn } from './internals.ts';
import { broken, brokenOrHolds } from './judgements.ts';
import { replyStatement } from './reply-statement.ts';
import { stringsIn } from './strings-in.ts';

// Whoever writes more into an error writes a page, and begins with the worst.
const MOST_READ = 256 * 1024;

/** An error shows no stack trace, no path of a source file and no text of a database. */
export const errorDisclosesInternals: Check = {
  id: 'error-discloses-internals',
  title: 'An error shows nothing of the inside of the server',
  level: 'should',
  wfc: 209,
  judges: ['exchange'],
  needs: [],
  applies: () => true,
  judge(trace, contract) {
    if (trace.kind !== 'exchange') return [];
    const { exchange } = trace;
    const { operation, reply } = exchange;
    if (!reply || reply.status < 400) return [];
    const [shown] = shownIn(reply).filter(
      ({ passage }) => !isEcho(exchange, passage) && !isDocumented(contract, passage),
    );
    if (!shown) return brokenOrHolds(operation, []);
    return brokenOrHolds(operation, [
      broken({
        statement: replyStatement(contract, exchange, 'content', 'should'),
        instance: null,
        message: `answered ${reply.status} with ${shown.what}${shown.at === '' ? '' : ` at ${shown.at}`}`,
        expected: inWords('an error in the words of the API'),
        received: shown.passage.slice(0, 200),
        exchange,
      }),
    ]);
  },
};

interface Shown extends Internals {
  readonly at: string;
}

/** In JSON the strings are looked at, because line ends are escaped in the text. */
function shownIn({ json, body }: Reply): Shown[] {
  const bytes = body.subarray(0, MOST_READ);
  if (json !== undefined) {
    return stringsIn(json).flatMap(({ at, text }) =>
      internalsIn(text.slice(0, MOST_READ)).map((internals) => ({ ...internals, at })),
    );
  }
  if (!isUtf8(body)) return [];
  return internalsIn(Buffer.from(bytes).toString('utf8')).map((internals) => ({ ...internals, at: '' }));
}

/** What the request sent is no news to the client. */
function isEcho({ request, body, path, query }: Exchange, passage: string): boolean {
  const sent = [
    ...textsOf(request),
    ...stringsIn([...path.values(), ...query.values()]).map(({ text }) => text),
    ...(body === undefined ? [] : stringsIn(body).map(({ text }) => text)),
  ];
  return sent.some((text) => text.includes(passage));
}

function textsOf({ path, headers, body }: WireRequest): string[] {
  return [path, ...headers.map(([, value]) => value), Buffer.from(body ?? []).toString('utf8')];
}

/** What the document shows itself is meant to be shown. */
function isDocumented({ document }: Contract, passage: string): boolean {
  return stringsIn(document).some(({ text }) => text.includes(passage));
}
