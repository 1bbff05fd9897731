import { usesOfDeleted } from '../../contract/deleted-uses.ts';
import { itemIdentity, listedItems } from '../../contract/identities.ts';
import type { Contract, Resource } from '../../model/contract.ts';
import type { Json } from '../../model/json.ts';
import { valueAt, withValueAt } from '../../model/pointer.ts';
import type { TwinDeparture, TwinWork } from '../../servers/twin/departure.ts';
import type { Replies, TwinReply } from '../../servers/twin/twin-replies.ts';
import { type LifeMutant, operationIn } from './resource-target.ts';

/** Servers that do not delete what they say that they deleted, or show or use it still. */
export function deleteMutants(contract: Contract, resource: Resource, replies: Replies): LifeMutant[] {
  const { read, list, update, act, delete: removal } = resource;
  const operation = operationIn(contract, removal?.operation);
  if (!removal || !operation) return [];
  const about = { operation: operation.id, keyword: 'delete' };
  const usualCheck = read ? 'resource-deleted-still-readable' : 'resource-deleted-still-listed';
  const mutants: LifeMutant[] = [
    {
      ...about,
      check: removal.revive === undefined ? usualCheck : 'resource-delete-ineffective',
      does: 'deletes nothing',
      depart: () => ({
        carryOut: ({ what, collection, object }) =>
          what === 'delete' && collection.resource === resource ? object : undefined,
      }),
    },
  ];
  mutants.push({
    ...about,
    check: 'resource-delete-touches-others',
    does: 'takes another object along',
    depart: () => ({
      carryOut({ what, collection, object }, usual) {
        const other = collection.all.find((one) => one !== object && !one.isForeign);
        if (what !== 'delete' || collection.resource !== resource || !other) return undefined;
        collection.remove(other.identity);
        return usual();
      },
    }),
  });
  if (removal.revive !== undefined) return [...mutants, ...reviveMutants(resource, removal.revive)];
  mutants.push({
    ...about,
    check: 'resource-delete-of-nothing-accepted',
    does: 'deletes what is not there',
    depart: () => ({
      answer(call, usual) {
        const reply = usual();
        const isMissed = call.operation === operation && (reply.status === 404 || reply.status === 410);
        return isMissed ? replies.success(operation) : reply;
      },
    }),
  });
  if (read)
    mutants.push({
      ...about,
      check: 'resource-deleted-still-readable',
      does: 'shows what it has deleted',
      depart: () => showingDeleted(resource, read.operation),
    });
  if (list)
    mutants.push({
      ...about,
      check: 'resource-deleted-still-listed',
      does: 'lists what it has deleted',
      depart: () => listingDeleted(resource, list),
    });
  const { others } = usesOfDeleted(contract, resource);
  const users = [...act, ...(update && update.semantics !== 'upsert' ? [update.operation] : []), ...others];
  for (const user of users) {
    mutants.push({
      operation: user,
      keyword: 'act',
      check: 'resource-deleted-still-usable',
      does: 'goes on with what it has deleted',
      depart: () => usingDeleted(resource, user),
    });
  }
  return mutants;
}

/** What undoes a delete brings back nothing, or not all. */
function reviveMutants(resource: Resource, revive: string): LifeMutant[] {
  const about = { operation: revive, keyword: 'revive', check: 'resource-revived-differs' };
  const isMeant = ({ what, collection }: TwinWork) => what === 'revive' && collection.resource === resource;
  return [
    {
      ...about,
      does: 'brings nothing back',
      depart: () => ({ carryOut: (work) => (isMeant(work) ? work.object : undefined) }),
    },
    {
      ...about,
      does: 'brings an object back without what it was given',
      depart: () => ({
        carryOut(work, usual) {
          if (!isMeant(work)) return undefined;
          const object = usual();
          object.members = {};
          return object;
        },
      }),
    },
  ];
}

/** The identities that were deleted, and what the operation showed of each before. */
function showingDeleted(resource: Resource, read: string): TwinDeparture {
  const shown = new Map<string, TwinReply>();
  const deleted = new Set<string>();
  return {
    answer(call, usual) {
      if (call.operation.id !== read) return usual();
      const identity = String(call.path.get(resource.parameter));
      const before = shown.get(identity);
      if (before && deleted.has(identity)) return before;
      const reply = usual();
      if (reply.status < 300) shown.set(identity, reply);
      return reply;
    },
    carryOut: noting(resource, deleted),
  };
}

function listingDeleted(resource: Resource, list: NonNullable<Resource['list']>): TwinDeparture {
  const items = new Map<string, Json>();
  const deleted = new Set<string>();
  return {
    answer(call, usual) {
      const reply = usual();
      if (call.operation.id !== list.operation || reply.body === undefined || reply.status >= 300)
        return reply;
      const shown = listedItems(list, reply.body) ?? [];
      for (const item of shown) items.set(String(itemIdentity(list, item)), item);
      const ghosts = [...deleted].flatMap((identity) => items.get(identity) ?? []);
      if (ghosts.length === 0 || valueAt(reply.body, list.items) === undefined) return reply;
      return { ...reply, body: withValueAt(reply.body, list.items, [...shown, ...ghosts]) };
    },
    carryOut: noting(resource, deleted),
  };
}

/** What an operation answered last of an object that was there. */
function usingDeleted(resource: Resource, user: string): TwinDeparture {
  const deleted = new Set<string>();
  let success: TwinReply | undefined;
  return {
    answer(call, usual) {
      const reply = usual();
      if (call.operation.id !== user) return reply;
      if (reply.status < 300) success = reply;
      const isDeleted = deleted.has(String(call.path.get(resource.parameter)));
      return isDeleted && reply.status >= 400 && success ? success : reply;
    },
    carryOut: noting(resource, deleted),
  };
}

/** Remembers what is deleted, and leaves it to be done as usual. */
function noting(resource: Resource, deleted: Set<string>): NonNullable<TwinDeparture['carryOut']> {
  return ({ what, collection, object }) => {
    if (what === 'delete' && collection.resource === resource && object) deleted.add(object.identity);
    return undefined;
  };
}
