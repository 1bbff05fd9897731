import type { Contract } from '../model/contract.ts';
import { headerValue } from '../model/request.ts';
import type { Exchange } from '../model/trace.ts';
import { operationAt } from './tasks.ts';

/** The path below the target's base that a reply's Location names, as `pathAt` reads it. */
export function locatedPath(contract: Contract, url: string, exchange: Exchange): string | undefined {
  const location = exchange.reply && headerValue(exchange.reply.headers, 'location');
  return location === undefined ? undefined : pathAt(contract, url, exchange, location);
}

/**
 * The path below the target's base of an address in a reply; undefined where it is none there or none to read. A foreign
 * host in it is never contacted, only its path is read.
 */
export function pathAt(
  contract: Contract,
  url: string,
  exchange: Exchange,
  location: string,
): string | undefined {
  const base = new URL(url).pathname.replace(/\/+$/, '');
  // RFC 3986, section 5.2: what is relative begins where the request went.
  const from = `${new URL(url).origin}${base}${exchange.request.path}`;
  if (!URL.canParse(location, from)) return undefined;
  const { pathname, search } = new URL(location, from);
  const named = operationAt(contract, url, pathname);
  // Reading it is to change nothing, whatever a faulty target names.
  if (named && named.operation.effect !== 'read') return undefined;
  if (base === '') return pathname + search;
  if (pathname.startsWith(`${base}/`)) return pathname.slice(base.length) + search;
  // Some write the path below the base alone.
  return named ? pathname + search : undefined;
}
