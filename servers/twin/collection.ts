import type { Contract, Operation, Resource } from '../../model/contract.ts';
import { equalJson, type Json } from '../../model/json.ts';
import { type Pointer, valueAt } from '../../model/pointer.ts';
import type { NewIdentity } from './identities.ts';
import { leadsTo, placeOf } from './object-place.ts';
import { Presentation } from './presentation.ts';
import { isShown, keptMembers, lookupsOf, type TwinObject } from './twin-object.ts';
import type { Replies, TwinReply } from './twin-replies.ts';
import type { Call } from './twin-request.ts';

type Path = ReadonlyMap<string, Json>;

/** What a collection is made with. */
export interface CollectionParts {
  readonly contract: Contract;
  readonly replies: Replies;
  readonly newIdentity: NewIdentity;
  /** Milliseconds since 1970. */
  readonly clock?: (() => number) | undefined;
}

/** The objects of one resource. */
export class Collection {
  readonly resource: Resource;
  readonly #newIdentity: NewIdentity;
  readonly #clock: (() => number) | undefined;
  readonly #presentation: Presentation;
  readonly #objects = new Map<string, TwinObject>();

  constructor(resource: Resource, { contract, replies, newIdentity, clock }: CollectionParts) {
    this.#clock = clock;
    this.resource = resource;
    this.#newIdentity = newIdentity;
    this.#presentation = new Presentation(resource, contract, replies);
  }

  get all(): readonly TwinObject[] {
    return [...this.#objects.values()];
  }

  /** The object that a path names, whose last part is its identity. */
  get(identity: string, path: Path): TwinObject | undefined {
    const object = this.#objects.get(identity);
    return object && leadsTo(object.place, path) ? object : undefined;
  }

  /** Keeps a new object of what was sent; one that is made below no path is somebody else's. */
  add(body: Json | undefined, path?: Path, identity?: string): TwinObject {
    const now = this.#clock?.();
    const object: TwinObject = {
      identity: identity ?? this.#newIdentity(this.resource, this.#presentation.shownIdentity()),
      members: keptMembers(this.resource, body),
      lookups: lookupsOf(this.resource, body),
      place: placeOf(this.resource, path ?? new Map()),
      changes: 0,
      ...(now === undefined ? {} : { times: { created: now, changed: now } }),
      isActive: true,
      isForeign: path === undefined,
    };
    this.#objects.set(object.identity, object);
    return object;
  }

  remove(identity: string): void {
    this.#objects.delete(identity);
  }

  /** The objects that stand below one of another resource. */
  below({ parameter }: Resource, identity: string): TwinObject[] {
    return this.all.filter(({ place }) => place.get(parameter) === identity);
  }

  /** Changes an object as the contract says that an update does. */
  update(object: TwinObject, body: Json | undefined): void {
    const sent = keptMembers(this.resource, body);
    const isReplaced = this.resource.update?.semantics === 'replace';
    object.changes += 1;
    const now = this.#clock?.();
    if (object.times && now !== undefined) object.times = { ...object.times, changed: now };
    object.members = isReplaced ? sent : { ...object.members, ...sent };
  }

  /** The object that an upsert means: the one with the same key. */
  meantBy(body: Json | undefined, path: Path): TwinObject | undefined {
    const { mark } = this.resource;
    const key = mark === undefined ? undefined : valueAt(body, `/${mark}`);
    if (mark === undefined || key === undefined || key === null) return undefined;
    return this.#at(path).find(({ members }) => equalJson(members[mark] ?? null, key));
  }

  /** Whether what is sent says all by which lists show the object that it makes, in a form that they can show. */
  isNamed(body: Json | undefined): boolean {
    const identity = this.resource.create?.identity;
    if (!identity || !('lookup' in identity)) return true;
    const lookups = lookupsOf(this.resource, body);
    return lookups.length === identity.lookup.size && this.#presentation.canShow(lookups);
  }

  /** Whether another object has a member that is to be alone, or would be found in its place. */
  isTaken(
    body: Json | undefined,
    path: Path,
    isAlone: (member: string) => boolean,
    own?: TwinObject,
  ): boolean {
    const others = this.#at(path).filter((other) => other !== own);
    const lookups = lookupsOf(this.resource, body);
    const isFound = (other: TwinObject) =>
      lookups.every(([, value], at) => equalJson(value, other.lookups[at]?.[1] ?? null));
    if (lookups.length > 0 && others.some(isFound)) return true;
    const sent = keptMembers(this.resource, body);
    return this.resource.unique.some((name) => {
      const value = sent[name];
      if (value === undefined || value === null || value === '') return false;
      return others.some(({ members }) => equalJson(members[name] ?? null, value)) && isAlone(name);
    });
  }

  /** A reply that shows an object at a place of its body. */
  showing(operation: Operation, reply: TwinReply, object: TwinObject, at: Pointer): TwinReply {
    return this.#presentation.showing(operation, reply, object, at);
  }

  /** A reply that lists the objects that a call asks for. */
  listing(call: Call, reply: TwinReply): TwinReply {
    const query = new Map([...call.values].map(([{ name }, value]) => [name, value]));
    const found = this.#at(call.path).filter(
      (object) => isShown(this.resource, object) && this.#isFound(object, query),
    );
    return this.#presentation.listing(call, reply, found);
  }

  #at(path: Path): TwinObject[] {
    return this.all.filter(({ place }) => leadsTo(place, path));
  }

  #isFound({ members }: TwinObject, query: ReadonlyMap<string, Json>): boolean {
    return [...(this.resource.list?.find ?? [])].every(([name, member]) => {
      const wanted = query.get(name);
      return wanted === undefined || String(valueAt(members, member) ?? '').includes(String(wanted));
    });
  }
}
