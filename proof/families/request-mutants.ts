import { constraintsOf, type ListedConstraint } from '../../contract/constraints.ts';
import type { Operation } from '../../model/contract.ts';
import type { TwinDeparture } from '../../servers/twin/departure.ts';
import type { CallFault } from '../../servers/twin/faults-in.ts';
import type { Call } from '../../servers/twin/twin-request.ts';
import { type Brood, type Ground, type Mutant, mutantId, type Target, type Unmade } from '../mutant.ts';
import { FAILURE } from './failure.ts';
import { limitMutants } from './limit-mutants.ts';
import { isPlace, isWithin } from './place-values.ts';

/** Servers that take, or fail on, what breaks a constraint of a request, and those that refuse what keeps it. */
export function requestMutants({ contract }: Ground): Brood {
  const mutants: Mutant[] = [];
  const unmade: Unmade[] = [];
  for (const operation of contract.operations) {
    for (const constraint of constraintsOf(contract, operation)) {
      const target = targetOf(operation, constraint);
      if (constraint.never !== undefined)
        unmade.push({ family: 'request', check: 'request-invalid-accepted', target, why: constraint.never });
      else mutants.push(accepting(target, constraint), failing(target, constraint));
      mutants.push(...limitMutants(contract, target, constraint));
    }
  }
  return { mutants, unmade };
}

function targetOf({ id }: Operation, { where, instance, schema, keyword, member }: ListedConstraint): Target {
  const named = member === undefined ? {} : { member };
  return { operation: id, where, instance, statement: schema, keyword, ...named };
}

function accepting(target: Target, constraint: ListedConstraint): Mutant {
  return {
    id: mutantId('request', target, 'accepts'),
    family: 'request',
    check: 'request-invalid-accepted',
    target,
    what: 'takes what breaks it',
    depart: () =>
      constraint.where.startsWith('path ')
        ? takingForAnother(constraint)
        : { faults: (call, usual) => (isOnly(constraint, call, usual) ? [] : usual) },
  };
}

function failing(target: Target, constraint: ListedConstraint): Mutant {
  return {
    id: mutantId('request', target, 'fails'),
    family: 'request',
    check: 'response-server-error',
    target,
    what: 'answers 500 to what breaks it',
    depart: () => ({
      refuse: (call, faults, usual) => (isBroken(constraint, call, faults) ? FAILURE : usual),
    }),
  };
}

/** A path that breaks it leads where the last one led that did not: else it would lead to nothing, which is no difference. */
function takingForAnother(constraint: ListedConstraint): TwinDeparture {
  let last: Call | undefined;
  let isTaken = false;
  return {
    answer(call, usual) {
      if (call.operation.id !== constraint.operation) return usual();
      isTaken = false;
      const reply = usual();
      if (reply.status < 300) last = call;
      return isTaken && last ? usual({ ...call, values: last.values, path: last.path }) : reply;
    },
    faults(call, usual) {
      isTaken ||= isOnly(constraint, call, usual);
      return usual;
    },
  };
}

/** Whether a constraint is broken, and nothing elsewhere: what else is wrong at its place may follow from it. */
function isOnly(constraint: ListedConstraint, call: Call, faults: readonly CallFault[]): boolean {
  const { where, instance } = constraint;
  return (
    isBroken(constraint, call, faults) &&
    faults.every((fault) => fault.where === where && isWithin(instance, fault.violation?.instance ?? ''))
  );
}

function isBroken(constraint: ListedConstraint, call: Call, faults: readonly CallFault[]): boolean {
  return call.operation.id === constraint.operation && faults.some((fault) => breaks(constraint, fault));
}

function breaks(
  { where, instance, schema, keyword, member }: ListedConstraint,
  { where: at, violation }: CallFault,
): boolean {
  if (!violation || at !== where) return false;
  // Of a choice the errors of the branch that was meant are told.
  const within = `${schema}/${keyword}/`;
  if (violation.schema.startsWith(within)) return isWithin(instance, violation.instance);
  const isKeyword = violation.keyword === (keyword === 'false' ? 'false schema' : keyword);
  const isMember = member === undefined || violation.member === member;
  return isKeyword && isMember && violation.schema === schema && isPlace(instance, violation.instance);
}
