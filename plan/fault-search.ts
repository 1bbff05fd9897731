import type { Violation } from '../contract/validation.ts';
import { breakOne, type Fault, faults, unbreakable } from '../generators/index.ts';
import type { Constraint, ConstraintOfValue } from '../model/coverage.ts';
import type { Json } from '../model/json.ts';
import { child, type Pointer } from '../model/pointer.ts';
import { constraintOptions, schemaAt } from './generation.ts';
import type { PlanContext } from './options.ts';

/** A fault with the valid value that it was made from. */
export interface FoundFault {
  readonly fault: Fault;
  readonly base: Json;
  readonly value: Json;
}

/** Hears which constraint none of its faults tries. */
export type OmitFault = (what: string, why: string, constraint: ConstraintOfValue) => void;

/**
 * Every fault of a schema that can be sent. `refusal` says why one cannot; a constraint that none of its faults tries
 * is told to `omit`. `settle` mends what must hold beside the schema.
 */
export function searchFaults(
  context: PlanContext,
  pointer: Pointer,
  refusal: (found: FoundFault) => string | undefined,
  omit: OmitFault,
  settle: (found: FoundFault) => FoundFault = (found) => found,
): FoundFault[] {
  const schema = schemaAt(context, pointer);
  const options = constraintOptions(context);
  const untried = new Map<string, { fault: Fault; why: string }>();
  const tried = new Set<string>();
  const found = faults(schema, options).flatMap((fault): FoundFault[] => {
    const broken = breakOne(schema, fault, options);
    const candidate = broken && settle({ fault, ...broken });
    const why = candidate ? refusal(candidate) : 'it cannot be broken alone';
    if (!candidate || why !== undefined) {
      untried.set(constraintName(fault), { fault, why: why ?? '' });
      return [];
    }
    tried.add(constraintName(fault));
    return [candidate];
  });
  for (const fault of unbreakable(schema, options)) {
    untried.set(constraintName(fault), { fault, why: fault.reason });
  }
  for (const [name, { fault, why }] of untried) {
    if (!tried.has(name)) omit(nameOf(fault), why, constraintOf(fault));
  }
  return found;
}

/** The constraint that a fault breaks. */
export function constraintOf({ instance, schema, keyword, member }: Fault): ConstraintOfValue {
  const isNamed = member !== undefined && NAMING.has(keyword);
  return { instance, schema, keyword, ...(isNamed ? { member } : {}) };
}

/** Where a constraint stands in a request. */
export function placeIn(
  where: string,
  { instance, member }: Pick<Constraint, 'instance' | 'member'>,
): Pick<Constraint, 'where' | 'instance' | 'member'> {
  return { where, instance, ...(member === undefined ? {} : { member }) };
}

const NAMING = new Set(['required', 'dependentRequired']);

function constraintName(fault: Fault): string {
  return JSON.stringify([fault.schema, nameOf(fault)]);
}

// Their errors are told as those of the branch that was meant.
const CHOICES = new Set(['anyOf', 'oneOf', 'not', 'if', 'discriminator']);

/** Why what is sent does not have exactly the fault, by what it breaks on the wire; undefined where it has. */
export function otherThan({ keyword, instance }: Fault, found: readonly Violation[]): string | undefined {
  if (found.length === 0) return 'it is valid on the wire';
  if (found.some((violation) => !isRelated(violation.instance, instance)))
    return 'another place would be faulty, too';
  const isSame =
    CHOICES.has(keyword) || found.some((violation) => [keyword, ...CHOICES].includes(violation.keyword));
  return isSame ? undefined : 'on the wire it is another fault';
}

/** Whether one place is the other, or lies in it. */
function isRelated(a: Pointer, b: Pointer): boolean {
  return a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`);
}

/** Where a fault lies: a missing or unknown member is one itself. */
export function placeOf({ instance, member }: Fault): Pointer {
  return member === undefined ? instance : child(instance, member);
}

function nameOf(fault: Fault): string {
  return `a fault of ${fault.keyword} in ${placeOf(fault) || 'the whole'}`;
}
