import type { Contract, Operation, Resource, Response } from '../../model/contract.ts';
import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { withValueAt } from '../../model/pointer.ts';
import { type HeaderField, headerValue } from '../../model/request.ts';
import { challengeOf } from '../prism/credentials.ts';
import { splitTarget } from '../prism/prism-request.ts';
import { refusalStatus, type SeenFault } from '../prism/refusals.ts';
import { routesOf } from '../routes.ts';
import { Collection } from './collection.ts';
import { faultIn, type Reading } from './faults-in.ts';
import { identityMaker, uuid } from './identities.ts';
import { placed, spotOf } from './placing.ts';
import { Tasks } from './tasks.ts';
import {
  type Doorkeeper,
  doorkeeper,
  madeUpCredentials,
  openedBy,
  type SchemeParts,
} from './twin-credentials.ts';
import type { TwinObject } from './twin-object.ts';
import { type Replies, repliesOf, type TwinReply } from './twin-replies.ts';
import { type Call, callOf, type TwinRequest } from './twin-request.ts';

/** How a twin behaves where the contract leaves it open, and what it begins with. */
export interface TwinOptions {
  /** @defaultValue `strict` */
  readonly reading?: Reading;
  /** Of identities and tokens. @defaultValue 1 */
  readonly seed?: number;
  /** Credentials that are let in, by scheme; the made-up ones of a mock where a scheme is not named. */
  readonly credentials?: ReadonlyMap<string, SchemeParts>;
  /** Objects of each resource that are there before anybody asks for one. @defaultValue 1 */
  readonly foreign?: number;
}

/** What a twin did to an object. */
export interface TwinChange {
  readonly what: 'created' | 'updated' | 'deleted';
  readonly resource: string;
  readonly identity: string;
  readonly isForeign: boolean;
}

/** A stateful server made from a contract, without a port. */
export interface Twin {
  answer(request: TwinRequest): TwinReply;
  /** Every change of an object so far, oldest first. */
  readonly changes: readonly TwinChange[];
  /** The objects that are there, by resource; work under way is done first. */
  objects(): ReadonlyMap<string, readonly TwinObject[]>;
}

/** Makes the twin of a contract. */
export function createTwin(contract: Contract, options: TwinOptions = {}): Twin {
  return new ContractTwin(contract, options);
}

class ContractTwin implements Twin {
  readonly changes: TwinChange[] = [];
  readonly #contract: Contract;
  readonly #reading: Reading;
  readonly #replies: Replies;
  readonly #door: Doorkeeper;
  readonly #tasks: Tasks;
  readonly #collections: readonly Collection[];
  readonly #route: ReturnType<typeof routesOf>;
  /** What exists once, by the operation that reads it and its path. */
  readonly #singletons = new Map<string, JsonObject>();

