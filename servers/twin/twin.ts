import type { Contract, Operation, Resource } from '../../model/contract.ts';
import type { Json } from '../../model/json.ts';
import { withValueAt } from '../../model/pointer.ts';
import { type HeaderField, headerValue } from '../../model/request.ts';
import { challengeOf } from '../prism/credentials.ts';
import { splitTarget } from '../prism/prism-request.ts';
import { refusalStatus, type SeenFault } from '../prism/refusals.ts';
import { allowedMethods, operationFor, routesOf } from '../routes.ts';
import { Collection } from './collection.ts';
import type { TwinDeparture } from './departure.ts';
import { distinctValues } from './distinct-values.ts';
import { faultsIn, type Reading } from './faults-in.ts';
import { identityMaker, uuid } from './identities.ts';
import { keepingInvariants } from './keeping-invariants.ts';
import { placed, spotOf } from './placing.ts';
import { ResourceService, type ServiceContext } from './resource-service.ts';
import { Singletons } from './singletons.ts';
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
  /**
   * Milliseconds since 1970: what objects show as the times of their create and of their last change. Without it they show
   * the times of the document, and replies depend on nothing but what was asked.
   */
  readonly clock?: () => number;
  /** Credentials that are let in, by scheme; the made-up ones of a mock where a scheme is not named. */
  readonly credentials?: ReadonlyMap<string, SchemeParts>;
  /** Objects of each resource that are there before anybody asks for one. @defaultValue 1 */
  readonly foreign?: number;
  /** What it does wrong on purpose. */
  readonly departure?: TwinDeparture | undefined;
}

/** What a twin did to an object. */
export interface TwinChange {
  readonly what: 'created' | 'updated' | 'deleted';
  readonly resource: string;
  readonly identity: string;
  readonly isForeign: boolean;
}

/** What a twin was asked, and how it answered. */
export interface TwinExchange {
  readonly method: string;
  readonly target: string;
  readonly status: number;
}

/** A stateful server made from a contract, without a port. */
export interface Twin {
  answer(request: TwinRequest): TwinReply;
  /** Every request so far, oldest first. */
  readonly log: readonly TwinExchange[];
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
  readonly log: TwinExchange[] = [];
  readonly #contract: Contract;
  readonly #reading: Reading;
  readonly #departure: TwinDeparture;
  readonly #replies: Replies;
  readonly #door: Doorkeeper;
  readonly #tasks: Tasks;
  readonly #collections: readonly Collection[];
  readonly #route: ReturnType<typeof routesOf>;
  readonly #services: readonly ResourceService[];
  readonly #singletons: Singletons;

  constructor(
    contract: Contract,
    { reading = 'strict', seed = 1, clock, credentials, foreign = 1, departure = {} }: TwinOptions,
  ) {
    this.#contract = contract;
    this.#reading = reading;
    this.#departure = departure;
    this.#replies = repliesOf(contract);
    let count = 0;
    const unique = () => uuid(seed, ++count * 7919);
    this.#door = doorkeeper(
      contract,
      (scheme) => credentials?.get(scheme.name) ?? madeUpCredentials(scheme),
      unique,
    );
    this.#tasks = new Tasks(contract, this.#replies, unique);
    const parts = { contract, replies: this.#replies, newIdentity: identityMaker(contract, seed), clock };
    this.#collections = contract.resources.map((resource) => new Collection(resource, parts));
    for (const collection of this.#collections)
      for (let at = 0; at < foreign; at++) collection.add(undefined);
    const note = (change: TwinChange) => void this.changes.push(change);
    const emptied = (resource: Resource, identity: string) => {
      for (const service of this.#services) service.removeBelow(resource, identity);
    };
    const newValue = distinctValues(unique);
    const carryOut: ServiceContext['carryOut'] = (work, usual) =>
      departure.carryOut?.(work, usual) ?? usual();
    const context: ServiceContext = {
      contract,
      replies: this.#replies,
      tasks: this.#tasks,
      note,
      newValue,
      emptied,
      keepsAlone: (call, member) => departure.keepsAlone?.(call, member) ?? true,
      carryOut,
    };
    this.#services = this.#collections.map((collection) => new ResourceService(collection, context));
    this.#singletons = new Singletons(contract, this.#replies, this.#tasks);
    this.#route = routesOf(contract.operations);
  }

  objects(): ReadonlyMap<string, readonly TwinObject[]> {
    this.#tasks.settle();
    return new Map(this.#collections.map(({ resource, all }) => [resource.name, all]));
  }

  answer(request: TwinRequest): TwinReply {
    const reply = this.#answer(request);
    this.log.push({ method: request.method, target: request.target, status: reply.status });
    return reply;
  }

  #answer(request: TwinRequest): TwinReply {
    const { path, query } = splitTarget(request.target, this.#contract.basePath);
    const route = path === undefined ? undefined : this.#route(path);
    const operation = route && operationFor(route.operations, request.method);
    if (path === undefined || !route || !operation) {
      const reply = route ? this.#wrongMethod(route.operations) : bare(404);
      return this.#departure.outside?.(request, reply) ?? reply;
    }
    const call = callOf(this.#contract, operation, { ...request, path, query });
    const usual = (meant = call) => {
      const reply = this.#replies.completed(operation, this.#replyTo(meant));
      const kept = keepingInvariants(this.#contract, this.#replies, meant, reply);
      return this.#replies.asAccepted(operation, kept, headerValue(meant.headers, 'accept'));
    };
    return this.#departure.answer?.(call, usual) ?? usual();
  }

  #replyTo(call: Call): TwinReply {
    const { operation } = call;
    const isKnown = this.#door.admits(call);
    if (!(this.#departure.admits?.(call, isKnown) ?? isKnown)) return this.#unauthorised(operation);
    const seen = faultsIn(this.#contract, call, this.#reading);
    const faults = this.#departure.faults?.(call, seen) ?? seen;
    const [first] = faults;
    if (!first) return this.#carriedOut(call);
    const refused = this.#refused(operation, first.kind);
    return this.#departure.refuse?.(call, faults, refused) ?? refused;
  }

  #wrongMethod(operations: readonly Operation[]): TwinReply {
    const allow: HeaderField = ['Allow', allowedMethods(operations).join(', ')];
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
    for (const service of this.#services) {
      const reply = service.missing(call);
      if (reply) return reply;
    }
    for (const service of this.#services) {
      const reply = service.answer(call);
      if (reply) return reply;
    }
    return this.#singletons.answer(call);
  }

  #login(call: Call, scheme: ReturnType<typeof openedBy> & object): TwinReply {
    const { operation } = call;
    const token = this.#door.open(scheme, call);
    if (token === undefined) return this.#unauthorised(operation);
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
}

function bare(status: number): TwinReply {
  return { status, headers: [], mediaType: undefined, body: undefined };
}
