import { createdIdentity } from '../contract/created-identity.ts';
import { itemIdentity, listedItems } from '../contract/identities.ts';
import type { Case } from '../model/case.ts';
import type { Resource } from '../model/contract.ts';
import { equalJson, type Json } from '../model/json.ts';
import { valueAt } from '../model/pointer.ts';
import { type Exchange, isSuccess, succeeded } from '../model/trace.ts';
import { MARK } from '../plan/marks.ts';
import type { EngineContext } from './context.ts';
import type { Judge } from './judge.ts';
import type { Sender } from './sender.ts';
import { followTask } from './tasks.ts';

/** An object that this run created. */
export interface OwnObject {
  readonly resource: Resource;
  readonly identity: string;
  /** Path parameters that name it. */
  readonly path: ReadonlyMap<string, Json>;
}

/** The objects that this run created and has not removed. */
export interface Stock {
  own(resource: string): ReadonlySet<string>;
  /** An object to work on, made when there is none or a fresh one is asked for; or why there is none. */
  acquire(resource: string, fresh: boolean): Promise<OwnObject | { why: string }>;
  /** Removes what stands in the way of a create: where only one object can be made at a time, that one. */
  makeRoom(resource: Resource): Promise<void>;
  /** Notes what a reply says was created; gives the new object, if it is one. */
  note(exchange: Exchange): Promise<OwnObject | undefined>;
  /** Removes an object, verified by a read where the contract says what one answers; true if it is gone. */
  remove(object: OwnObject, isCleanup: boolean): Promise<boolean>;
  /** Notes that a case removed an object, if a read agrees where the contract says what one answers; true if it is gone. */
  confirmGone(object: OwnObject, isCleanup: boolean): Promise<boolean>;
  readonly all: readonly OwnObject[];
}

/** What the stock is made from. */
export interface StockOptions {
  readonly context: EngineContext;
  readonly sender: Sender;
  readonly judge: Judge;
}

/** An empty stock. `objects` is shared with the guard, which asks whose an object is. */
export function stockOf({ context, sender, judge }: StockOptions, objects: Map<string, OwnObject>): Stock {
  const shared = new Map<string, Promise<OwnObject | { why: string }>>();
  const keyOf = (resource: string, identity: string) => `${resource}\n${identity}`;

  const make = async (name: string): Promise<OwnObject | { why: string }> => {
    const resource = context.contract.resources.find((candidate) => candidate.name === name);
    const basic = resource?.create && context.plan.basics[resource.create.operation];
    if (!resource || !basic) return { why: `nothing creates a ${name}` };
    await makeRoom(resource);
    const exchange = await sender.send({ ...basic, purpose: `create a ${name} to work on` });
    judge.judge({ kind: 'exchange', exchange });
    const object = await note(exchange);
    if (object) return object;
    const status = exchange.reply?.status;
    return {
      why: status === undefined ? `no ${name} could be created` : `creating a ${name} was answered ${status}`,
    };
  };

  const makeRoom = async (resource: Resource) => {
    if (!isSingular(context, resource)) return;
    for (const object of [...objects.values()].filter((own) => own.resource === resource))
      await remove(object, false);
  };

  const remove = async (object: OwnObject, isCleanup: boolean) => {
    const isAccepted = await removed(context, sender, judge, object, isCleanup);
    return confirmGone(object, isCleanup, isAccepted);
  };

  const note = async (exchange: Exchange): Promise<OwnObject | undefined> => {
    const resource = context.contract.resources.find(
      ({ create }) => create?.operation === exchange.operation.id,
    );
    if (
      !resource ||
      !isSuccess(exchange.reply?.status) ||
      exchange.request.method !== exchange.operation.method
    ) {
      return undefined;
    }
    const outcome = await followTask(context, sender, judge, exchange);
    if (outcome === 'failed' || outcome === 'unreadable') return undefined;
    const identity =
      createdIdentity(resource, exchange) ?? (await lookedUp(context, sender, resource, exchange));
    if (identity === undefined) return undefined;
    const path = new Map([...exchange.path, [resource.parameter, identity]]);
    const object = { resource, identity, path };
    const key = keyOf(resource.name, identity);
    if (!objects.has(key)) {
      objects.set(key, object);
      context.journal.write({ type: 'created', resource: resource.name, identity, path: [...path] });
    }
    return object;
  };

  const confirmGone = async (
    object: OwnObject,
    isCleanup: boolean,
    isAccepted: boolean,
  ): Promise<boolean> => {
    const isGone = (await seenGone(context, sender, object, isCleanup)) ?? isAccepted;
    if (isGone && objects.delete(keyOf(object.resource.name, object.identity))) {
      context.journal.write({ type: 'removed', resource: object.resource.name, identity: object.identity });
    }
    return isGone;
  };

  return {
    own: (resource) =>
      new Set(
        [...objects.values()]
          .filter((object) => object.resource.name === resource)
          .map(({ identity }) => identity),
      ),
    async acquire(resource, fresh) {
      if (fresh) return make(resource);
      const known = await shared.get(resource);
      const isThere = known && !('why' in known) && objects.has(keyOf(resource, known.identity));
      if (known && (isThere || 'why' in known)) return known;
      const made = make(resource);
      shared.set(resource, made);
      return made;
    },
    makeRoom,
    note,
    remove,
    confirmGone: (object, isCleanup) => confirmGone(object, isCleanup, true),
    get all() {
      return [...objects.values()];
    },
  };
}