  constructor(contract: Contract, { reading = 'strict', seed = 1, credentials, foreign = 1 }: TwinOptions) {
    this.#contract = contract;
    this.#reading = reading;
    this.#replies = repliesOf(contract);
    let count = 0;
    const unique = () => uuid(seed, ++count * 7919);
    this.#door = doorkeeper(
      contract,
      (scheme) => credentials?.get(scheme.name) ?? madeUpCredentials(scheme),
      unique,
    );
    this.#tasks = new Tasks(contract, this.#replies, unique);
    const parts = { contract, replies: this.#replies, newIdentity: identityMaker(contract, seed) };
    this.#collections = contract.resources.map((resource) => new Collection(resource, parts));
    for (const collection of this.#collections)
      for (let at = 0; at < foreign; at++) collection.add(undefined, true);
    this.#route = routesOf(contract.operations);
  }

  objects(): ReadonlyMap<string, readonly TwinObject[]> {
    this.#tasks.settle();
    return new Map(this.#collections.map(({ resource, all }) => [resource.name, all]));
  }

  answer(request: TwinRequest): TwinReply {
    const { path, query } = splitTarget(request.target, this.#contract.basePath);
    const route = path === undefined ? undefined : this.#route(path);
    if (path === undefined || !route) return bare(404);
    const operation = route.operations.find(({ method }) => method === request.method);
    if (!operation) return this.#wrongMethod(route.operations);
    const call = callOf(this.#contract, operation, { ...request, path, query });
    if (!this.#door.admits(call)) return this.#unauthorised(operation);
    const fault = faultIn(this.#contract, call, this.#reading);
    return fault === undefined ? this.#carriedOut(call) : this.#refused(operation, fault);
  }

  #wrongMethod(operations: readonly Operation[]): TwinReply {
    const allow: HeaderField = ['Allow', operations.map(({ method }) => method).join(', ')];
    const speaker = operations.find(({ responses }) =>
      responses.some(({ refuses }) => refuses?.includes('method')),
    );
    const reply = speaker ? this.#refused(speaker, 'method') : bare(405);
    return reply.status === 405 ? { ...reply, headers: [...reply.headers, allow] } : reply;
  }

  #unauthorised(operation: Operation): TwinReply {
    const reply = this.#replies.of(operation, refusalStatus(operation, 'credentials') ?? 401);
    const isChallenged = headerValue(reply.headers, 'www-authenticate') !== undefined;
    if (reply.status !== 401 || isChallenged) return reply;
    const challenge: HeaderField = ['WWW-Authenticate', challengeOf(this.#contract, operation)];
    return { ...reply, headers: [...reply.headers, challenge] };
  }

  #refused(operation: Operation, kind: SeenFault): TwinReply {
    return this.#replies.of(operation, refusalStatus(operation, kind) ?? 400);
  }

  #carriedOut(call: Call): TwinReply {
    const { operation } = call;
    const scheme = openedBy(this.#contract, operation);
    if (scheme) return this.#login(call, scheme);
    if (this.#contract.schemes.some(({ session }) => session?.logout === operation.id)) {
      this.#door.close(call);
      return this.#replies.success(operation);
    }
    const polled = this.#tasks.poll(call) ?? this.#tasks.resultFor(operation);
    if (polled) return polled;
    for (const collection of this.#collections) {
      const reply = this.#ofResource(call, collection);
      if (reply) return reply;
    }
    return this.#other(call);
  }

  #login(call: Call, scheme: ReturnType<typeof openedBy> & object): TwinReply {
    const { operation } = call;
    if (
      !scheme.session &&
      !this.#door.knowsClient(scheme, new URLSearchParams(Buffer.from(call.bytes).toString()))
    )
      return this.#unauthorised(operation);
    const token = this.#door.open(scheme);
    const expression = scheme.session?.token ?? '$response.body#/access_token';
    const reply = this.#replies.success(operation);
    const header = /^\$response\.header\.(.+)$/.exec(expression)?.[1];
    if (header !== undefined) return { ...reply, headers: [...reply.headers, [header, token]] };
    const spot = spotOf(expression);
    if (!spot || reply.body === undefined) return reply;
    const isRight = (body: Json) => this.#replies.isRight(operation, reply.status, body);
    return {
      ...reply,
      body: placed(reply.body, spot, token, isRight) ?? withValueAt(reply.body, spot.pointer, token),
    };
  }

  #ofResource(call: Call, collection: Collection): TwinReply | undefined {
    const { resource } = collection;
    const { id } = call.operation;
    const isUpsert = resource.update?.semantics === 'upsert' && resource.update.operation === id;
    if (id === resource.create?.operation || (isUpsert && resource.create === undefined))
      return this.#create(call, collection);
    if (id === resource.list?.operation) return this.#list(call, collection);
    const identity = call.path.get(resource.parameter);
    const speaksOfOne = call.operation.path.includes(`{${resource.parameter}}`);
    if (identity === undefined || !speaksOfOne) return undefined;
    const object = collection.get(String(identity));
    if (!object) return this.#gone(call.operation, resource);
    return this.#ofObject(call, collection, object);
  }

  #create(call: Call, collection: Collection): TwinReply {
    const { operation, body } = call;
    const { resource } = collection;
    const known = resource.update?.semantics === 'upsert' ? collection.meantBy(body) : undefined;
    if (!known && collection.isTaken(body)) {
      const conflict = this.#conflict(operation);
      if (conflict) return conflict;
    }
    const make = (): TwinObject => {
      if (known) collection.update(known, body);
      const object = known ?? collection.add(body);
      this.#note(known ? 'updated' : 'created', resource, object);
      return object;
    };
    return this.#finished(call, make, (object, reply) =>
      this.#located(
        call,
        resource,
        object,
        collection.showing(operation, reply, object, resource.create?.at ?? ''),
      ),
    );
  }

  #list(call: Call, collection: Collection): TwinReply {
    const { operation } = call;
    const query = new Map([...call.values].map(([{ name }, value]) => [name, value]));
    const shown = () => collection.listing(operation, this.#replies.success(operation), query);
    const isAsynchronous = /\brespond-async\b/i.test(headerValue(call.headers, 'prefer') ?? '');
    const later = operation.responses.find(({ status, task }) => task && status === '202');
    if (!isAsynchronous || !later) return shown();
    return this.#tasks.start(call, later, () => undefined, shown);
  }

