import { listedItems } from '../contract/identities.ts';
import type { Resource } from '../model/contract.ts';
import { isObject, type Json } from '../model/json.ts';
import { valueAt } from '../model/pointer.ts';
import { headerValue } from '../model/request.ts';
import type { Exchange } from '../model/trace.ts';
import { isPagingName } from '../plan/paging-names.ts';

const TOTAL = /total|count/i;

/**
 * Whether a list's reply shows all that there is. It does where it counts no more than it shows, and else where the
 * document knows no pages and the reply points to no next one; an empty list is whole.
 */
export function isWhole(list: NonNullable<Resource['list']>, { operation, query, reply }: Exchange): boolean {
  const items = listedItems(list, reply?.json);
  if (!reply || !items) return false;
  if (/\brel="?next\b/i.test(headerValue(reply.headers, 'link') ?? '')) return false;
  const totals = [...reply.headers, ...membersBeside(list, reply.json)].flatMap(([name, value]) =>
    TOTAL.test(name) && /^\d+$/.test(String(value)) ? [Number(value)] : [],
  );
  if (totals.some((total) => total > items.length)) return false;
  if (totals.includes(items.length)) return true;
  if (items.length === 0) return query.size === 0;
  return !operation.parameters.some(({ name, in: where }) => where === 'query' && isPagingName(name));
}

/** The members that stand beside the items, where the list is not the whole body. */
function membersBeside(list: NonNullable<Resource['list']>, body: Json | undefined): [string, Json][] {
  if (list.items === '') return [];
  const holder = valueAt(body, list.items.replace(/\/[^/]*$/, ''));
  return [
    ...(isObject(body) ? Object.entries(body) : []),
    ...(isObject(holder) ? Object.entries(holder) : []),
  ];
}
