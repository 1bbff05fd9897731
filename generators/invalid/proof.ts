import type { Json } from '../../model/json.ts';
import { child, type Pointer } from '../../model/pointer.ts';
import type { Violation } from '../evaluation/pass.ts';
import type { Model } from '../valid/model.ts';
import type { Companion, Fault, ProvedFault } from './fault.ts';
import { reachOf } from './reach.ts';
import { unevaluatedAbove } from './unevaluated.ts';

const CHOICES = new Set(['anyOf', 'oneOf']);
const WHOLES = new Set(['anyOf', 'oneOf', 'propertyNames', 'contains']);
/** Errors at or above a fault that follow from it: its branch fails, or no longer evaluates what it did. */
const ABOVE = new Set(['anyOf', 'oneOf', 'if', 'unevaluatedProperties', 'unevaluatedItems', 'propertyNames']);

/** What a value with a fault breaks beside it, or why the fault is not the only one. */
export type Proof = { readonly companions: readonly Companion[] } | { readonly flaw: string };

/**
 * Whether a value breaks the fault's keyword at its place, and nothing that neither follows from that nor is named as
 * what may break with it.
 */
export function proofOf(model: Model, fault: Fault, value: Json, besides: readonly Companion[] = []): Proof {
  const violations = model.violations(value);
  if (violations.length === 0) return { flaw: 'the value is still valid' };
  if (!violations.some((violation) => isFault(fault, violation)))
    return { flaw: 'the keyword is not what fails' };
  const others = violations.filter((violation) => !isFault(fault, violation));
  const failed = others.filter((violation) => isFailedChoice(fault, violation));
  const inside = failed.map(({ keyword, instance, schema }) => ({
    instance,
    schema: child(schema, keyword),
  }));
  // What is the fault itself as a whole: its parts are broken with it.
  if (WHOLES.has(fault.keyword)) {
    inside.push({ instance: fault.instance, schema: child(fault.schema, fault.keyword) });
  }
  const outside = others.filter((violation) => !inside.some((one) => isCompanion(model, one, violation)));
  const foreign = outside.find(
    (violation) => !follows(fault, violation) && !besides.some((one) => isCompanion(model, one, violation)),
  );
  if (foreign) return { flaw: `it breaks ${foreign.keyword} at ${foreign.instance || 'the root'}, too` };
  const named = [...outside.map(companionOf), ...inside, ...unevaluatedAbove(model, fault)];
  return { companions: distinct(named.filter((one) => !isItself(fault, one))) };
}

/** Whether a value has a fault whose companions are known, and nothing else. */
export function hasOnly(model: Model, fault: ProvedFault, value: Json): boolean {
  const violations = model.violations(value);
  return (
    violations.some((violation) => isFault(fault, violation)) &&
    violations.every(
      (violation) =>
        isFault(fault, violation) || fault.companions.some((one) => isCompanion(model, one, violation)),
    )
  );
}

function isFault(fault: Fault, { keyword, instance, schema, member }: Violation): boolean {
  if (keyword !== fault.keyword || instance !== fault.instance || schema !== fault.schema) return false;
  return fault.member === undefined || member === fault.member;
}

function isItself(fault: Fault, { keyword, instance, schema }: Companion): boolean {
  return keyword === fault.keyword && instance === fault.instance && schema === fault.schema;
}

function isFailedChoice(fault: Fault, { keyword, instance }: Violation): boolean {
  return CHOICES.has(keyword) && isAbove(instance, fault.instance);
}

function follows(fault: Fault, { keyword, instance, member }: Violation): boolean {
  // With a member it is a list that is broken: a fault of its own.
  const isCarrier = ABOVE.has(keyword) || (keyword === 'dependencies' && member === undefined);
  if (isCarrier && isAbove(instance, fault.instance)) return true;
  return fault.keyword === 'type' && isAbove(fault.instance, instance);
}

function companionOf({ keyword, instance, schema }: Violation): Companion {
  return { keyword, instance, schema };
}

function isCompanion(model: Model, companion: Companion, violation: Violation): boolean {
  if (companion.keyword !== undefined) {
    return (
      companion.keyword === violation.keyword &&
      companion.instance === violation.instance &&
      companion.schema === violation.schema
    );
  }
  return (
    isAbove(companion.instance, violation.instance) &&
    reachOf(model, companion.schema).some((root) => isAbove(root, violation.schema))
  );
}

function distinct(companions: readonly Companion[]): Companion[] {
  return [...new Map(companions.map((one) => [JSON.stringify(one), one])).values()];
}

/** Whether one place is, or contains, another. */
function isAbove(outer: Pointer, inner: Pointer): boolean {
  return inner === outer || inner.startsWith(`${outer}/`);
}
