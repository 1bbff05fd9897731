import { constraintsOf, type ListedConstraint } from '../../contract/constraints.ts';
import { whereOf } from '../../contract/where-of.ts';
import type { Operation } from '../../model/contract.ts';
import type { Json } from '../../model/json.ts';
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
      const why = constraint.never ?? unsafe(operation, constraint);
      if (why !== undefined)
        unmade.push({ family: 'request', check: 'request-invalid-accepted', target, why });
      else mutants.push(accepting(target, constraint), failing(target, constraint));
      mutants.push(...limitMutants(contract, target, constraint));
    }
  }
  return { mutants, unmade };
}

/** What a suite never sends, whatever it misses by that. */
function unsafe({ effect, parameters }: Operation, { where }: ListedConstraint): string | undefined {
  const parameter = parameters.find((one) => one.in === 'path' && whereOf(one) === where);
  if (effect === 'read' || !parameter || parameter.value !== undefined) return undefined;
  return 'only a request that writes could tell, and names no object of the run';
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
        ? takingForAnother(constraint, (call, faults) => isOnly(constraint, call, faults))
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

/** A part of a path that breaks it is taken for the last one that did not: else the path would lead to nothing. */
function takingForAnother({ operation, where }: ListedConstraint, isBroken: Broken): TwinDeparture {
  let last: Json | undefined;
  let isTaken = false;
  return {
    answer(call, usual) {
      const [parameter, value] = [...call.values].find(([one]) => whereOf(one) === where) ?? [];
      if (call.operation.id !== operation || !parameter) return usual();
      isTaken = false;
      const reply = usual();
      if (reply.status < 300) last = value;
      if (!isTaken || last === undefined) return reply;
      return usual({
        ...call,
        values: new Map([...call.values, [parameter, last]]),
        path: new Map([...call.path, [parameter.name, last]]),
      });
    },
    faults(call, usual) {
      isTaken ||= isBroken(call, usual);
      return usual;
    },
  };
}

/** Whether a call breaks a constraint. */
type Broken = (call: Call, faults: readonly CallFault[]) => boolean;

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
