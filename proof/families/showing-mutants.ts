import { listedItems } from '../../contract/identities.ts';
import type { Contract, Operation, Resource } from '../../model/contract.ts';
import type { Json } from '../../model/json.ts';
import { child, valueAt, withValueAt } from '../../model/pointer.ts';
import type { TwinDeparture } from '../../servers/twin/departure.ts';
import type { Call } from '../../servers/twin/twin-request.ts';
import { changing } from './changing.ts';
import { otherValue } from './other-value.ts';
import { type LifeMutant, operationIn } from './resource-target.ts';

// Enough that no two looks in a row are alike.
const MOST_MOVES = 7;

/** Servers whose reads and lists show an object otherwise than it is. */
export function showingMutants(contract: Contract, resource: Resource): LifeMutant[] {
  const { read, list, create } = resource;
  const reading = operationIn(contract, read?.operation);
  const listing = operationIn(contract, list?.operation);
  const mutants: LifeMutant[] = [];
  if (read && reading) {
    for (const { member } of resource.echo)
      mutants.push({
        check: 'resource-create-not-echoed',
        // The create's promise is broken by what the read shows.
        operation: create?.operation ?? reading.id,
        keyword: 'echo',
        member,
        does: `shows another ${member} than it was given`,
        depart: () => showing(reading, read.at, member, () => true, otherValue),
      });
    for (const { member } of resource.echo)
      mutants.push({
        check: 'resource-read-unsteady',
        operation: reading.id,
        keyword: 'echo',
        member,
        does: `shows another ${member} each time`,
        depart: () => showing(reading, read.at, member, () => true, moving()),
      });
    for (const member of resource.fixed)
      mutants.push({
        check: 'resource-fixed-member-changed',
        operation: reading.id,
        keyword: 'fixed',
        member,
        does: `shows another ${member} at a later read`,
        depart: () => showing(reading, read.at, member, laterReads(), otherValue),
      });
    for (const member of resource.rising)
      mutants.push({
        check: 'resource-rising-member-fell',
        operation: reading.id,
        keyword: 'rising',
        member,
        does: `shows a lower ${member} at a later read`,
        depart: () => showing(reading, read.at, member, laterReads(), lowered),
      });
  }
  if (list && listing) {
    const ofItems = (
      check: string,
      keyword: string,
      does: string,
      change: (items: Json[]) => Json[],
    ): LifeMutant => ({
      check,
      operation: listing.id,
      keyword,
      does,
      depart: () =>
        changing(listing, undefined, (reply) => {
          const items = reply.status < 300 ? listedItems(list, reply.body) : undefined;
          if (!items || reply.body === undefined || items.length === 0) return reply;
          return { ...reply, body: withValueAt(reply.body, list.items, change([...items])) };
        }),
    });
    mutants.push(
      ofItems('resource-created-not-listed', 'list', 'leaves the newest out of its list', (items) =>
        items.slice(0, -1),
      ),
      ofItems('resource-created-not-listed', 'list', 'lists the newest twice', (items) => [
        ...items,
        ...items.slice(-1),
      ]),
    );
    if (read)
      for (const { member } of resource.echo)
        mutants.push({
          ...ofItems(
            'resource-list-differs-from-read',
            'echo',
            `lists another ${member} than a read shows`,
            (items) =>
              items.map((item) => {
                const value = valueAt(item, child('', member));
                return value === undefined ? item : withValueAt(item, child('', member), otherValue(value));
              }),
          ),
          member,
        });
    for (const [name, member] of list.find)
      if (listing.list?.limit !== undefined)
        mutants.push({
          check: 'list-filtered-after-cut',
          operation: listing.id,
          keyword: 'find',
          member: name,
          does: `cuts its list before it heeds the filter ${name}`,
          depart: () => cuttingFirst(listing, list, name, member),
        });
    for (const name of list.find.keys())
      mutants.push({
        check: 'resource-filter-ignored',
        operation: listing.id,
        keyword: 'find',
        member: name,
        does: `does not heed the filter ${name}`,
        depart: () => deafTo(listing, name),
      });
  }
  return mutants;
}

/** Changes one member of what a read shows. */
function showing(
  operation: Operation,
  at: string,
  member: string,
  isMeant: (call: Call) => boolean,
  change: (value: Json) => Json,
): TwinDeparture {
  const pointer = child(at, member);
  return changing(operation, undefined, (reply, call) => {
    const value = reply.status < 300 ? valueAt(reply.body, pointer) : undefined;
    if (value === undefined || value === null || reply.body === undefined || !isMeant(call)) return reply;
    return { ...reply, body: withValueAt(reply.body, pointer, change(value)) };
  });
}

/** The list is cut to its limit, and what is left of it is filtered. */
function cuttingFirst(
  operation: Operation,
  list: NonNullable<Resource['list']>,
  name: string,
  member: string,
): TwinDeparture {
  const deaf = deafTo(operation, name);
  return {
    answer(call, usual) {
      const wanted = [...call.values].find(([one]) => one.in === 'query' && one.name === name)?.[1];
      const isCut = [...call.values.keys()].some((one) => one.name === operation.list?.limit);
      if (call.operation !== operation || wanted === undefined || !isCut) return usual();
      const reply = deaf.answer?.(call, usual) ?? usual();
      const items = reply.status < 300 ? listedItems(list, reply.body) : undefined;
      if (!items || reply.body === undefined) return reply;
      const kept = items.filter((item) => String(valueAt(item, member) ?? '').includes(String(wanted)));
      return { ...reply, body: withValueAt(reply.body, list.items, kept) };
    },
  };
}

/** Changes a value once more each time. */
function moving(): (value: Json) => Json {
  let times = 0;
  return (value) => {
    times = 1 + (times % MOST_MOVES);
    return Array.from({ length: times }).reduce<Json>((moved) => otherValue(moved), value);
  };
}

/** Every read of an object but the first. */
function laterReads(): (call: Call) => boolean {
  const seen = new Set<string>();
  return ({ target }) => {
    const isLater = seen.has(target);
    seen.add(target);
    return isLater;
  };
}

function lowered(value: Json): Json {
  if (typeof value === 'number') return value - 1_000_000;
  if (typeof value === 'string' && /^\d{4}-/.test(value)) return value.replace(/^\d{4}/, '1999');
  return otherValue(value);
}

/** A departure for which a query parameter is as if it were not given. */
export function deafTo(operation: Operation, name: string): TwinDeparture {
  return {
    answer(call, usual) {
      const isGiven = [...call.values.keys()].some((one) => one.in === 'query' && one.name === name);
      if (call.operation !== operation || !isGiven) return usual();
      const values = new Map([...call.values].filter(([one]) => one.in !== 'query' || one.name !== name));
      const query = new URLSearchParams(call.query);
      query.delete(name);
      return usual({ ...call, values, query: String(query) });
    },
  };
}
