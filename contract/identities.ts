import type { ListRule } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import { valueAt } from '../model/pointer.ts';
import { evaluate } from './expressions.ts';

/** Where the items of a list stand, and what each is told by. */
type ItemPlaces = Pick<ListRule, 'items' | 'identity'>;

/** The identities in a list's reply; undefined where it holds no list. */
export function itemIdentities(list: ItemPlaces, body: Json | undefined): string[] | undefined {
  return listedItems(list, body)?.flatMap((item) => itemIdentity(list, item) ?? []);
}

/** The items of a list's reply; undefined where it holds no list. */
export function listedItems(list: ItemPlaces, body: Json | undefined): Json[] | undefined {
  const found = valueAt(body, list.items);
  return Array.isArray(found) ? found : undefined;
}

/** The identity of one item of a list. */
export function itemIdentity(list: ItemPlaces, item: Json): string | undefined {
  const [identity] = evaluate(list.identity, { item });
  return identity === undefined || identity === null ? undefined : String(identity);
}
