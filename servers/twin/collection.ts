import { evaluate } from '../../contract/expressions.ts';
import { listedItems } from '../../contract/identities.ts';
import type { Contract, Operation, Resource } from '../../model/contract.ts';
import { equalJson, type Json } from '../../model/json.ts';
import { type Pointer, valueAt, withValueAt } from '../../model/pointer.ts';
import { exampleValue } from '../example-value.ts';
import type { NewIdentity } from './identities.ts';
import { placed, spotOf } from './placing.ts';
import { identitySpot, keptMembers, lookupMembers, shownIn, type TwinObject } from './twin-object.ts';
import type { Replies, TwinReply } from './twin-replies.ts';

type Kept = TwinObject & { readonly lookups: readonly [Pointer, Json][] };

/** What a collection is made with. */
export interface CollectionParts {
  readonly contract: Contract;
  readonly replies: Replies;
  readonly newIdentity: NewIdentity;
}

/** The objects of one resource, and the replies that show them. */
export class Collection {
  readonly resource: Resource;
  readonly #parts: CollectionParts;
  readonly #objects = new Map<string, Kept>();

  constructor(resource: Resource, parts: CollectionParts) {
    this.resource = resource;
    this.#parts = parts;
  }

  get all(): readonly TwinObject[] {
    return [...this.#objects.values()];
  }

  get(identity: string): TwinObject | undefined {
    return this.#objects.get(identity);
  }

  /** Keeps a new object of what was sent. */
  add(body: Json | undefined, isForeign = false): TwinObject {
    const object: Kept = {
      identity: this.#parts.newIdentity(this.resource, this.#shownIdentity()),
      members: keptMembers(this.resource, body),
      lookups: lookupMembers(this.resource, body),
      isForeign,
    };
    this.#objects.set(object.identity, object);
    return object;
  }

  remove(identity: string): void {
    this.#objects.delete(identity);
  }

  /** The object that an upsert means: the one with the same key. */
  meantBy(body: Json | undefined): TwinObject | undefined {
    const { mark } = this.resource;
    const key = mark === undefined ? undefined : valueAt(body, `/${mark}`);
    if (mark === undefined || key === undefined) return undefined;
    return this.all.find(({ members }) => equalJson(members[mark] ?? null, key));
  }

  /** Whether another object has a member that no two may share. */
  isTaken(body: Json | undefined, own?: TwinObject): boolean {
    const sent = keptMembers(this.resource, body);
    return this.resource.unique.some((name) => {
      const value = sent[name];
      if (value === undefined || value === null || value === '') return false;
      return this.all.some((other) => other !== own && equalJson(other.members[name] ?? null, value));
    });
  }

  /** Changes an object as the contract says that an update does. */
  update(object: TwinObject, body: Json | undefined): void {
    const sent = keptMembers(this.resource, body);
    const isReplaced = this.resource.update?.semantics === 'replace';
    object.members = isReplaced ? sent : { ...object.members, ...sent };
  }

  /** A reply that shows an object at a place of its body. */
  showing(operation: Operation, reply: TwinReply, object: TwinObject, at: Pointer): TwinReply {
    if (reply.body === undefined) return reply;
    const { replies } = this.#parts;
    const isRight = (body: Json) => replies.isRight(operation, reply.status, body);
    const lookups = this.#objects.get(object.identity)?.lookups ?? [];
    const shown = shownIn(this.resource, object, lookups, reply.body, at, isRight) ?? reply.body;
    const identity = this.resource.create?.identity;
    const own = identity && 'expression' in identity ? spotOf(identity.expression) : undefined;
    const isCreate = operation.id === this.resource.create?.operation;
    const named = own && isCreate ? placed(shown, own, object.identity, isRight) : undefined;
    return { ...reply, body: named ?? shown };
  }

  /** A reply that lists the objects that a query asks for. */
  listing(operation: Operation, reply: TwinReply, query: ReadonlyMap<string, Json>): TwinReply {
    const { list } = this.resource;
    if (!list) return reply;
    const { replies, contract } = this.#parts;
    const content = replies.contentOf(operation, reply.status);
    const first = `${list.items}/0`;
    const base =
      (listedItems(list, reply.body) ?? []).length > 0 || content?.schema === undefined
        ? reply.body
        : exampleValue(contract, content.schema, 'response', [first]);
    const [item] = listedItems(list, base) ?? [];
    if (base === undefined || item === undefined) return reply;
    const lone = withValueAt(base, list.items, [item]);
    const isRight = (body: Json) => replies.isRight(operation, reply.status, body);
    const items = this.all
      .filter((object) => this.#isFound(object, query))
      .flatMap((object) => {
        const { lookups } = object as Kept;
        const shown = shownIn(this.resource, object, lookups, lone, first, isRight);
        const own = shown && valueAt(shown, first);
        return own === undefined ? [] : [own];
      });
    const body = withValueAt(base, list.items, items);
    return isRight(body) ? { ...reply, body } : reply;
  }

  /** An identity that the document shows, in the reply to a read or else to a create. */
  #shownIdentity(): string | undefined {
    const { contract, replies } = this.#parts;
    const { read, create } = this.resource;
    const spot = identitySpot(this.resource);
    if (!spot) return undefined;
    for (const role of [read, create]) {
      const operation = contract.operations.find(({ id }) => id === role?.operation);
      const body = operation && replies.success(operation).body;
      const pattern = spot.pattern === undefined ? '' : `#regex:${spot.pattern}`;
      const [shown] = evaluate(`$item#${role?.at ?? ''}${spot.pointer}${pattern}`, { item: body ?? null });
      if (typeof shown === 'string' || typeof shown === 'number') return String(shown);
    }
    return undefined;
  }

  #isFound({ members }: TwinObject, query: ReadonlyMap<string, Json>): boolean {
    return [...(this.resource.list?.find ?? [])].every(([name, member]) => {
      const wanted = query.get(name);
      return wanted === undefined || String(valueAt(members, member) ?? '').includes(String(wanted));
    });
  }
}
