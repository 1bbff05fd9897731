import { itemIdentities } from '../contract/identities.ts';
import type { Resource } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import { type Exchange, succeeded } from '../model/trace.ts';
import { canCreate } from '../plan/access.ts';
import { atObject } from './at-object.ts';
import { lackingValue } from './build-request.ts';
import { type EngineContext, operationOf } from './context.ts';
import type { Sender } from './sender.ts';
import { isWhole } from './whole-list.ts';

/**
 * Journals what the lists show before anything is created: whatever they show then is never ours, and what a create made
 * that bore no mark and got no answer is among what they show later and did not show then.
 */
export async function takeCensus(context: EngineContext, sender: Sender): Promise<void> {
  if (!context.profile.isStateful) return;
  for (const resource of context.contract.resources) {
    if (context.signal.aborted || !canCreate(context, resource)) continue;
    const exchange = await listAll(context, sender, resource, { purpose: 'see what is there before' });
    const identities = exchange && resource.list && itemIdentities(resource.list, exchange.reply?.json);
    if (!identities || !resource.list) continue;
    const isAll = isWhole(resource.list, exchange);
    context.journal.write({ type: 'listed', resource: resource.name, identities, isAll });
  }
}

/** A resource's list, if all that its path needs is known and it was answered. */
export async function listAll(
  context: EngineContext,
  sender: Sender,
  resource: Resource,
  { purpose, isCleanup = false, path = new Map() }: ListOptions,
): Promise<Exchange | undefined> {
  const basic = resource.list && context.plan.basics[resource.list.operation];
  if (!basic) return undefined;
  const planned = atObject(basic, path);
  if (lackingValue(planned, operationOf(context.contract, basic.operation), path) !== undefined)
    return undefined;
  const exchange = await sender.send(
    { ...planned, purpose, expectation: { kind: 'documented' } },
    { isCleanup, path },
  );
  return succeeded(exchange) ? exchange : undefined;
}

/** How a list is asked for. */
interface ListOptions {
  readonly purpose: string;
  readonly isCleanup?: boolean;
  /** Where it stands: the path of the object that it is below. */
  readonly path?: ReadonlyMap<string, Json>;
}
