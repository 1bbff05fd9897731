import type { Contract } from '../../model/contract.ts';
import type { Json } from '../../model/json.ts';
import type { Exchange, Listing } from '../../model/trace.ts';
import { type ExchangeParts, exchangeOf, operationOf } from '../../test/support/tiny-exchange.ts';

/** The list of notes of the tiny API. */
export const LIST = 'GET /notes';

/** A reply of the list: identities or whole items, and the total where one is said. */
export function shows(
  contract: Contract,
  items: readonly Json[],
  { total, ...parts }: Partial<ExchangeParts> & { total?: number | string } = {},
): Exchange {
  const shown = items.map((item) => (typeof item === 'string' ? { id: item } : item));
  return exchangeOf(contract, LIST, {
    status: 200,
    json: { items: shown },
    headers: total === undefined ? [] : [['X-Total', String(total)]],
    ...parts,
  });
}

/** A look at the list, which shows the same before and after where nothing else is told. */
export function listingOf(contract: Contract, told: Partial<Listing> & Pick<Listing, 'before'>): Listing {
  const operation = operationOf(contract, LIST);
  const { list } = operation;
  if (!list) throw new Error('the contract has no rule for the list');
  return { kind: 'listing', operation, list, own: [], limited: [], after: told.before, ...told };
}
