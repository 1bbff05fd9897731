import type { ListedConstraint } from '../../contract/constraints.ts';
import type { Violation } from '../../contract/validation.ts';
import { whereOf } from '../../contract/where-of.ts';
import type { Contract } from '../../model/contract.ts';
import type { Json } from '../../model/json.ts';
import type { Pointer } from '../../model/pointer.ts';
import { brokenIn, type CallFault } from '../../servers/twin/faults-in.ts';
import type { Call } from '../../servers/twin/twin-request.ts';
import { isPlace, isWithin } from './place-values.ts';
import { relaxedContract } from './relaxed-contract.ts';

/** What calls break of one constraint. */
export interface BrokenConstraint {
  /** Whether a call breaks it, perhaps with others. */
  isBroken(call: Call, faults: readonly CallFault[]): boolean;
  /** Whether nothing is wrong with a call to who does not know the constraint. */
  isOnly(call: Call, faults: readonly CallFault[]): boolean;
}

/** Tells calls that break a constraint from those that do not; what a schema says is judged by the schema without it. */
export function brokenConstraint(contract: Contract, constraint: ListedConstraint): BrokenConstraint {
  const { operation, where, instance } = constraint;
  let known: { readonly relaxed: Contract | undefined } | undefined;
  const remaining = (call: Call): { before: Violation[]; after: Violation[] } | undefined => {
    known ??= { relaxed: relaxedContract(contract, constraint) };
    const value = known.relaxed && valueIn(call, where);
    if (!known.relaxed || !value) return undefined;
    return {
      before: brokenIn(contract, value.schema, value.value),
      after: brokenIn(known.relaxed, value.schema, value.value),
    };
  };
  const isMeant = (call: Call, faults: readonly CallFault[]) =>
    call.operation.id === operation && faults.length > 0;
  const isNear = ({ where: at, violation }: CallFault) =>
    at === where && violation !== undefined && isRelated(instance, violation.instance);
  return {
    isBroken(call, faults) {
      if (!isMeant(call, faults) || !faults.some(isNear)) return false;
      const found = remaining(call);
      if (!found) return faults.some((fault) => isTold(constraint, fault));
      const after = new Set(found.after.map(keyOf));
      return found.before.some(
        (violation) => isRelated(instance, violation.instance) && !after.has(keyOf(violation)),
      );
    },
    isOnly(call, faults) {
      if (!isMeant(call, faults) || !faults.every(isNear)) return false;
      const found = remaining(call);
      if (!found) return faults.every((fault) => isTold(constraint, fault));
      // What a lenient reading overlooks is no fault either way.
      const refused = new Set(faults.flatMap(({ violation }) => (violation ? [keyOf(violation)] : [])));
      const overlooked = new Set(found.before.map(keyOf).filter((key) => !refused.has(key)));
      return found.after.every((violation) => overlooked.has(keyOf(violation)));
    },
  };
}

function valueIn(
  { operation, content, values, body }: Call,
  where: string,
): { schema: Pointer; value: Json } | undefined {
  if (where === 'body') {
    const schema = content?.schema ?? operation.body?.contents[0]?.schema;
    return schema === undefined || body === undefined ? undefined : { schema, value: body };
  }
  const given = [...values].find(([parameter]) => whereOf(parameter) === where);
  return given && { schema: given[0].schema, value: given[1] };
}

/** Whether one place is in the other: what is wrong in a choice is told of the choice, or of a branch. */
function isRelated(pattern: Pointer, instance: Pointer): boolean {
  return isWithin(pattern, instance) || isWithin(instance, pattern);
}

/** Whether a fault names the constraint. */
function isTold(
  { where, instance, schema, keyword, member }: ListedConstraint,
  { where: at, violation }: CallFault,
): boolean {
  if (!violation || at !== where) return false;
  const isKeyword = violation.keyword === (keyword === 'false' ? 'false schema' : keyword);
  const isMember = member === undefined || violation.member === member;
  return isKeyword && isMember && violation.schema === schema && isPlace(instance, violation.instance);
}

function keyOf({ instance, schema, keyword, member }: Violation): string {
  return JSON.stringify([instance, schema, keyword, member ?? null]);
}
