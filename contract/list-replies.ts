import type { ListRule } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import { type Exchange, succeeded } from '../model/trace.ts';
import { evaluate } from './expressions.ts';
import { itemIdentity, listedItems } from './identities.ts';

/** The items that a list's reply shows; undefined where it is no list. */
export function shownItems(list: ListRule, exchange: Exchange): Json[] | undefined {
  return succeeded(exchange) ? listedItems(list, exchange.reply?.json) : undefined;
}

/** The identities of all items; undefined where the reply is no list, or an item has none. */
export function shownIdentities(list: ListRule, exchange: Exchange): string[] | undefined {
  const found = shownItems(list, exchange)?.map((item) => itemIdentity(list, item));
  return found?.every((identity) => identity !== undefined) ? found : undefined;
}

/** How many items a reply says that there are; undefined where it does not say it. */
export function saidTotal({ total }: ListRule, exchange: Exchange): number | undefined {
  const said = total === undefined ? undefined : saidBy(total, exchange);
  const isCount = typeof said === 'number' || (typeof said === 'string' && /^\d+$/.test(said.trim()));
  return isCount ? Number(said) : undefined;
}

/** What a reply names as the next page; undefined where there is none. */
export function saidNext({ paging }: ListRule, exchange: Exchange): Json | undefined {
  const said = paging?.by === 'next' ? saidBy(paging.next, exchange) : undefined;
  return said === null || said === '' ? undefined : said;
}

/** Whether a reply shows some items and says that there are more than it shows. */
export function isCut(list: ListRule, exchange: Exchange): boolean {
  const shown = shownItems(list, exchange)?.length ?? 0;
  if (shown === 0) return false;
  return (saidTotal(list, exchange) ?? 0) > shown || saidNext(list, exchange) !== undefined;
}

function saidBy(expression: string, { reply, request, body, path, query }: Exchange): Json | undefined {
  if (!reply) return undefined;
  const [said] = evaluate(expression, {
    status: reply.status,
    request: { headers: request.headers, body, path, query },
    response: { headers: reply.headers, body: reply.json },
  });
  return said;
}
