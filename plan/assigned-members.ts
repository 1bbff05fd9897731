import { type KeptMember, keptMembers, type Setter, unknownIdentity } from '../contract/kept-members.ts';
import { meant } from '../contract/reference.ts';
import { violations } from '../contract/validation.ts';
import type { AssignedMember } from '../model/case.ts';
import type { Resource } from '../model/contract.ts';
import { isObject, type Json } from '../model/json.ts';
import type { Pointer } from '../model/pointer.ts';
import type { Draft } from './drafts.ts';
import { attempt } from './generation.ts';
import { MARK, sampled } from './marks.ts';
import type { PlanContext } from './options.ts';
import { otherValues } from './other-values.ts';

/** A request that sets more than it may. */
export interface AssigningDraft extends Pick<Draft, 'body'> {
  readonly assigned: readonly AssignedMember[];
}

/** The body of a draft with members that no client may set; undefined where there are none, or no value for any. */
export function assigningDraft(
  context: PlanContext,
  resource: Resource,
  setter: Setter,
  { body }: Partial<Draft>,
): AssigningDraft | undefined {
  if (!body || !('value' in body) || !isObject(body.value)) return undefined;
  const { value } = body;
  const assigned = keptMembers(context.contract, resource, setter).flatMap((kept): AssignedMember[] => {
    const { place: _, ...said } = kept;
    const values = valuesOf(context, resource, kept);
    return values.length > 0 && !Object.hasOwn(value, kept.member) ? [{ ...said, values }] : [];
  });
  if (assigned.length === 0) return undefined;
  const first = assigned.map(({ member, values: [one = null] }): [string, Json] => [member, one]);
  return {
    body: { mediaType: body.mediaType, value: { ...value, ...Object.fromEntries(first) } },
    assigned,
  };
}

// One of two is another than what is there.
const VALUES = 2;

/** Legal values that name nothing: an identity that is nobody's, else the mark, which nothing else has, else any. */
function valuesOf(context: PlanContext, resource: Resource, { place, isIdentity }: KeptMember): Json[] {
  const isRight = (value: Json) => isLegal(context, place, value);
  if (isIdentity) {
    const unknown = unknownIdentity(context.contract, resource);
    return unknown === undefined
      ? []
      : [unknown, String(unknown), Number(unknown)].filter(isRight).slice(0, 1);
  }
  const { pointer, value: schema } = meant(context.contract.document, place);
  const type = isObject(schema) ? schema['type'] : undefined;
  const plain = (typeof type === 'string' ? PLAIN[type] : undefined) ?? [];
  const candidates = [...plain, ...otherValues(context, pointer)].filter(isUsable);
  return [...new Set(candidates.filter(isRight))].slice(0, VALUES);
}

// What nothing comes to of itself, and no server stumbles over.
const PLAIN: Readonly<Record<string, readonly Json[]>> = {
  string: [MARK, '2001-02-03T04:05:06Z', '2001-02-03'],
  integer: [7_654_321, 7654],
  number: [7_654_321, 7654],
};

// Small ones might be a count of the target's own.
const LEAST = 1000;

function isUsable(value: Json): boolean {
  if (typeof value === 'number') return Math.abs(value) >= LEAST;
  return value !== '' && value !== null && typeof value !== 'object';
}

function isLegal({ contract }: PlanContext, place: Pointer, value: Json): boolean {
  if (Number.isNaN(value)) return false;
  return attempt(() => violations(contract, place, 'response', sampled(value)))?.length === 0;
}
