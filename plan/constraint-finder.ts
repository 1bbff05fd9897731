import { keyOf, type ListedConstraint } from '../contract/constraints.ts';
import { ANY } from '../contract/schema-walk.ts';
import type { Constraint } from '../model/coverage.ts';
import { type Pointer, tokens } from '../model/pointer.ts';

/** Finds the constraint that somebody speaks of, by its place, `*` standing for any; by its name alone without one. */
export type Finder = (
  constraint: Omit<Constraint, 'instance'> & { readonly instance: Pointer | undefined },
) => number | undefined;

/** A finder in a list; what a plan breaks is added to it, where the document's own list does not have it. */
export function finderIn(listed: ListedConstraint[]): Finder {
  const groups = new Map<string, number[]>();
  const nameOf = (constraint: Parameters<Finder>[0]) => keyOf({ ...constraint, instance: '' });
  for (const [at, constraint] of listed.entries()) {
    const name = nameOf(constraint);
    groups.set(name, [...(groups.get(name) ?? []), at]);
  }
  return (constraint) => {
    const name = nameOf(constraint);
    const group = groups.get(name) ?? [];
    const { instance } = constraint;
    if (instance === undefined) return group[0];
    const found = group.find((at) => isBelow(listed[at]?.instance ?? '', instance)) ?? group[0];
    if (found !== undefined) return found;
    listed.push({ ...constraint, instance });
    groups.set(name, [listed.length - 1]);
    return listed.length - 1;
  };
}

function isBelow(pattern: Pointer, instance: Pointer): boolean {
  const [wanted, given] = [tokens(pattern), tokens(instance)];
  return wanted.length === given.length && wanted.every((token, at) => token === ANY || token === given[at]);
}
