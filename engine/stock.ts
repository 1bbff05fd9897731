import { listedItems } from '../contract/identities.ts';
import type { Operation, Resource } from '../model/contract.ts';
import { type Exchange, isSuccess } from '../model/trace.ts';
import { isSole } from '../plan/marks.ts';
import { ceilingOf, type Slot, USUAL_MAX_ALIVE } from './ceiling.ts';
import { listAll } from './census.ts';
import type { EngineContext } from './context.ts';
import { type Creation, creationBy } from './creations.ts';
import { matcherOf } from './identify.ts';
import type { Judge } from './judge.ts';
import { keyOf, type OwnObject } from './own-object.ts';
import type { Ownership } from './ownership.ts';
import type { Patience } from './patience.ts';
import { objectsBelow, type Place, placeFor } from './places.ts';
import { removerOf, type Sight } from './removal.ts';
import type { Sender } from './sender.ts';

/** Something that a create may have made and that nothing names. */
export interface UnnamedObject {
  readonly resource: Resource;
  readonly mark: string | undefined;
}

/** The objects that this run created and has not removed. */
export interface Stock {
  /** An object to work on, made when there is none or a fresh one is asked for; or why there is none. */
  acquire(resource: string, fresh: boolean): Promise<OwnObject | { why: string }>;
  /** Below what an object of a resource is to be made, or why it cannot be. */
  placeFor(resource: Resource): Promise<Place | { why: string }>;
  /** Removes what stands in the way of a create, where only one object can be there at a time; or says why it cannot. */
  makeRoom(resource: Resource): Promise<string | undefined>;
  /**
   * Keeps room for what an operation may create, beside the objects that whoever asks works on; or says why there is
   * none. Undefined where the operation creates nothing that is kept here.
   */
  reserve(operation: Operation, beside: readonly OwnObject[]): Promise<Slot | { why: string } | undefined>;
  /** Notes what a create may have made, in the room kept for it; gives the object, if it can be named. */
  note(exchange: Exchange, slot?: Slot): Promise<OwnObject | undefined>;
  /** Removes an object, after all that stands below it, and sees that it is gone; true if it is. */
  remove(object: OwnObject, isCleanup: boolean): Promise<boolean>;
  /** Sees that an object is gone after a delete that was accepted; true if it is. `deletion` has the end judged. */
  confirmGone(object: OwnObject, deletion: Exchange | undefined): Promise<boolean>;
  /** Takes in what was found to be of this run by its mark. */
  adopt(object: OwnObject, mark: string | undefined): void;
  /** Takes an object for gone, in whose place something else stands: that is not touched. */
  giveUp(object: OwnObject): void;
  /** Nobody removes an object before the end of the run: no place waits for it. */
  leave(object: OwnObject): void;
  /** Whether an object is ours still, and no other one is called so by now. */
  holds(object: OwnObject): boolean;
  /** Says what became of something that was unclear. */
  resolve(object: OwnObject, whose: 'ours' | 'gone' | 'unclear'): void;
  /** Marks of creates that failed and may have been carried out before, or that named what they did not make. */
  readonly doubtful: ReadonlySet<string>;
  /** What creates named and nobody could look at: it may be ours, and is not touched. */
  readonly unclear: readonly OwnObject[];
  readonly all: readonly OwnObject[];
  readonly unnamed: readonly UnnamedObject[];
}

/** What the stock is made from. */
export interface StockOptions {
  readonly ownership: Ownership;
  readonly context: EngineContext;
  readonly sender: Sender;
  readonly judge: Judge;
  readonly patience: Patience;
  /** How many objects may be alive at once. */
  readonly maxAlive?: number | undefined;
}

