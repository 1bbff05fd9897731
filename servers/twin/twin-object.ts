import type { Resource } from '../../model/contract.ts';
import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { child, type Pointer, valueAt, withValueAt } from '../../model/pointer.ts';
import { type ObjectPlace, referenceAt } from './object-place.ts';
import { placed, type Spot, spotOf } from './placing.ts';
import type { ObjectTimes } from './remembered-members.ts';

/** A member of listed items by which an object is found, and its value. */
export type Lookup = readonly [shown: Pointer, value: Json];

/** An object that the twin keeps. */
export interface TwinObject {
  readonly identity: string;
  /** What was sent of it and is shown again: another object after each change, which is how lists know of it. */
  members: JsonObject;
  /** How often it was changed. */
  changes: number;
  times?: ObjectTimes | undefined;
  readonly lookups: readonly Lookup[];
  readonly place: ObjectPlace;
  /** False once it was put away by a delete that can be undone. */
  isActive: boolean;
  /** It was there before anybody asked for it. */
  readonly isForeign: boolean;
}

/** Whether reads and lists show an object: what was put away they show only where the contract leaves it open. */
export function isShown({ delete: removal }: Resource, { isActive }: TwinObject): boolean {
  return isActive || removal === undefined || removal.gone === 'unspecified';
}

/** The members of a request that an object keeps. */
export function keptMembers(resource: Resource, body: Json | undefined): JsonObject {
  if (!isObject(body)) return {};
  const names = new Set([
    ...resource.echo.map(({ member }) => member),
    ...resource.unique,
    ...(resource.mark === undefined ? [] : [resource.mark]),
  ]);
  return Object.fromEntries([...names].flatMap((name) => (name in body ? [[name, body[name] ?? null]] : [])));
}

/** What is looked up in lists to find an object that was created. */
export function lookupsOf({ create }: Resource, body: Json | undefined): Lookup[] {
  if (!create || !('lookup' in create.identity)) return [];
  return [...create.identity.lookup].flatMap(([shown, sent]): Lookup[] => {
    const value = valueAt(body, sent);
    return value === undefined ? [] : [[shown, value]];
  });
}

/** Where a representation of an object shows its identity. */
export function identitySpot({ list, create, read }: Resource): Spot | undefined {
  if (list) return spotOf(list.identity);
  const source = create?.identity;
  const spot = source && 'expression' in source ? spotOf(source.expression) : undefined;
  const at = create?.at ?? read?.at ?? '';
  return spot?.pointer.startsWith(at) ? { ...spot, pointer: spot.pointer.slice(at.length) } : spot;
}

/** What an object is written into: a place of a body, with what the resource's members are without being sent. */
export interface ObjectFrame {
  readonly body: Json;
  readonly at: Pointer;
  readonly isRight: (body: Json) => boolean;
  readonly remembered: JsonObject;
}

/**
 * A body in which an object is shown at a place: its identity, and of its members what the body may hold there.
 * Undefined where it cannot show the identity.
 */
export function shownIn(
  resource: Resource,
  object: TwinObject,
  { body, at, isRight, remembered }: ObjectFrame,
): Json | undefined {
  const spot = identitySpot(resource);
  // The identity may be one of them.
  let made: Json | undefined = withMembers(body, remembered, at, isRight);
  if (spot)
    made = identified(resource, object, made, { spot: { ...spot, pointer: at + spot.pointer }, isRight });
  if (made === undefined) return undefined;
  for (const [pointer, value] of object.lookups)
    made = firstRight([value], made, at + pointer, isRight) ?? made;
  return withMembers(made, object.members, at, isRight);
}

function withMembers(body: Json, members: JsonObject, at: Pointer, isRight: (body: Json) => boolean): Json {
  return Object.entries(members).reduce<Json>(
    (so, [name, value]) => firstRight([value, ...otherSpellings(value)], so, child(at, name), isRight) ?? so,
    body,
  );
}

/** A body in which a spot names an object; undefined where it cannot. */
export function identified(
  resource: Resource,
  object: TwinObject,
  body: Json,
  { spot, isRight }: { readonly spot: Spot; readonly isRight: (body: Json) => boolean },
): Json | undefined {
  const there = spot.pattern === undefined ? undefined : valueAt(body, spot.pointer);
  if (typeof there !== 'string') return placed(body, spot, object.identity, isRight);
  const moved = withValueAt(body, spot.pointer, referenceAt(resource, object.place, there));
  return placed(moved, spot, object.identity, isRight) ?? placed(body, spot, object.identity, isRight);
}

function firstRight(
  values: readonly Json[],
  body: Json,
  pointer: Pointer,
  isRight: (body: Json) => boolean,
): Json | undefined {
  for (const value of values) {
    const made = withValueAt(body, pointer, value);
    if (isRight(made)) return made;
  }
  return undefined;
}

function otherSpellings(value: Json): Json[] {
  if (typeof value === 'number') return [String(value)];
  return typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))
    ? [Number(value)]
    : [];
}
