import { listedItems } from '../contract/identities.ts';
import type { Operation, Resource } from '../model/contract.ts';
import { type Exchange, isSuccess } from '../model/trace.ts';
import { MARK } from '../plan/marks.ts';
import { ceilingOf, type Slot, USUAL_MAX_ALIVE } from './ceiling.ts';
import { listAll } from './census.ts';
import type { EngineContext } from './context.ts';
import { identify, markOf, matcherOf } from './identify.ts';
import type { Judge } from './judge.ts';
import type { OwnObject } from './own-object.ts';
import { removerOf } from './removal.ts';
import type { Sender } from './sender.ts';
import { followTask } from './tasks.ts';

/** Something that a create may have made and that nothing names. */
export interface UnnamedObject {
  readonly resource: Resource;
  readonly mark: string | undefined;
}

/** The objects that this run created and has not removed. */
export interface Stock {
  /** An object to work on, made when there is none or a fresh one is asked for; or why there is none. */
  acquire(resource: string, fresh: boolean): Promise<OwnObject | { why: string }>;
  /** Removes what stands in the way of a create, where only one object can be there at a time; or says why it cannot. */
  makeRoom(resource: Resource): Promise<string | undefined>;
  /**
   * Keeps room for what an operation may create, beside the objects that whoever asks works on; or says why there is
   * none. Undefined where the operation creates nothing that is kept here.
   */
  reserve(operation: Operation, beside: readonly OwnObject[]): Promise<Slot | { why: string } | undefined>;
  /** Notes what a create may have made, in the room kept for it; gives the object, if it can be named. */
  note(exchange: Exchange, slot?: Slot): Promise<OwnObject | undefined>;
  /** Removes an object and sees that it is gone; true if it is. */
  remove(object: OwnObject, isCleanup: boolean): Promise<boolean>;
  /** Sees that an object is gone after a delete that was accepted; true if it is. `deletion` has the end judged. */
  confirmGone(object: OwnObject, deletion: Exchange | undefined): Promise<boolean>;
  /** Takes in what was found to be of this run by its mark. */
  adopt(object: OwnObject, mark: string | undefined): void;
  /** Marks of creates that failed, and may have been carried out before. */
  readonly doubtful: ReadonlySet<string>;
  readonly all: readonly OwnObject[];
  readonly unnamed: readonly UnnamedObject[];
}

/** What the stock is made from. */
export interface StockOptions {
  readonly context: EngineContext;
  readonly sender: Sender;
  readonly judge: Judge;
  /** How many objects may be alive at once. */
  readonly maxAlive?: number | undefined;
}

