import { itemIdentities } from '../contract/identities.ts';
import type { Case } from '../model/case.ts';
import type { Resource } from '../model/contract.ts';
import { type Exchange, succeeded } from '../model/trace.ts';
import { canCreate } from '../plan/access.ts';
import { type EngineContext, operationOf } from './context.ts';
import type { Sender } from './sender.ts';

/**
 * Journals what the lists show before anything is created: what a create made that bore no mark and got no answer is
 * among what they show later and did not show then.
 */
export async function takeCensus(context: EngineContext, sender: Sender): Promise<void> {
  if (!context.profile.isStateful) return;
  for (const resource of context.contract.resources) {
    if (context.signal.aborted || !canCreate(context, resource)) continue;
    const exchange = await listAll(context, sender, resource, { purpose: 'see what is there before' });
    const identities = exchange && resource.list && itemIdentities(resource.list, exchange.reply?.json);
    if (identities) context.journal.write({ type: 'listed', resource: resource.name, identities });
  }
}

/** A resource's list, if it can be asked for without an object and was answered. */
export async function listAll(
  context: EngineContext,
  sender: Sender,
  resource: Resource,
  { purpose, isCleanup = false }: { purpose: string; isCleanup?: boolean },
): Promise<Exchange | undefined> {
  const basic = resource.list && context.plan.basics[resource.list.operation];
  if (!basic || !isComplete(context, basic)) return undefined;
  const exchange = await sender.send(
    { ...basic, purpose, expectation: { kind: 'documented' } },
    { isCleanup },
  );
  return succeeded(exchange) ? exchange : undefined;
}

function isComplete({ contract }: EngineContext, { operation, request }: Case): boolean {
  return operationOf(contract, operation).parameters.every(
    ({ in: where, name }) =>
      where !== 'path' || request.parameters.some((given) => given.in === 'path' && given.name === name),
  );
}
