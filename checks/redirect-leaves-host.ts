import type { Check } from '../model/check.ts';
import { inWords } from '../model/in-words.ts';
import { headerValue } from '../model/request.ts';
import type { Level } from '../model/statement.ts';
import type { Exchange } from '../model/trace.ts';
import { documentedResponse } from './documented-response.ts';
import { broken, brokenOrHolds } from './judgements.ts';
import { replyStatement } from './reply-statement.ts';
import { sentTo } from './sent-to.ts';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** No redirect leads a client to another host, or from an encrypted connection to one that is not. */
export const redirectLeavesHost: Check = {
  id: 'redirect-leaves-host',
  title: 'A redirect stays on the host',
  level: 'should',
  judges: ['exchange'],
  needs: [],
  applies: () => true,
  judge(trace, contract) {
    if (trace.kind !== 'exchange') return [];
    const { exchange } = trace;
    const { operation, reply } = exchange;
    if (!reply) return [];
    const location = isRedirect(reply.status) ? headerValue(reply.headers, 'location') : undefined;
    const from = sentTo(exchange);
    const to = location !== undefined && from ? resolved(location, from) : undefined;
    const wrong = from && to && wrongWith(from, to, exchange);
    if (!wrong) return brokenOrHolds(operation, []);
    return brokenOrHolds(operation, [
      broken({
        statement: replyStatement(contract, exchange, 'Location', wrong.level),
        instance: null,
        message: `answered ${reply.status} with a Location ${wrong.where}`,
        expected: inWords(`${from.protocol}//${from.host}/…`),
        received: location ?? null,
        exchange,
      }),
    ]);
  },
};

/** A 304 names no place to go to, and 300 and 305 are left to the client. */
function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

function wrongWith(from: URL, to: URL, exchange: Exchange): { level: Level; where: string } | undefined {
  if (from.protocol === 'https:' && to.protocol === 'http:')
    return { level: 'should', where: 'that is not encrypted' };
  if (!/^https?:$/.test(to.protocol) || isSameHost(from.hostname, to.hostname)) return undefined;
  // A documented redirect, to a store of files say, is meant to lead somewhere.
  return { level: documentedResponse(exchange) ? 'may' : 'should', where: 'on another host' };
}

function isSameHost(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase() || (LOOPBACK.test(one) && LOOPBACK.test(other));
}

function resolved(location: string, base: URL): URL | undefined {
  return URL.canParse(location, base.href) ? new URL(location, base) : undefined;
}