  #ofObject(call: Call, collection: Collection, object: TwinObject): TwinReply {
    const { operation, body } = call;
    const { resource } = collection;
    const { read, update, delete: removal } = resource;
    if (operation.id === removal?.operation) {
      return this.#finished(
        call,
        () => {
          if (removal.revive === undefined) {
            collection.remove(object.identity);
            this.#note('deleted', resource, object);
          }
          return object;
        },
        (_, reply) => reply,
      );
    }
    if (operation.id === update?.operation) {
      if (collection.isTaken(body, object)) {
        const conflict = this.#conflict(operation);
        if (conflict) return conflict;
      }
      return this.#finished(
        call,
        () => {
          collection.update(object, body);
          this.#note('updated', resource, object);
          return object;
        },
        (changed, reply) => collection.showing(operation, reply, changed, read?.at ?? ''),
      );
    }
    if (operation.id === read?.operation)
      return collection.showing(operation, this.#replies.success(operation), object, read.at);
    return this.#other(call);
  }

  /** Does the work at once, or in a task where the success says so. */
  #finished(
    call: Call,
    work: () => TwinObject,
    show: (object: TwinObject, reply: TwinReply) => TwinReply,
  ): TwinReply {
    const reply = this.#replies.success(call.operation);
    const response = call.operation.responses.find(({ status }) => status === String(reply.status));
    if (response?.task) return this.#tasks.start(call, response, work);
    return show(work(), reply);
  }

  #located(call: Call, resource: Resource, { identity }: TwinObject, reply: TwinReply): TwinReply {
    const read = this.#contract.operations.find(({ id }) => id === resource.read?.operation);
    const response: Response | undefined = call.operation.responses.find(
      ({ status }) => status === String(reply.status),
    );
    if (!read || !response?.headers.some(({ name }) => name.toLowerCase() === 'location')) return reply;
    const path = read.path.replaceAll(/\{([^{}]+)\}/g, (_, name: string) =>
      encodeURIComponent(String(name === resource.parameter ? identity : (call.path.get(name) ?? ''))),
    );
    return { ...reply, headers: [...reply.headers, ['Location', this.#contract.basePath + path]] };
  }

  #conflict(operation: Operation): TwinReply | undefined {
    const status = [409, 412, 428, 422, 406, 400].find((one) =>
      operation.responses.some((response) => response.status === String(one)),
    );
    return status === undefined ? undefined : this.#replies.of(operation, status);
  }

  #gone(operation: Operation, { delete: removal }: Resource): TwinReply {
    const said = removal?.gone === 'unspecified' ? undefined : removal?.gone[0];
    const status = operation.responses.some((one) => one.status === said) ? Number(said) : undefined;
    return this.#replies.of(operation, status ?? refusalStatus(operation, 'path') ?? 404);
  }

  /** Operations of no resource: what exists once keeps what it is given, all else is as documented. */
  #other(call: Call): TwinReply {
    const { operation, body } = call;
    const reply = this.#replies.success(operation);
    const key = (id: string) => `${id} ${JSON.stringify([...call.path])}`;
    const { restore } = operation;
    if (restore && isObject(body)) {
      const kept = this.#singletons.get(key(restore.read)) ?? {};
      this.#singletons.set(key(restore.read), { ...kept, ...body });
      return this.#withMembers(operation, reply, { ...kept, ...body });
    }
    const response = operation.responses.find(({ status }) => status === String(reply.status));
    if (response?.task) return this.#tasks.start(call, response, () => undefined);
    return this.#withMembers(operation, reply, this.#singletons.get(key(operation.id)) ?? {});
  }

  #withMembers(operation: Operation, reply: TwinReply, members: JsonObject): TwinReply {
    let { body } = reply;
    for (const [name, value] of Object.entries(members)) {
      if (!isObject(body) || !(name in body)) continue;
      const made: Json = { ...body, [name]: value };
      if (this.#replies.isRight(operation, reply.status, made)) body = made;
    }
    return { ...reply, body };
  }

  #note(what: TwinChange['what'], { name }: Resource, { identity, isForeign }: TwinObject): void {
    this.changes.push({ what, resource: name, identity, isForeign });
  }
}

function bare(status: number): TwinReply {
  return { status, headers: [], mediaType: undefined, body: undefined };
}
