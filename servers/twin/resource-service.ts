import type { Contract, Operation, Resource, Response } from '../../model/contract.ts';
import type { Json } from '../../model/json.ts';
import { type Pointer, valueAt, withValueAt } from '../../model/pointer.ts';
import { headerValue } from '../../model/request.ts';
import { refusalStatus } from '../prism/refusals.ts';
import type { Collection } from './collection.ts';
import type { TwinWork } from './departure.ts';
import type { NewValue } from './distinct-values.ts';
import { goesThrough } from './object-place.ts';
import type { Tasks } from './tasks.ts';
import type { TwinChange } from './twin.ts';
import { isShown, type TwinObject } from './twin-object.ts';
import type { Replies, TwinReply } from './twin-replies.ts';
import type { Call } from './twin-request.ts';

/** What the service of a resource works with. */
export interface ServiceContext {
  readonly contract: Contract;
  readonly replies: Replies;
  readonly tasks: Tasks;
  readonly note: (change: TwinChange) => void;
  /** Makes what an act makes. */
  readonly newValue: NewValue;
  /** Told that an object is gone, so that what stands below it goes too. */
  readonly emptied: (resource: Resource, identity: string) => void;
  /** Whether a call may not give an object what another one has in a member that no two may share. */
  readonly keepsAlone: (call: Call, member: string) => boolean;
  /** Does what is to be done with an object. */
  readonly carryOut: (work: TwinWork, usual: () => TwinObject) => TwinObject;
}

/** Carries out the operations of one resource. */
export class ResourceService {
  readonly #collection: Collection;
  readonly #context: ServiceContext;
  readonly #goesThrough: (operation: Operation) => boolean;

  constructor(collection: Collection, context: ServiceContext) {
    this.#collection = collection;
    this.#context = context;
    this.#goesThrough = goesThrough(context.contract, collection.resource);
  }

  /** The reply to a call that belongs to the resource; undefined for all others. */
  answer(call: Call): TwinReply | undefined {
    if (this.#creates(call)) return this.#create(call);
    if (call.operation.id === this.#collection.resource.list?.operation) return this.#list(call);
    const object = this.#named(call);
    return object && this.#ofObject(call, object);
  }

  /** The refusal of a call that goes through an object which is not there; undefined for all others. */
  missing(call: Call): TwinReply | undefined {
    if (this.#creates(call) || !this.#goesThrough(call.operation)) return undefined;
    const object = this.#named(call);
    const { resource } = this.#collection;
    // What was put away is gone for all but what brings it back.
    const isThere = object && (isShown(resource, object) || call.operation.id === resource.delete?.revive);
    return isThere ? undefined : this.#gone(call.operation, resource);
  }

  #creates({ operation: { id } }: Call): boolean {
    const { create, update } = this.#collection.resource;
    if (create) return create.operation === id;
    return update?.semantics === 'upsert' && update.operation === id;
  }

  #named(call: Call): TwinObject | undefined {
    if (!this.#goesThrough(call.operation)) return undefined;
    const identity = call.path.get(this.#collection.resource.parameter);
    return identity === undefined ? undefined : this.#collection.get(String(identity), call.path);
  }

  #create(call: Call): TwinReply {
    const { operation, body } = call;
    const { resource } = this.#collection;
    const known =
      resource.update?.semantics === 'upsert' ? this.#collection.meantBy(body, call.path) : undefined;
    // Nobody could tell what came of it.
    if (!this.#collection.isNamed(body))
      return this.#context.replies.of(operation, refusalStatus(operation, 'body') ?? 400);
    const conflict = known ? undefined : this.#conflict(call);
    if (conflict) return conflict;
    const usual = (): TwinObject => {
      if (known) this.#collection.update(known, body);
      const object = known ?? this.#collection.add(body, call.path);
      this.#note(known ? 'updated' : 'created', resource, object);
      return object;
    };
    const work = known ? ({ what: 'update', object: known } as const) : ({ what: 'create' } as const);
    const make = () => this.#carriedOut(call, work, usual);
    return this.#finished(call, make, (object, reply) =>
      this.#located(
        call,
        resource,
        object,
        this.#collection.showing(operation, reply, object, resource.create?.at ?? ''),
      ),
    );
  }

  #list(call: Call): TwinReply {
    const { operation } = call;
    const shown = () => this.#collection.listing(call, this.#context.replies.success(operation));
    const isAsynchronous = /\brespond-async\b/i.test(headerValue(call.headers, 'prefer') ?? '');
    const later = operation.responses.find(({ status, task }) => task && status === '202');
    if (!isAsynchronous || !later) return shown();
    return this.#context.tasks.start(call, later, () => undefined, shown);
  }