/** An empty stock. `objects` is shared with the guard, which asks whose an object is. */
export function stockOf(
  { context, sender, judge, ownership, patience, maxAlive = USUAL_MAX_ALIVE }: StockOptions,
  objects: Map<string, OwnObject>,
): Stock {
  const ceiling = ceilingOf(maxAlive);
  const shared = new Map<string, Promise<OwnObject | { why: string }>>();
  const taken = new Map<Resource, Promise<boolean>>();
  const unnamed: UnnamedObject[] = [];
  const unclear = new Map<string, OwnObject>();
  const doubtful = new Set<string>();
  const remover = removerOf(context, sender, judge);

  const make = async (name: string): Promise<OwnObject | { why: string }> => {
    const resource = context.contract.resources.find((candidate) => candidate.name === name);
    const basic = resource?.create && context.plan.basics[resource.create.operation];
    if (!resource || !basic) return { why: `nothing creates a ${name}` };
    const path = await placeOf(resource);
    if ('why' in path) return path;
    const why = (await makeRoom(resource)) ?? ownership.whyNot(resource, basic);
    if (why !== undefined) return { why };
    const slot = await ceiling.enter();
    if (!slot) return { why: fullOf(maxAlive) };
    const exchange = await sender.send({ ...basic, purpose: `create a ${name} to work on` }, { path });
    judge.judge({ kind: 'exchange', exchange });
    return (await note(exchange, slot)) ?? { why: whyNone(name, exchange) };
  };

  /** What stands below others shares one parent that nothing else is done to. */
  const placeOf = (resource: Resource) =>
    placeFor(context, resource, ({ name }) => share(`${name} above others`, name));

  const share = async (key: string, name: string): Promise<OwnObject | { why: string }> => {
    const known = await shared.get(key);
    if (known && ('why' in known || objects.has(keyOf(known)))) return known;
    const made = make(name);
    shared.set(key, made);
    const object = await made;
    if (!('why' in object)) ceiling.stays(keyOf(object));
    return object;
  };

  const makeRoom = async (resource: Resource): Promise<string | undefined> => {
    if (!isSingular(context, resource)) return undefined;
    if (await isTaken(resource))
      return `a ${resource.name} that this run did not create is there already, and there can be only one`;
    if (unnamed.some((lost) => lost.resource === resource))
      return `a ${resource.name} that this run created is not to be found, and there can be only one`;
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
    const known = (object: OwnObject) => objects.get(keyOf(object));
    const creation = await creationBy(exchange, { context, sender, judge, ownership, patience, known });
    const made = creation.kind === 'made' ? creation.object : undefined;
    if (made) adopt(made);
    if (creation.kind === 'lost') unnamed.push(creation);
    if (creation.kind === 'unclear') suspect(creation.object);
    if (creation.kind === 'lost' || creation.kind === 'unclear') slot?.lose();
    else slot?.fill(made && keyOf(made));
    close(exchange, creation);
    return made;
  };

  /** Says in the journal that it is known what came of a create, where it is. */
  const close = ({ openMark: mark, reply }: Exchange, { kind, ...creation }: Creation): void => {
    if (mark === undefined) return;
    // A failure may come after the work was done, and a reply may name something else than what was made: the end of
    // the run looks for what came of it.
    const isFailed = kind === 'nothing' && (reply?.status ?? 0) >= 500;
    const isElsewhere = kind === 'taken' && 'resource' in creation && creation.resource.list !== undefined;
    if (isFailed || isElsewhere) doubtful.add(mark);
    else context.journal.write({ type: 'answered', mark });
  };

  const suspect = (object: OwnObject): void => {
    const { resource, identity, path } = object;
    unclear.set(keyOf(object), object);
    context.journal.write({ type: 'unclear', resource: resource.name, identity, path: [...path] });
  };

  const adopt = (object: OwnObject): void => {
    const { resource, identity, path, mark } = object;
    const key = keyOf(object);
    unclear.delete(key);
    // A target may give the identity of what was just deleted to what is made next.
    if (isSame(objects.get(key), object)) return;
    objects.set(key, object);
    const name = mark === undefined ? {} : { mark };
    context.journal.write({ type: 'created', resource: resource.name, identity, path: [...path], ...name });
  };

  const remove = async (object: OwnObject, isCleanup: boolean): Promise<boolean> => {
    // It is gone, or what is done to it would be done to the other object that is called so by now.
    if (!isSame(objects.get(keyOf(object)), object)) return true;
    const below = () => objectsBelow(context, object, [...objects.values()]);
    for (const child of below().reverse()) await remove(child, isCleanup);
    const { exchange, isDone } = await remover.remove(object, isCleanup);
    // What was gone before was not removed by this delete, which tells nothing of it then.
    const isAccepted = isDone && isSuccess(exchange?.reply?.status);
    const isGone = settle(
      object,
      await remover.look(object, isAccepted ? exchange : undefined, isCleanup),
      isDone,
    );
    // What could not be removed by itself may have gone with what it stood below.
    if (isGone)
      for (const child of below()) settle(child, await remover.look(child, undefined, isCleanup), false);
    return isGone;
  };

  const settle = (object: OwnObject, sight: Sight, isDone: boolean): boolean => {
    // What bears a name that this run never gave is not ours once ours was deleted.
    const isGone = sight === 'gone' || (isDone && sight !== 'there');
    return strike(object, isGone);
  };

  const strike = (object: OwnObject, isGone: boolean): boolean => {
    const { resource, identity, path } = object;
    const key = keyOf(object);
    if (!isSame(objects.get(key), object)) return isGone;
    if (isGone) ceiling.gone(key);
    else ceiling.stays(key);
    if (isGone && objects.delete(key)) {
      context.journal.write({ type: 'removed', resource: resource.name, identity, path: [...path] });
    }
    return isGone;
  };

  return {
    acquire: (resource, fresh) => (fresh ? make(resource) : share(resource, resource)),
    placeFor: placeOf,
    makeRoom,
    async reserve(operation, beside) {
      const { contract, profile } = context;
      const isKept = contract.resources.some(({ create }) => create?.operation === operation.id);
      if (!isKept || !profile.isStateful) return undefined;
      const slot = await ceiling.enter(beside.map(keyOf));
      return slot ?? { why: fullOf(maxAlive) };
    },
    note,
    remove,
    async confirmGone(object, deletion) {
      return settle(object, await remover.look(object, deletion, false), true);
    },
    adopt(object, mark) {
      const at = unnamed.findIndex((one) => mark !== undefined && one.mark === mark);
      if (at >= 0) unnamed.splice(at, 1);
      adopt(object);
    },
    giveUp(object) {
      strike(object, true);
    },
    leave: (object) => ceiling.stays(keyOf(object)),
    holds: (object) => isSame(objects.get(keyOf(object)), object),
    resolve(object, whose) {
      if (whose === 'ours') adopt(object);
      if (whose !== 'gone') return;
      const { resource, identity, path } = object;
      unclear.delete(keyOf(object));
      context.journal.write({ type: 'removed', resource: resource.name, identity, path: [...path] });
    },
    doubtful,
    get all() {
      return [...objects.values()];
    },
    unnamed,
    get unclear() {
      return [...unclear.values()];
    },
  };
}

