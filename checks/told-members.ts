import type { Echo, Resource } from '../model/contract.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { isSameMember } from './echo.ts';
import { orderOf } from './order.ts';
import { shownMember } from './showings.ts';

/** A member that all that is shown of an object must show alike, with the statement that says so. */
export interface ToldMember extends Echo {
  readonly keyword: string;
}

/** The echoed and fixed members of a resource. */
export function toldMembers({ echo, fixed }: Resource): ToldMember[] {
  const echoed = new Set(echo.map(({ member }) => member));
  return [
    ...echo.map((one) => ({ ...one, keyword: `echo/${one.member}` })),
    ...fixed
      .filter((member) => !echoed.has(member))
      .map((member) => ({ member, as: 'value' as const, keyword: `fixed/${member}` })),
  ];
}

/** Of those members that both sides show, how many there are, and those that differ. */
export function differing(
  resource: Resource,
  one: JsonObject,
  other: JsonObject,
): { readonly both: number; readonly members: readonly ToldMember[] } {
  const both = toldMembers(resource).filter(
    ({ member }) => shownMember(one, member) !== undefined && shownMember(other, member) !== undefined,
  );
  const members = both.filter(({ member, as }) => !isAlike(one[member] ?? null, other[member] ?? null, as));
  return { both: both.length, members };
}

/** Of the objects in a set, either side may show more. */
function isAlike(one: Json, other: Json, as: Echo['as']): boolean {
  if (as === 'value' && orderOf(one, other) === 0) return true;
  return isSameMember(one, other, as) || isSameMember(other, one, as);
}
