import { referred } from '../contract/reference.ts';
import { isSecret } from '../contract/secrets.ts';
import type { SpoiltPlace } from '../generators/wire/index.ts';
import type { SoundBody } from '../model/case.ts';
import type { Content } from '../model/contract.ts';
import { equalJson, isObject, type Json } from '../model/json.ts';
import { child, type Pointer, parent, valueAt, withValueAt } from '../model/pointer.ts';
import { type Described, isDescribed, violationsOnWire } from './body-wire.ts';
import { attempt } from './generation.ts';
import { bearsMark } from './marks.ts';
import { type DeclaredMember, declaredMembers } from './members.ts';
import type { PlanContext } from './options.ts';
import { otherValues } from './other-values.ts';

/** Where a body is spoilt, and another valid value for that place. */
export interface SpoiltAt {
  readonly at?: Pointer;
  readonly other?: Json;
}

/**
 * A place of a body for a fault; undefined where it has none. Never one that holds a credential or what else only the
 * site knows: a lenient target would take what is made of it for a try with a real user's name. Never one that holds the
 * mark either: what a lenient target makes of it could not be found by it.
 */
export function placeFor(
  context: PlanContext,
  content: Content,
  sound: SoundBody,
  place: SpoiltPlace,
): SpoiltAt | undefined {
  if (!('value' in sound)) return undefined;
  const { value } = sound;
  const members = isDescribed(content) ? openMembers(context, content, value) : [];
  const holding = (fits: (member: Json | undefined) => boolean) =>
    members.find(({ instance }) => fits(valueAt(value, instance)));
  const number = holding((member) => typeof member === 'number');
  switch (place) {
    case 'text':
      return at(
        holding((member) => typeof member === 'string'),
        added(value),
      );
    case 'literal':
      return at(number, added(value));
    case 'number':
      return at(number);
    case 'integer':
      return at(number && isDescribed(content) && takesIntegers(context, number) ? number : undefined);
    case 'member':
      return isDescribed(content) ? twoValued(context, content, value, members) : undefined;
  }
}

function at(member: DeclaredMember | undefined, otherwise?: Pointer): SpoiltAt | undefined {
  const place = member?.instance ?? otherwise;
  return place === undefined ? undefined : { at: place };
}

/** A member or item that nobody asked for; a scalar has no room for one. */
function added(value: Json): Pointer | undefined {
  if (Array.isArray(value)) return child('', value.length);
  return isObject(value) ? child('', 'assay') : undefined;
}

function openMembers({ contract }: PlanContext, content: Described, value: Json): DeclaredMember[] {
  const given = contract.siteValues.map(({ pointer }) => pointer);
  const isOpen = (schema: Pointer) => {
    const meant = referred(contract.document, schema);
    const isGiven = given.some((place) =>
      [schema, meant].some((at) => at === place || place.startsWith(`${at}/`)),
    );
    return (
      !isGiven &&
      !isSecret(valueAt(contract.document, meant)) &&
      !isSecret(valueAt(contract.document, schema))
    );
  };
  // A whole body that the site gives may hold anything.
  if (given.includes(referred(contract.document, content.schema))) return [];
  const members = declaredMembers(contract, content.schema, value);
  const isMarked = (instance: Pointer) => bearsMark(valueAt(value, instance));
  const closed = members.filter(({ schema, instance }) => !isOpen(schema) || isMarked(instance));
  const isWithin = (inner: Pointer, outer: Pointer) => inner === outer || inner.startsWith(`${outer}/`);
  // Neither what is closed, nor what is in it, nor what holds it.
  return members.filter(
    ({ instance }) =>
      !closed.some((other) => isWithin(instance, other.instance) || isWithin(other.instance, instance)),
  );
}

function takesIntegers(context: PlanContext, { schema }: DeclaredMember): boolean {
  const { document } = context.contract;
  const declared = valueAt(document, referred(document, schema));
  return isObject(declared) && [declared['type']].flat().includes('integer');
}

/** The first member of an object for which another value is valid, too. */
function twoValued(
  context: PlanContext,
  content: Described,
  value: Json,
  members: readonly DeclaredMember[],
): SpoiltAt | undefined {
  for (const { instance, schema } of members) {
    const own = valueAt(value, instance);
    if (!isObject(valueAt(value, parent(instance))) || own === undefined) continue;
    const other = otherValues(context, schema).find(
      (candidate) =>
        !equalJson(candidate, own) &&
        attempt(() => violationsOnWire(context, content, withValueAt(value, instance, candidate)))?.length ===
          0,
    );
    if (other !== undefined) return { at: instance, other };
  }
  return undefined;
}