function isSame(known: OwnObject | undefined, object: OwnObject): boolean {
  return known !== undefined && (known.mark === object.mark || object.mark === undefined);
}

function whyNone(name: string, { reply }: Exchange): string {
  if (!reply) return `no ${name} could be created`;
  return isSuccess(reply.status)
    ? `no reply names a ${name} that is surely ours`
    : `creating a ${name} was answered ${reply.status}`;
}

function fullOf(max: number): string {
  return `as many objects of the run are alive as --max-alive allows (${max}), and none of them goes`;
}

async function showsForeign(context: EngineContext, sender: Sender, resource: Resource): Promise<boolean> {
  const { body } = context.plan.basics[resource.create?.operation ?? '']?.request ?? {};
  const isSame = matcherOf(resource, body && 'value' in body ? body.value : undefined);
  const shown = await listAll(context, sender, resource, { purpose: 'see whether it is there already' });
  const items = shown && resource.list ? listedItems(resource.list, shown.reply?.json) : undefined;
  return isSame !== undefined && items?.some(isSame) === true;
}

/** Whether only one object of a resource can be there at a time. */
export function isSingular({ plan }: Pick<EngineContext, 'plan'>, resource: Resource): boolean {
  return isSole(resource, plan.basics[resource.create?.operation ?? '']?.request.body);
}