/** Whether all creates name the same thing, as with a pairing that the site gives: only one can be there at a time. */
export function isSingular(context: Pick<EngineContext, 'plan'>, resource: Resource): boolean {
  const basic = resource.create && context.plan.basics[resource.create.operation];
  const isFound = resource.create !== undefined && 'lookup' in resource.create.identity;
  return isFound && !JSON.stringify(basic?.request.body ?? null).includes(MARK);
}

/** Finds in the list what a create made, where its reply does not name it. */
async function lookedUp(
  context: EngineContext,
  sender: Sender,
  resource: Resource,
  create: Exchange,
): Promise<string | undefined> {
  const source = resource.create?.identity;
  const { list } = resource;
  const basic = list && context.plan.basics[list.operation];
  if (!source || !('lookup' in source) || !list || !basic) return undefined;
  const exchange = await sender.send({ ...basic, purpose: 'find what was created' });
  const items = succeeded(exchange) ? listedItems(list, exchange.reply?.json) : undefined;
  const item = items?.find((candidate) =>
    [...source.lookup].every(([shown, sent]) =>
      equalJson(valueAt(candidate, shown), valueAt(create.body, sent)),
    ),
  );
  return item === undefined ? undefined : itemIdentity(list, item);
}

/** Sends the delete and all that must come before it; true if it was accepted and carried out. */
async function removed(
  context: EngineContext,
  sender: Sender,
  judge: Judge,
  { resource, path }: OwnObject,
  isCleanup: boolean,
): Promise<boolean> {
  const removal = resource.delete;
  const basic = removal && context.plan.basics[removal.operation];
  if (!removal || !basic) return false;
  for (const id of removal.prepare) {
    const preparation = context.plan.basics[id];
    if (preparation)
      await sender.send({ ...preparation, purpose: 'prepare the delete' }, { path, isCleanup });
  }
  const planned: Case = { ...basic, purpose: `remove a ${resource.name}` };
  // At the end of a run an object may be gone already, so that a refusal is no fault.
  const exchange = await sender.send(
    isCleanup ? { ...planned, expectation: { kind: 'documented' } } : planned,
    {
      path,
      isCleanup,
    },
  );
  judge.judge({ kind: 'exchange', exchange });
  const outcome = await followTask(context, sender, judge, exchange, isCleanup);
  return isSuccess(exchange.reply?.status) && outcome !== 'failed';
}

/** Whether a read says that an object is gone; undefined where a read cannot say. */
async function seenGone(
  context: EngineContext,
  sender: Sender,
  { resource, path }: OwnObject,
  isCleanup: boolean,
): Promise<boolean | undefined> {
  const reading = resource.read && context.plan.basics[resource.read.operation];
  if (!resource.delete || resource.delete.gone === 'unspecified' || !reading) return undefined;
  const shown = await sender.send(
    { ...reading, purpose: 'see that it is gone', expectation: { kind: 'documented' } },
    { path, isCleanup },
  );
  return shown.reply !== undefined && shown.reply.status >= 400 && shown.reply.status < 500;
}
