import type { Check } from '../../model/check.ts';
import type { Contract } from '../../model/contract.ts';

/** The operations of a contract that a check can speak of. */
export function coveredBy(check: Check, contract: Contract): string[] {
  return contract.operations.filter((one) => check.applies(one, contract)).map(({ id }) => id);
}