  #ofObject(call: Call, object: TwinObject): TwinReply | undefined {
    const { operation, body } = call;
    const { resource } = this.#collection;
    const { read, update, delete: removal } = resource;
    if (operation.id === removal?.operation) {
      return this.#finished(
        call,
        () =>
          this.#carriedOut(call, { what: 'delete', object }, () => {
            this.#putAway(object);
            return object;
          }),
        (_, reply) => reply,
      );
    }
    if (operation.id === update?.operation) {
      const conflict = this.#conflict(call, object);
      if (conflict) return conflict;
      return this.#finished(
        call,
        () =>
          this.#carriedOut(call, { what: 'update', object }, () => {
            this.#collection.update(object, body);
            this.#note('updated', resource, object);
            return object;
          }),
        (changed, reply) => this.#collection.showing(operation, reply, changed, read?.at ?? ''),
      );
    }
    const made = resource.distinct.get(operation.id);
    if (made !== undefined) return this.#act(operation, made);
    const isIdle = operation.id === removal?.revive && object.isActive;
    const refused = isIdle
      ? operation.responses.find(({ refuses }) => refuses?.includes('state'))
      : undefined;
    if (refused && /^\d{3}$/.test(refused.status))
      return this.#context.replies.of(operation, Number(refused.status));
    if (operation.id === removal?.revive)
      this.#carriedOut(call, { what: 'revive', object }, () => {
        object.isActive = true;
        return object;
      });
    if (operation.id === read?.operation)
      return this.#collection.showing(operation, this.#context.replies.success(operation), object, read.at);
    return undefined;
  }

  #carriedOut(call: Call, work: Pick<TwinWork, 'what' | 'object'>, usual: () => TwinObject): TwinObject {
    return this.#context.carryOut({ ...work, call, collection: this.#collection }, usual);
  }

  /** What an act makes is another each time; of one that is a task, the task is. */
  #act(operation: Operation, at: Pointer): TwinReply | undefined {
    const { replies, newValue } = this.#context;
    const reply = replies.success(operation);
    const response = operation.responses.find(({ status }) => status === String(reply.status));
    const { body } = reply;
    if (response?.task || body === undefined) return undefined;
    const isRight = (value: Json) => replies.isRight(operation, reply.status, withValueAt(body, at, value));
    const value = newValue(valueAt(body, at), isRight);
    return value === undefined ? reply : { ...reply, body: withValueAt(body, at, value) };
  }

  #putAway(object: TwinObject): void {
    const { resource } = this.#collection;
    // Several deletes may be under way, of it and of what it stands below.
    if (this.#collection.get(object.identity, object.place) !== object) return;
    object.isActive = false;
    if (resource.delete?.revive === undefined) {
      this.#collection.remove(object.identity);
      this.#context.emptied(resource, object.identity);
    }
    this.#note('deleted', resource, object);
  }

  /** Removes what stands below an object of another resource that is gone. */
  removeBelow(parent: Resource, identity: string): void {
    if (parent === this.#collection.resource) return;
    for (const object of this.#collection.below(parent, identity)) this.#putAway(object);
  }

  /** Does the work at once, or in a task where the success says so. */
  #finished(
    call: Call,
    work: () => TwinObject,
    show: (object: TwinObject, reply: TwinReply) => TwinReply,
  ): TwinReply {
    const reply = this.#context.replies.success(call.operation);
    const response = call.operation.responses.find(({ status }) => status === String(reply.status));
    if (response?.task) return this.#context.tasks.start(call, response, work);
    return show(work(), reply);
  }

  #located(call: Call, resource: Resource, { identity }: TwinObject, reply: TwinReply): TwinReply {
    const read = this.#context.contract.operations.find(({ id }) => id === resource.read?.operation);
    const response: Response | undefined = call.operation.responses.find(
      ({ status }) => status === String(reply.status),
    );
    if (!read || !response?.headers.some(({ name }) => name.toLowerCase() === 'location')) return reply;
    const path = read.path.replaceAll(/\{([^{}]+)\}/g, (_, name: string) =>
      encodeURIComponent(String(name === resource.parameter ? identity : (call.path.get(name) ?? ''))),
    );
    return { ...reply, headers: [...reply.headers, ['Location', this.#context.contract.basePath + path]] };
  }

  /** The refusal of a call that gives an object what another one has alone; undefined where it may. */
  #conflict(call: Call, own?: TwinObject): TwinReply | undefined {
    const { operation, body, path } = call;
    const isAlone = (member: string) => this.#context.keepsAlone(call, member);
    if (!this.#collection.isTaken(body, path, isAlone, own)) return undefined;
    const status = [409, 412, 428, 422, 406, 400].find((one) =>
      operation.responses.some((response) => response.status === String(one)),
    );
    return status === undefined ? undefined : this.#context.replies.of(operation, status);
  }

  #gone(operation: Operation, { delete: removal }: Resource): TwinReply {
    const said = removal === undefined || removal.gone === 'unspecified' ? [] : removal.gone;
    const isSaid = ({ status }: Response) => said.includes(status);
    // A 404 may be documented for something else alone, such as an address that leads nowhere.
    const isUsual = ({ status, refuses }: Response) =>
      status === '404' && (refuses === undefined || refuses.includes('path') || refuses.includes('state'));
    const { responses } = operation;
    const status = (responses.find(isSaid) ?? responses.find(isUsual))?.status;
    const usual = refusalStatus(operation, 'path') ?? 404;
    return this.#context.replies.of(operation, status === undefined ? usual : Number(status));
  }

  #note(what: TwinChange['what'], { name }: Resource, { identity, isForeign }: TwinObject): void {
    this.#context.note({ what, resource: name, identity, isForeign });
  }
}
