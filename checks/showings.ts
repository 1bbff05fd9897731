import { isObject, type Json, type JsonObject } from '../model/json.ts';
import { type Exchange, type Step, succeeded, type Trace } from '../model/trace.ts';
import { type Life, representation } from './life.ts';

type LifeTrace = Extract<Trace, { kind: 'life' }>;

/** What a read of a life showed. */
export interface Showing {
  readonly exchange: Exchange;
  readonly members: JsonObject;
  /** Its place among the steps of the life. */
  readonly at: number;
}

// What stands where a Location leads need not be what a read shows, and what is deleted need not be shown at all.
const READS: ReadonlySet<Step['role']> = new Set([
  'read',
  'read-steady',
  'read-updated',
  'read-again',
  'read-partial',
  'read-cleared',
  'read-acted',
]);
const UPDATES: ReadonlySet<Step['role']> = new Set([
  'update',
  'update-again',
  'update-partial',
  'update-clear',
]);
const CHANGES: ReadonlySet<Step['role']> = new Set([...UPDATES, 'act', 'act-again']);
const LOOKS: ReadonlySet<Step['role']> = new Set([
  ...READS,
  ...(['read-location', 'list', 'list-none', 'list-updated'] as const),
]);

/** The reads of a life that showed its object, in their order. */
export function showingsOf({ steps }: LifeTrace, life: Life): Showing[] {
  return steps.flatMap(({ role, exchange }, at) => {
    const members = READS.has(role) && succeeded(exchange) ? representation(life, exchange) : undefined;
    return isObject(members) ? [{ exchange, members, at }] : [];
  });
}

/** The updates and acts of a life, sent after one step and before another. */
export function changesBetween({ steps }: LifeTrace, from: number, to: number): Exchange[] {
  return steps
    .slice(from + 1, to)
    .filter(({ role }) => CHANGES.has(role))
    .map(({ exchange }) => exchange);
}

/** Whether nothing was sent between two steps that may change an object. */
export function isUntouched({ steps }: LifeTrace, from: number, to: number): boolean {
  return steps.slice(from + 1, to).every(({ role }) => LOOKS.has(role));
}

/** A member that is shown; what is null may as well not be. */
export function shownMember(members: JsonObject, name: string): Json | undefined {
  const value = Object.hasOwn(members, name) ? members[name] : undefined;
  return value === null ? undefined : value;
}
