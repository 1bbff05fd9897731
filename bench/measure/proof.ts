import type { Json } from '../../model/json.ts';
import type { Judge, Violation } from '../judges/judge.ts';
import { isSameKeyword } from '../judges/keyword-names.ts';
import { isWithin, normalised } from '../judges/normalised.ts';
import type { Companion, SubjectFault } from '../subjects/subject.ts';

/** Fail because what they apply fails, and assert nothing by themselves. */
const CARRIERS = new Set(
  'allOf $ref $dynamicRef $recursiveRef if then else dependentSchemas dependencies'.split(' '),
);
/** May fail above a fault because of it. */
const PARENTS = new Set([
  ...CARRIERS,
  'anyOf',
  'oneOf',
  'not',
  'contains',
  'propertyNames',
  'dependentSchemas',
  'dependencies',
  'unevaluatedProperties',
  'unevaluatedItems',
]);
/** Faults of a whole value: whatever is said of it and of its parts may fail, too. */
const WHOLES = new Set([
  'type',
  'enum',
  'const',
  'anyOf',
  'oneOf',
  'not',
  'contains',
  'propertyNames',
  'false schema',
]);

/** Apply schemas, and fail as a whole. */
const APPLYING = new Set(['anyOf', 'oneOf', 'contains', 'propertyNames']);

/** Why a judge does not find exactly the fault in a value; undefined where it does. */
export function disproof(judge: Judge, fault: SubjectFault, value: Json): string | undefined {
  const violations = judge.violations(value).map(normalised);
  if (violations.length === 0) return 'the value is valid';
  if (!violations.some((violation) => isFault(fault, violation))) {
    return `${fault.keyword} does not fail at ${shown(fault.instance)}, but ${violations.slice(0, 3).map(told).join(', ')}`;
  }
  const other = violations.find(
    (violation) => !isFault(fault, violation) && !isImplied(fault, violation, violations),
  );
  return other && `${told(other)} fails, too`;
}

function isFault(fault: SubjectFault, violation: Violation): boolean {
  const { keyword, instance, member } = violation;
  if (keyword === 'false schema' && !violation.ofName) {
    return instance === fault.instance || instance.startsWith(`${fault.instance}/`)
      ? names(fault, violation)
      : false;
  }
  if (violation.ofName && fault.keyword === 'propertyNames' && instance === fault.instance) return true;
  if (instance !== fault.instance || !isSameKeyword(keyword, fault.keyword)) return false;
  return fault.member === undefined || member === undefined || member === fault.member;
}

/** Whether a `false` that was met is the one that the fault is about. */
function names(fault: SubjectFault, { location }: Violation): boolean {
  const pointer = location.replace(/^[^#]*#?/, '');
  return ['false schema', 'not', 'const'].includes(fault.keyword)
    ? pointer === fault.schema || pointer.endsWith(fault.schema)
    : pointer.includes(`/${fault.keyword}`);
}

/** What the fault names beforehand, and what fails only because of what it carries. */
function isImplied(fault: SubjectFault, violation: Violation, all: readonly Violation[]): boolean {
  if (CARRIERS.has(violation.keyword) && isWithin(fault.instance, violation.instance)) return true;
  if (fault.companions) {
    return isPart(fault, violation) || fault.companions.some((companion) => isNamed(companion, violation));
  }
  return isUsual(fault, violation, all);
}

/** Why a whole fails is said below its own keyword: that is the fault itself, told in detail. */
function isPart(fault: SubjectFault, { instance, location }: Violation): boolean {
  return (
    APPLYING.has(fault.keyword) &&
    isWithin(instance, fault.instance) &&
    location.includes(`/${fault.keyword}/`)
  );
}

function isNamed({ keyword, instance }: Companion, violation: Violation): boolean {
  if (keyword === undefined) return isWithin(violation.instance, instance);
  return isSameKeyword(keyword, violation.keyword) && instance === violation.instance;
}

/** For faults that name nothing beforehand: what usually goes with a fault of that kind. */
function isUsual(fault: SubjectFault, violation: Violation, all: readonly Violation[]): boolean {
  const { keyword, instance } = violation;
  if (PARENTS.has(keyword) && isWithin(fault.instance, instance)) return true;
  if (WHOLES.has(fault.keyword) && isWithin(instance, fault.instance)) return true;
  if (instance === fault.instance && keyword === fault.keyword && violation.member === undefined) return true;
  return all.some(
    (choice) =>
      (choice.keyword === 'anyOf' || choice.keyword === 'oneOf') &&
      isWithin(fault.instance, choice.instance) &&
      isWithin(instance, choice.instance),
  );
}

function told({ keyword, instance, member }: Violation): string {
  return `${keyword}${member === undefined ? '' : ` (${member})`} at ${shown(instance)}`;
}

function shown(instance: string): string {
  return instance === '' ? 'the root' : instance;
}
