import { constraintsOf, type ListedConstraint } from '../../contract/constraints.ts';
import { whereOf } from '../../contract/where-of.ts';
import type { Operation } from '../../model/contract.ts';
import type { Json } from '../../model/json.ts';
import type { TwinDeparture } from '../../servers/twin/departure.ts';
import type { Replies } from '../../servers/twin/twin-replies.ts';
import { type Brood, type Ground, type Mutant, mutantId, type Target, type Unmade } from '../mutant.ts';
import { UNSAFE } from '../reached.ts';
import { type BrokenConstraint, brokenConstraint } from './broken-constraint.ts';
import { combinationMutants } from './combination-mutants.ts';
import { FAILURE } from './failure.ts';
import { limitMutants, offByOneMutants } from './limit-mutants.ts';
import { overlooking } from './overlooking.ts';
import { whyNotInText } from './text-values.ts';

/** Servers that take, or fail on, what breaks a constraint of a request, and those that refuse what keeps it. */
export function requestMutants({ contract, replies }: Ground): Brood {
  const mutants: Mutant[] = [];
  const unmade: Unmade[] = [];
  for (const operation of contract.operations) {
    const constraints = constraintsOf(contract, operation);
    for (const constraint of constraints) {
      const target = targetOf(operation, constraint);
      const why =
        constraint.never ?? unsafe(operation, constraint) ?? whyNotInText(contract, operation, constraint);
      if (why !== undefined)
        unmade.push({ family: 'request', check: 'request-invalid-accepted', target, why });
      else {
        const broken = brokenConstraint(contract, constraint);
        mutants.push(accepting(target, constraint, broken, replies), failing(target, broken));
        mutants.push(...offByOneMutants(contract, target, constraint, broken, replies));
      }
      mutants.push(...limitMutants(contract, target, constraint));
    }
    mutants.push(...combinationMutants(contract, operation, constraints));
  }
  return { mutants, unmade };
}

/** What a suite never sends, whatever it misses by that. */
function unsafe({ effect, parameters }: Operation, { where }: ListedConstraint): string | undefined {
  const parameter = parameters.find((one) => one.in === 'path' && whereOf(one) === where);
  if (effect === 'read' || !parameter || parameter.value !== undefined) return undefined;
  return UNSAFE;
}

function targetOf({ id }: Operation, { where, instance, schema, keyword, member }: ListedConstraint): Target {
  const named = member === undefined ? {} : { member };
  return { operation: id, where, instance, statement: schema, keyword, ...named };
}

function accepting(
  target: Target,
  constraint: ListedConstraint,
  { isOnly }: BrokenConstraint,
  replies: Replies,
): Mutant {
  return {
    id: mutantId('request', target, 'accepts'),
    family: 'request',
    check: 'request-invalid-accepted',
    target,
    what: 'takes what breaks it',
    depart: () =>
      constraint.where.startsWith('path ')
        ? takingForAnother(constraint, isOnly)
        : overlooking(isOnly, replies),
  };
}

function failing(target: Target, { isBroken }: BrokenConstraint): Mutant {
  return {
    id: mutantId('request', target, 'fails'),
    family: 'request',
    check: 'response-server-error',
    target,
    what: 'answers 500 to what breaks it',
    depart: () => ({
      refuse: (call, faults, usual) => (isBroken(call, faults) ? FAILURE : usual),
    }),
  };
}

/** A part of a path that breaks it is taken for the last one that did not: else the path would lead to nothing. */
function takingForAnother(
  { operation, where }: ListedConstraint,
  isBroken: BrokenConstraint['isOnly'],
): TwinDeparture {
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
