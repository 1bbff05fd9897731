import {
  constraintsOf,
  keptBy,
  keyOf,
  type ListedConstraint,
  type Sent,
  whereOf,
} from '../contract/constraints.ts';
import { ANY } from '../contract/schema-walk.ts';
import { CASE_KINDS, type Case, type Omission, type PlannedLedger } from '../model/case.ts';
import type { Contract, Operation, OperationId } from '../model/contract.ts';
import type { CaseCounts, Constraint, PlannedConstraint, PlannedSide, Side } from '../model/coverage.ts';
import type { Json } from '../model/json.ts';
import { type Pointer, tokens } from '../model/pointer.ts';
import { sampled } from './marks.ts';
import type { PlanContext } from './options.ts';

const UNPLANNED: Readonly<Record<Side, string>> = {
  valid: 'no valid case of the plan has a value there, at the limit where there is one',
  fault: 'no case of the plan breaks it',
};

/** Every constraint of some operations with what a plan does for it, or why it does nothing. */
export function ledgerOf(
  context: PlanContext,
  operations: readonly Operation[],
  cases: readonly Case[],
  omissions: readonly Omission[],
): PlannedLedger {
  const { contract } = context;
  const listed = operations.flatMap((operation) => constraintsOf(contract, operation));
  const faults: Record<string, number> = {};
  const counts = { valid: new Map<number, number>(), fault: new Map<number, number>() };
  const count = (side: Side, at: number | undefined) => {
    if (at !== undefined) counts[side].set(at, (counts[side].get(at) ?? 0) + 1);
  };
  const broken = breakable(listed);
  for (const planned of cases) {
    const at = faultOf(planned, broken);
    if (at === undefined) continue;
    faults[planned.id] = at;
    count('fault', at);
  }
  const places = new Map(listed.map((constraint, at) => [keyOf(constraint), at]));
  for (const planned of cases) {
    for (const key of keptByCase(contract, planned)) count('valid', places.get(key));
  }
  const reasons = reasonsOf(context, omissions, broken);
  const constraints = listed.map(({ never, ...constraint }, at): PlannedConstraint => {
    const side = (name: Side): PlannedSide => {
      const planned = counts[name].get(at);
      if (planned !== undefined) return { cases: planned };
      return never === undefined ? reasons(constraint, at, name) : { why: never, never: true };
    };
    return { ...constraint, valid: side('valid'), fault: side('fault') };
  });
  return { constraints, faults, cases: countsOf(cases) };
}

/** Finds the constraint that somebody speaks of, by its place or a place below `*`. */
type Finder = (
  constraint: Omit<Constraint, 'instance'> & { readonly instance: Pointer | undefined },
) => number | undefined;

/** What a plan breaks is listed, too, where the list of the document's own does not have it. */
function breakable(listed: ListedConstraint[]): Finder {
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

function faultOf({ operation, expectation }: Case, find: Finder): number | undefined {
  if (expectation.kind !== 'refusal') return undefined;
  const { fault } = expectation;
  const { place, statement: schema, keyword } = fault;
  if (place) return find({ operation, ...place, schema, keyword });
  // A body that is missing as a whole; what else has no place is no constraint of a value.
  return fault.kind === 'body' && keyword === 'required'
    ? find({ operation, where: 'body', schema, keyword, instance: undefined })
    : undefined;
}

function keptByCase(contract: Contract, planned: Case): string[] {
  const operation = contract.operations.find(({ id }) => id === planned.operation);
  if (!operation || planned.expectation.kind !== 'success') return [];
  return keptBy(contract, operation, plannedValues(planned)).map(keyOf);
}

/** What a case is to send, marks filled in, as far as it is known. */
export function plannedValues({ request: { parameters, body } }: Case): Sent {
  const given = parameters.map((parameter): [string, Json] => [whereOf(parameter), sampled(parameter.value)]);
  return new Map([...given, ...(body && 'value' in body ? [['body', sampled(body.value)] as const] : [])]);
}

/** Why a side has no case: said by the plan of it, of its value or of its operation. */
function reasonsOf(
  { contract, site }: PlanContext,
  omissions: readonly Omission[],
  find: Finder,
): (constraint: Constraint, at: number, side: Side) => PlannedSide {
  const ofConstraint = new Map<number, Omission>();
  const others = new Map<string, Omission>();
  for (const omission of omissions) {
    const { operation, about, what } = omission;
    const at = about?.constraint && find({ operation, where: about.where, ...about.constraint });
    if (at !== undefined) ofConstraint.set(at, omission);
    else if (about && !about.constraint) others.set(`${operation} ${about.where}`, omission);
    else if (what === 'all cases') others.set(operation, omission);
  }
  return ({ operation, where, schema }, at, side) => {
    const said =
      (side === 'fault' ? ofConstraint.get(at) : undefined) ??
      others.get(operation) ??
      others.get(`${operation} ${where}`);
    if (said) return { why: said.why, never: said.about?.never === true };
    const missing = contract.siteValues.find(
      (value) => `${schema}/`.startsWith(`${value.pointer}/`) && site.valuesFor(value)?.length === 0,
    );
    return { why: missing ? `${missing.env} is not set` : UNPLANNED[side], never: false };
  };
}

function countsOf(cases: readonly Case[]): Record<OperationId, CaseCounts> {
  const counts: Record<OperationId, Record<string, number>> = {};
  for (const { operation, kind } of cases) {
    const own = counts[operation] ?? {};
    counts[operation] = own;
    own[kind] = (own[kind] ?? 0) + 1;
  }
  return Object.fromEntries(
    Object.entries(counts).map(([operation, own]) => [
      operation,
      Object.fromEntries(CASE_KINDS.flatMap((kind) => (own[kind] === undefined ? [] : [[kind, own[kind]]]))),
    ]),
  );
}
