import { constraintsOf, keptBy, keyOf, type Sent } from '../contract/constraints.ts';
import { whereOf } from '../contract/where-of.ts';
import type { Case, Omission, PlannedLedger } from '../model/case.ts';
import { CASE_KINDS } from '../model/case-kind.ts';
import type { Contract, Operation, OperationId } from '../model/contract.ts';
import type { CaseCounts, PlannedConstraint, PlannedSide, Side } from '../model/coverage.ts';
import type { Json } from '../model/json.ts';
import { contentOf } from './body-wire.ts';
import { type Finder, finderIn } from './constraint-finder.ts';
import { reasonsOf } from './ledger-reasons.ts';
import { sampled } from './marks.ts';
import type { PlanContext } from './options.ts';

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
  const broken = finderIn(listed);
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
  return keptBy(contract, operation, plannedValues(operation, planned)).map(keyOf);
}

/** What a case is to send, marks filled in, as far as it is known. */
export function plannedValues(operation: Operation, { request: { parameters, body } }: Case): Sent {
  const given = parameters.map((parameter): [string, Json] => [whereOf(parameter), sampled(parameter.value)]);
  const own = body && 'value' in body ? [['body', sampled(body.value)] as const] : [];
  return { values: new Map([...given, ...own]), content: body && contentOf(operation, body)?.pointer };
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
