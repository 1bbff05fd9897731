import type { Contract, Operation, Resource, Response } from '../../model/contract.ts';
import { headerValue } from '../../model/request.ts';
import { refusalStatus } from '../prism/refusals.ts';
import type { Collection } from './collection.ts';
import type { Tasks } from './tasks.ts';
import type { TwinChange } from './twin.ts';
import type { TwinObject } from './twin-object.ts';
import type { Replies, TwinReply } from './twin-replies.ts';
import type { Call } from './twin-request.ts';

/** What the service of a resource works with. */
export interface ServiceContext {
  readonly contract: Contract;
  readonly replies: Replies;
  readonly tasks: Tasks;
  readonly note: (change: TwinChange) => void;
}

/** Carries out the operations of one resource. */
export class ResourceService {
  readonly #collection: Collection;
  readonly #context: ServiceContext;

  constructor(collection: Collection, context: ServiceContext) {
    this.#collection = collection;
    this.#context = context;
  }

  /** The reply to a call that belongs to the resource; undefined for all others. */
  answer(call: Call): TwinReply | undefined {
    const { resource } = this.#collection;
    const { id } = call.operation;
    const isUpsert = resource.update?.semantics === 'upsert' && resource.update.operation === id;
    if (id === resource.create?.operation || (isUpsert && resource.create === undefined))
      return this.#create(call);
    if (id === resource.list?.operation) return this.#list(call);
    const identity = call.path.get(resource.parameter);
    const speaksOfOne = call.operation.path.includes(`{${resource.parameter}}`);
    if (identity === undefined || !speaksOfOne) return undefined;
    const object = this.#collection.get(String(identity));
    if (!object) return this.#gone(call.operation, resource);
    return this.#ofObject(call, object);
  }

  #create(call: Call): TwinReply {
    const { operation, body } = call;
    const { resource } = this.#collection;
    const known = resource.update?.semantics === 'upsert' ? this.#collection.meantBy(body) : undefined;
    // Nobody could tell what came of it.
    if (!this.#collection.isNamed(body))
      return this.#context.replies.of(operation, refusalStatus(operation, 'body') ?? 400);
    if (!known && this.#collection.isTaken(body)) {
      const conflict = this.#conflict(operation);
      if (conflict) return conflict;
    }
    const make = (): TwinObject => {
      if (known) this.#collection.update(known, body);
      const object = known ?? this.#collection.add(body);
      this.#note(known ? 'updated' : 'created', resource, object);
      return object;
    };
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
    const query = new Map([...call.values].map(([{ name }, value]) => [name, value]));
    const shown = () => this.#collection.listing(this.#context.replies.success(operation), query);
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
        () => {
          object.isActive = false;
          if (removal.revive === undefined) this.#collection.remove(object.identity);
          this.#note('deleted', resource, object);
          return object;
        },
        (_, reply) => reply,
      );
    }
    if (operation.id === update?.operation) {
      if (this.#collection.isTaken(body, object)) {
        const conflict = this.#conflict(operation);
        if (conflict) return conflict;
      }
      return this.#finished(
        call,
        () => {
          this.#collection.update(object, body);
          this.#note('updated', resource, object);
          return object;
        },
        (changed, reply) => this.#collection.showing(operation, reply, changed, read?.at ?? ''),
      );
    }
    if (operation.id === removal?.revive) object.isActive = true;
    if (operation.id === read?.operation)
      return this.#collection.showing(operation, this.#context.replies.success(operation), object, read.at);
    return undefined;
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

  #conflict(operation: Operation): TwinReply | undefined {
    const status = [409, 412, 428, 422, 406, 400].find((one) =>
      operation.responses.some((response) => response.status === String(one)),
    );
    return status === undefined ? undefined : this.#context.replies.of(operation, status);
  }

  #gone(operation: Operation, { delete: removal }: Resource): TwinReply {
    const said = removal?.gone === 'unspecified' ? undefined : removal?.gone[0];
    const status = operation.responses.some((one) => one.status === said) ? Number(said) : undefined;
    return this.#context.replies.of(operation, status ?? refusalStatus(operation, 'path') ?? 404);
  }

  #note(what: TwinChange['what'], { name }: Resource, { identity, isForeign }: TwinObject): void {
    this.#context.note({ what, resource: name, identity, isForeign });
  }
}
