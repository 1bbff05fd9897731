import type { Check, Judgement } from '../../model/check.ts';
import type { Contract } from '../../model/contract.ts';
import type { Trace } from '../../model/trace.ts';
import { type ExchangeParts, exchangeOf } from '../../test/support/tiny-exchange.ts';

/** What a check says of one exchange of an operation. */
export function judgedExchange(
  check: Check,
  contract: Contract,
  id: string,
  parts: ExchangeParts,
): readonly Judgement[] {
  return check.judge({ kind: 'exchange', exchange: exchangeOf(contract, id, parts) }, contract);
}

/** An exchange as checks of exchanges do not judge it. */
export function refusalOf(contract: Contract, id: string, parts: ExchangeParts): Trace {
  return { kind: 'refusal', exchange: exchangeOf(contract, id, parts), control: undefined };
}
