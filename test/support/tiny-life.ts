import type { Contract } from '../../model/contract.ts';
import type { Step, Trace } from '../../model/trace.ts';
import { type ExchangeParts, exchangeOf } from './tiny-exchange.ts';

/** One step of a life as a test tells it. */
export interface ToldStep extends Partial<ExchangeParts> {
  readonly role: Step['role'];
  readonly operation: string;
  /** How the task ended that the reply started. */
  readonly outcome?: Step['outcome'];
}

/** The life of an object, without a server. */
export function lifeOf(
  contract: Contract,
  resourceName: string,
  identity: string | undefined,
  told: readonly ToldStep[],
): Trace {
  const resource = contract.resources.find(({ name }) => name === resourceName);
  if (!resource) throw new Error(`the contract has no ${resourceName}`);
  const steps = told.map(({ role, operation, outcome, status = 200, ...parts }) => {
    const exchange = exchangeOf(contract, operation, { ...parts, status });
    return { role, exchange, ...(outcome === undefined ? {} : { outcome }) };
  });
  return { kind: 'life', resource, identity, steps };
}