/** An empty stock. `objects` is shared with the guard, which asks whose an object is. */
export function stockOf(
  { context, sender, judge, maxAlive = USUAL_MAX_ALIVE }: StockOptions,
  objects: Map<string, OwnObject>,
): Stock {
  const ceiling = ceilingOf(maxAlive);
  const shared = new Map<string, Promise<OwnObject | { why: string }>>();
  const taken = new Map<Resource, Promise<boolean>>();
  const unnamed: UnnamedObject[] = [];
  const doubtful = new Set<string>();
  const remover = removerOf(context, sender, judge);
  const keyOf = (resource: string, identity: string) => `${resource}\n${identity}`;

  const make = async (name: string): Promise<OwnObject | { why: string }> => {
    const resource = context.contract.resources.find((candidate) => candidate.name === name);
    const basic = resource?.create && context.plan.basics[resource.create.operation];
    if (!resource || !basic) return { why: `nothing creates a ${name}` };
    const why = await makeRoom(resource);
    if (why !== undefined) return { why };
    const slot = await ceiling.enter();
    if (!slot) return { why: fullOf(maxAlive) };
    const exchange = await sender.send({ ...basic, purpose: `create a ${name} to work on` });
    judge.judge({ kind: 'exchange', exchange });
    const object = await note(exchange, slot);
    if (object) return object;
    const status = exchange.reply?.status;
    return {
      why: status === undefined ? `no ${name} could be created` : `creating a ${name} was answered ${status}`,
    };
  };

  const makeRoom = async (resource: Resource): Promise<string | undefined> => {
    if (!isSingular(context, resource)) return undefined;
    if (await isTaken(resource))
      return `a ${resource.name} that this run did not create is there already, and there can be only one`;
    const present = [...objects.values()].filter((own) => own.resource === resource);
    for (const object of present)
      if (!(await remove(object, false))) return `the ${resource.name} that was there could not be removed`;
    return undefined;
  };

  /** Asked once, before this run has made one: whatever is there then is somebody else's, or of an earlier run. */
  const isTaken = (resource: Resource): Promise<boolean> => {
    const known = taken.get(resource) ?? showsForeign(context, sender, resource);
    taken.set(resource, known);
    return known;
  };

  const note = async (exchange: Exchange, slot?: Slot): Promise<OwnObject | undefined> => {
    const made = await named(exchange);
    const object = made === 'lost' ? undefined : made;
    if (made === 'lost') slot?.lose();
    else slot?.fill(object && keyOf(object.resource.name, object.identity));
    const { openMark: mark, reply } = exchange;
    // A failure may come after the work was done: the end of the run looks for what came of it.
    const isDoubtful = made === undefined && (reply?.status ?? 0) >= 500;
    if (mark !== undefined && isDoubtful) doubtful.add(mark);
    else if (mark !== undefined) context.journal.write({ type: 'answered', mark });
    return object;
  };

  const named = async (exchange: Exchange): Promise<OwnObject | 'lost' | undefined> => {
    const resource = context.contract.resources.find(
      ({ create }) => create?.operation === exchange.operation.id,
    );
    if (!resource || !mayHaveCreated(exchange)) return undefined;
    const outcome = await followTask(context, sender, judge, exchange, true);
    if (outcome === 'failed') return undefined;
    const identity = await identify(context, sender, resource, exchange);
    if (identity === undefined) {
      // Also where a task said that it is done: what nobody finds is not gone.
      if (!isSuccess(exchange.reply?.status)) return undefined;
      unnamed.push({ resource, mark: markOf(context, resource, exchange) });
      return 'lost';
    }
    const path = new Map([...exchange.path, [resource.parameter, identity]]);
    const object = { resource, identity, path };
    adopt(object);
    return object;
  };

  const adopt = (object: OwnObject): void => {
    const { resource, identity, path } = object;
    const key = keyOf(resource.name, identity);
    if (objects.has(key)) return;
    objects.set(key, object);
    context.journal.write({ type: 'created', resource: resource.name, identity, path: [...path] });
  };

  const remove = async (object: OwnObject, isCleanup: boolean): Promise<boolean> => {
    const { exchange, isDone } = await remover.remove(object, isCleanup);
    // What was gone before was not removed by this delete, which tells nothing of it then.
    const isAccepted = isDone && isSuccess(exchange?.reply?.status);
    const seen = await remover.seesGone(object, isAccepted ? exchange : undefined, isCleanup);
    return strike(object, seen ?? isDone);
  };

  const strike = (object: OwnObject, isGone: boolean): boolean => {
    const { resource, identity } = object;
    const key = keyOf(resource.name, identity);
    if (isGone) ceiling.gone(key);
    else ceiling.stays(key);
    if (isGone && objects.delete(key)) {
      context.journal.write({ type: 'removed', resource: resource.name, identity });
    }
    return isGone;
  };

  return {
    async acquire(resource, fresh) {
      if (fresh) return make(resource);
      const known = await shared.get(resource);
      const isThere = known && !('why' in known) && objects.has(keyOf(resource, known.identity));
      if (known && (isThere || 'why' in known)) return known;
      const made = make(resource);
      shared.set(resource, made);
      const object = await made;
      if (!('why' in object)) ceiling.stays(keyOf(resource, object.identity));
      return object;
    },
    makeRoom,
    async reserve(operation, beside) {
      const { contract, profile } = context;
      const isKept = contract.resources.some(({ create }) => create?.operation === operation.id);
      if (!isKept || !profile.isStateful) return undefined;
      const held = beside.map((object) => keyOf(object.resource.name, object.identity));
      const slot = await ceiling.enter(held);
      return slot ?? { why: fullOf(maxAlive) };
    },
    note,
    remove,
    async confirmGone(object, deletion) {
      return strike(object, (await remover.seesGone(object, deletion, false)) ?? true);
    },
    adopt(object, mark) {
      const at = unnamed.findIndex((one) => mark !== undefined && one.mark === mark);
      if (at >= 0) unnamed.splice(at, 1);
      adopt(object);
    },
    doubtful,
    get all() {
      return [...objects.values()];
    },
    unnamed,
  };
}

function fullOf(max: number): string {
  return `as many objects of the run are alive as --max-alive allows (${max}), and none of them goes`;
}

/** A success creates, and a failure in the middle of a create may have. */
function mayHaveCreated({ reply, failure, request, operation }: Exchange): boolean {
  if (request.method !== operation.method) return false;
  if (failure) return failure.code !== 'refused' && failure.code !== 'aborted';
  return reply !== undefined && (isSuccess(reply.status) || reply.status >= 500);
}

async function showsForeign(context: EngineContext, sender: Sender, resource: Resource): Promise<boolean> {
  const { body } = context.plan.basics[resource.create?.operation ?? '']?.request ?? {};
  const isSame = matcherOf(resource, body && 'value' in body ? body.value : undefined);
  const shown = await listAll(context, sender, resource, { purpose: 'see whether it is there already' });
  const items = shown && resource.list ? listedItems(resource.list, shown.reply?.json) : undefined;
  return isSame !== undefined && items?.some(isSame) === true;
}

/** Whether all creates name the same thing, as with a pairing that the site gives: only one can be there at a time. */
export function isSingular(context: Pick<EngineContext, 'plan'>, resource: Resource): boolean {
  const basic = resource.create && context.plan.basics[resource.create.operation];
  const isFound = resource.create !== undefined && 'lookup' in resource.create.identity;
  return isFound && !JSON.stringify(basic?.request.body ?? null).includes(MARK);
}
