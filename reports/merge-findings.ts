import type { Finding } from '../model/run.ts';
import { LEVELS } from '../model/statement.ts';

/** The order in which operations and checks are told. */
export interface Order {
  readonly operations: readonly string[];
  readonly checks: readonly string[];
}

/**
 * One finding for each fingerprint, with the sum of the counts, worst first. The example that stays is the one
 * of the strongest level (a weaker one must not hide it), then the one of the fewest steps, then the one with the smallest
 * bodies, then the first.
 */
export function mergeFindings(findings: readonly Finding[], order: Order): Finding[] {
  const merged = new Map<string, Finding>();
  for (const finding of findings) {
    const known = merged.get(finding.fingerprint);
    merged.set(finding.fingerprint, known === undefined ? finding : join(known, finding));
  }
  return [...merged.values()].sort(worstFirst(order));
}

/** Places of names in a list; names that are not in it come last. */
function placeIn(names: readonly string[]): (name: string) => number {
  const places = new Map(names.map((name, place) => [name, place]));
  return (name) => places.get(name) ?? names.length;
}

function join(known: Finding, next: Finding): Finding {
  const chosen = isBetterExample(next, known) ? next : known;
  return { ...chosen, count: known.count + next.count };
}

function isBetterExample(next: Finding, known: Finding): boolean {
  const stronger = LEVELS.indexOf(next.level) - LEVELS.indexOf(known.level);
  const shorter = next.steps.length - known.steps.length;
  if (stronger !== 0 || shorter !== 0) return (stronger || shorter) < 0;
  return size(next) < size(known);
}

function size({ request, response }: Finding): number {
  return (request.body?.length ?? 0) + (response.body?.length ?? 0);
}

function worstFirst(order: Order): (a: Finding, b: Finding) => number {
  const operation = placeIn(order.operations);
  const check = placeIn(order.checks);
  return (a, b) =>
    LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) ||
    operation(a.operation) - operation(b.operation) ||
    compare(a.operation, b.operation) ||
    check(a.check) - check(b.check) ||
    compare(a.check, b.check) ||
    compare(a.pointer, b.pointer) ||
    compare(a.fingerprint, b.fingerprint);
}

// Not localeCompare: the order must be the same on every machine.
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
