import { isObject, type Json } from '../../model/json.ts';
import { child, type Pointer, valueAt } from '../../model/pointer.ts';
import type { Violation } from '../evaluation/pass.ts';
import type { Model } from '../valid/model.ts';
import type { Fault } from './fault.ts';

const WHOLES = new Set(['anyOf', 'oneOf', 'not']);
/** Errors above a fault that follow from it: its branch fails, or no longer evaluates what it did. */
const ABOVE = new Set(['anyOf', 'oneOf', 'if', 'unevaluatedProperties', 'unevaluatedItems']);

/** Whether a value breaks the fault's keyword at its place, and nothing that does not follow from that. */
export function provesFault(model: Model, fault: Fault, value: Json): boolean {
  return flaw(model, fault, value) === undefined;
}

/** Why a value does not have exactly the fault. */
export function flaw(model: Model, fault: Fault, value: Json): string | undefined {
  const violations = model.violations(value);
  if (violations.length === 0) return 'the value is still valid';
  if (!violations.some((violation) => isFault(fault, violation))) return 'the keyword is not what fails';
  const failed = violations.filter(
    ({ keyword, instance }) => isChoice(keyword) && isAbove(instance, fault.instance),
  );
  const other = violations.find(
    (violation) =>
      !isFault(fault, violation) &&
      !follows(model, fault, violation) &&
      !failed.some((choice) => isOfChoice(model, choice, violation)),
  );
  return other && `it breaks ${other.keyword} at ${other.instance || 'the root'}, too`;
}

function isFault(fault: Fault, { keyword, instance, schema, member }: Violation): boolean {
  if (keyword !== fault.keyword || instance !== fault.instance || schema !== fault.schema) return false;
  return fault.member === undefined || member === fault.member;
}

function follows(model: Model, fault: Fault, violation: Violation): boolean {
  const { keyword, instance, schema, member } = violation;
  const isHere = instance === fault.instance;
  if (ABOVE.has(keyword) && isAbove(instance, fault.instance)) return true;
  if (fault.keyword === 'type' || WHOLES.has(fault.keyword)) return isAbove(fault.instance, instance);
  if (fault.keyword === 'propertyNames') {
    return isHere && reach(model, child(fault.schema, 'propertyNames')).some((root) => isAbove(root, schema));
  }
  return isHere && keyword === fault.keyword && (member === undefined || member === fault.member);
}

function isChoice(keyword: string): boolean {
  return keyword === 'anyOf' || keyword === 'oneOf';
}

/** Whether one place is, or contains, another. */
function isAbove(outer: Pointer, inner: Pointer): boolean {
  return inner === outer || inner.startsWith(`${outer}/`);
}

/** An error inside a choice that fails: all its branches do. */
function isOfChoice(model: Model, choice: Violation, { instance, schema }: Violation): boolean {
  if (!isAbove(choice.instance, instance)) return false;
  const roots = reach(model, child(choice.schema, choice.keyword));
  return roots.some((root) => isAbove(root, schema));
}

const reaches = new WeakMap<Model, Map<Pointer, readonly Pointer[]>>();

/** Where the schemas below a pointer stand, references followed: each with all that is below it. */
function reach(model: Model, start: Pointer): readonly Pointer[] {
  const known = reaches.get(model) ?? new Map<Pointer, readonly Pointer[]>();
  reaches.set(model, known);
  const found = known.get(start);
  if (found) return found;
  const roots = new Set([start]);
  for (const root of roots) {
    for (const ref of refsIn(valueAt(schemaRoot(model), root))) {
      if (ref.startsWith('#')) roots.add(decodeURIComponent(ref.slice(1)));
    }
  }
  known.set(start, [...roots]);
  return [...roots];
}

function schemaRoot(model: Model): Json {
  return model.library.root;
}

function* refsIn(value: Json | undefined): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  if (isObject(value) && typeof value['$ref'] === 'string') yield value['$ref'];
  for (const inner of Object.values(value)) yield* refsIn(inner);
}
