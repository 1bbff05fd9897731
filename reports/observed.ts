import type { OperationId } from '../model/contract.ts';
import type { Event } from '../model/event.ts';
import type {
  Observed,
  ObservedReplies,
  Seen,
  SeenMember,
  ShapeMember,
  Sighting,
} from '../model/observed.ts';

/** What a case was answered in the end. */
export interface SightedCase {
  readonly operation: OperationId;
  readonly purpose: string;
  readonly sighting: Sighting;
}

/** The last sighting of each case, by its id: what was looked at again is told as it was in the end. */
export type Sightings = ReadonlyMap<string, SightedCase>;

/** What the cases of a run were answered, from its events. */
export function sightingsOf(events: Iterable<Event>): Sightings {
  const sightings = new Map<string, SightedCase>();
  for (const event of events) noteSighting(sightings, event);
  return sightings;
}

/** Keeps what an event tells of a case. */
export function noteSighting(sightings: Map<string, SightedCase>, event: Event): void {
  if (event.type !== 'exchange' || !event.sighting) return;
  const { exchange, sighting } = event;
  const { operation, purpose } = exchange;
  sightings.set(sighting.case, { operation, purpose, sighting });
}

// A report of all operations must still open.
const MAX_MEMBERS = 100;

/** What the cases of each operation were answered, in the order of the contract. */
export function observedOf(sightings: Sightings, operations: readonly OperationId[]): Observed[] {
  const groups = new Map<OperationId, Map<number | null, Sighting[]>>();
  for (const { operation, sighting } of sightings.values()) {
    const statuses = groups.get(operation) ?? new Map<number | null, Sighting[]>();
    statuses.set(sighting.status, [...(statuses.get(sighting.status) ?? []), sighting]);
    groups.set(operation, statuses);
  }
  return operations.flatMap((operation) => {
    const statuses = groups.get(operation);
    if (statuses === undefined) return [];
    const replies = [...statuses].sort(([a], [b]) => (a ?? 0) - (b ?? 0));
    return [{ operation, replies: replies.map(([status, seen]) => repliesOf(status, seen)) }];
  });
}

function repliesOf(status: number | null, sightings: readonly Sighting[]): ObservedReplies {
  const members = membersOf(sightings);
  return {
    status,
    cases: sightings.length,
    headers: headersOf(sightings),
    members: members.slice(0, MAX_MEMBERS),
    isCut: members.length > MAX_MEMBERS,
  };
}

function headersOf(sightings: readonly Sighting[]): Seen[] {
  const counts = new Map<string, number>();
  for (const { headers } of sightings) {
    for (const name of headers) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .map(([name, count]) => ({ name, isAlways: count === sightings.length }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

interface Sum {
  readonly types: Set<string>;
  count: number;
  isVolatile: boolean;
  isOpen: boolean;
}

function membersOf(sightings: readonly Sighting[]): SeenMember[] {
  const sums = new Map<string, Sum>();
  // How often each holder was there: of a member that was missing in all of a reply nothing else tells.
  const holders = new Map<string, number>();
  for (const { members } of sightings) {
    for (const member of members) add(sums, member);
    for (const [path, count] of holdersIn(members)) holders.set(path, (holders.get(path) ?? 0) + count);
  }
  return [...sums]
    .map(([path, { types, count, isVolatile, isOpen }]) => ({
      path,
      types: [...types].sort(),
      isAlways: count >= (holders.get(path === '' ? '' : holderOf(path)) ?? count),
      isVolatile,
      isOpen,
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function add(sums: Map<string, Sum>, { path, types, count, isVolatile, isOpen }: ShapeMember): void {
  const sum = sums.get(path) ?? { types: new Set<string>(), count: 0, isVolatile: false, isOpen: false };
  for (const type of types) sum.types.add(type);
  sum.count += count;
  sum.isVolatile ||= isVolatile;
  sum.isOpen ||= isOpen;
  sums.set(path, sum);
}

function holdersIn(members: readonly ShapeMember[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { path, of } of members) if (path !== '') counts.set(holderOf(path), of);
  for (const { path, count, types } of members) {
    // An object without members.
    if (!counts.has(path) && types.includes('object')) counts.set(path, count);
  }
  return counts;
}

function holderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}
