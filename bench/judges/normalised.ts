import { child, parent, tokens } from '../../model/pointer.ts';
import type { Violation } from './judge.ts';

const MEMBERS = new Set(['additionalProperties', 'unevaluatedProperties']);
const ITEMS = new Set(['items', 'additionalItems', 'unevaluatedItems']);

/**
 * One way to say that something is there which may not be: hyperjump names the `false` that it met, ajv sometimes the
 * keyword that excludes it and the whole that it is in. Here it is always the latter.
 */
export function normalised(violation: Violation): Violation {
  if (violation.keyword !== 'false schema' || violation.ofName) return violation;
  const keyword = tokens(violation.location.replace(/^[^#]*#?/, '')).at(-1) ?? '';
  const member = tokens(violation.instance).at(-1);
  if (member === undefined) return violation;
  if (MEMBERS.has(keyword)) return { ...violation, keyword, instance: parent(violation.instance), member };
  return ITEMS.has(keyword) ? { ...violation, keyword, instance: parent(violation.instance) } : violation;
}

/** Whether one place of a value is, or contains, another. */
export function isWithin(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(child(outer, ''));
}
