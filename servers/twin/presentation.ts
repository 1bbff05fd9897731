import { evaluate } from '../../contract/expressions.ts';
import { listedItems } from '../../contract/identities.ts';
import type { Contract, Operation, Resource } from '../../model/contract.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import { type Pointer, valueAt, withValueAt } from '../../model/pointer.ts';
import { exampleValue } from '../example-value.ts';
import { pageFor } from './list-pages.ts';
import { spotOf } from './placing.ts';
import { rememberedMembers } from './remembered-members.ts';
import { identified, identitySpot, type Lookup, shownIn, type TwinObject } from './twin-object.ts';
import type { Replies, TwinReply } from './twin-replies.ts';
import type { Call } from './twin-request.ts';

/** A body into which an object can be written at a place. */
interface Frame {
  readonly body: Json;
  readonly at: Pointer;
  readonly isRight: (body: Json) => boolean;
}

/** How an object was shown in lists, and what it was then. */
interface ShownItem extends Pick<TwinObject, 'members' | 'changes' | 'times'> {
  readonly item: Json | undefined;
}

/** How the objects of a resource are shown by the operations of a contract: alike, wherever their schemas allow it. */
export class Presentation {
  readonly #resource: Resource;
  readonly #contract: Contract;
  readonly #replies: Replies;
  readonly #items = new WeakMap<TwinObject, ShownItem>();
  #frameOfItems: Frame | undefined | null = null;

  constructor(resource: Resource, contract: Contract, replies: Replies) {
    this.#resource = resource;
    this.#contract = contract;
    this.#replies = replies;
  }

  /** A reply that shows an object at a place of its body. */
  showing(operation: Operation, reply: TwinReply, object: TwinObject, at: Pointer): TwinReply {
    if (reply.body === undefined) return reply;
    const isRight = (body: Json) => this.#replies.isRight(operation, reply.status, body);
    const shown = this.#written(object, { body: reply.body, at, isRight }) ?? reply.body;
    const identity = this.#resource.create?.identity;
    const own = identity && 'expression' in identity ? spotOf(identity.expression) : undefined;
    const isCreate = operation.id === this.#resource.create?.operation;
    const named =
      own && isCreate ? identified(this.#resource, object, shown, { spot: own, isRight }) : undefined;
    return { ...reply, body: named ?? shown };
  }

  /** A reply that lists objects. */
  listing(call: Call, reply: TwinReply, objects: readonly TwinObject[]): TwinReply {
    const frame = this.#itemFrame();
    const { list } = this.#resource;
    if (!frame || !list) return reply;
    const items = objects.map((object) => this.#itemOf(object, frame)).filter((item) => item !== undefined);
    const parts = { contract: this.#contract, replies: this.#replies };
    return pageFor(parts, call, { ...reply, body: frame.body }, { items, at: list.items }) ?? reply;
  }

  /** Whether a list can show what objects are looked up by. */
  canShow(lookups: readonly Lookup[]): boolean {
    const frame = this.#itemFrame();
    return (
      !frame ||
      lookups.every(([pointer, value]) => frame.isRight(withValueAt(frame.body, frame.at + pointer, value)))
    );
  }

  /** An identity that the document shows, in the reply to a read or else to a create. */
  shownIdentity(): string | undefined {
    const { read, create } = this.#resource;
    const spot = identitySpot(this.#resource);
    if (!spot) return undefined;
    for (const role of [read, create]) {
      const operation = this.#operation(role?.operation);
      const body = operation && this.#replies.success(operation).body;
      const pattern = spot.pattern === undefined ? '' : `#regex:${spot.pattern}`;
      const [shown] = evaluate(`$item#${role?.at ?? ''}${spot.pointer}${pattern}`, { item: body ?? null });
      if (typeof shown === 'string' || typeof shown === 'number') return String(shown);
    }
    return undefined;
  }

  /** An object as an item of lists, made anew once it was changed: most of what is listed was listed before. */
  #itemOf(object: TwinObject, frame: Frame): Json | undefined {
    const { members, changes, times } = object;
    const known = this.#items.get(object);
    if (known && known.members === members && known.changes === changes && known.times === times)
      return known.item;
    const shown = this.#written(object, frame);
    const item = shown && valueAt(shown, frame.at);
    this.#items.set(object, { members, changes, times, item });
    return item;
  }

  /** As a read shows it, where the schema takes that; else what the document shows there, with the object's members. */
  #written(object: TwinObject, { body, at, isRight }: Frame): Json | undefined {
    const asRead = this.#asRead(object);
    const alike = asRead === undefined ? body : withValueAt(body, at, asRead);
    const remembered = this.#remembered(object);
    return shownIn(this.#resource, object, { body: isRight(alike) ? alike : body, at, isRight, remembered });
  }

  #asRead(object: TwinObject): Json | undefined {
    const { read } = this.#resource;
    const operation = this.#operation(read?.operation);
    const reply = operation && this.#replies.success(operation);
    if (!read || !operation || reply?.body === undefined) return undefined;
    const isRight = (body: Json) => this.#replies.isRight(operation, reply.status, body);
    const remembered = this.#remembered(object);
    const shown = shownIn(this.#resource, object, { body: reply.body, at: read.at, isRight, remembered });
    return shown && valueAt(shown, read.at);
  }

  /** Alike in every reply, whatever the document shows in each. */
  #remembered(object: TwinObject): JsonObject {
    const { read } = this.#resource;
    const operation = this.#operation(read?.operation);
    const body = operation && this.#replies.success(operation).body;
    return rememberedMembers(this.#resource, valueAt(body, read?.at ?? ''), object);
  }

  #itemFrame(): Frame | undefined {
    if (this.#frameOfItems === null) this.#frameOfItems = this.#frameForItems();
    return this.#frameOfItems;
  }

  /** A list's body with a single item. */
  #frameForItems(): Frame | undefined {
    const { list } = this.#resource;
    const operation = this.#operation(list?.operation);
    if (!list || !operation) return undefined;
    const reply = this.#replies.success(operation);
    const schema = this.#replies.contentOf(operation, reply.status)?.schema;
    const at = `${list.items}/0`;
    const isFilled = (listedItems(list, reply.body) ?? []).length > 0 || schema === undefined;
    const base = isFilled ? reply.body : exampleValue(this.#contract, schema, 'response', [at]);
    const [item] = listedItems(list, base) ?? [];
    if (base === undefined || item === undefined) return undefined;
    const isRight = (body: Json) => this.#replies.isRight(operation, reply.status, body);
    return { body: withValueAt(base, list.items, [item]), at, isRight };
  }

  #operation(id: string | undefined): Operation | undefined {
    return this.#contract.operations.find((operation) => operation.id === id);
  }
}
