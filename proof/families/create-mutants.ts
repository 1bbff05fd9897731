import type { Contract, Operation, Resource } from '../../model/contract.ts';
import { child, valueAt, withValueAt } from '../../model/pointer.ts';
import { headerValue } from '../../model/request.ts';
import type { Collection } from '../../servers/twin/collection.ts';
import { changing } from './changing.ts';
import { otherValue } from './other-value.ts';
import { type LifeMutant, operationIn } from './resource-target.ts';

/** Servers that make something else of a create than they say. */
export function createMutants(contract: Contract, resource: Resource): LifeMutant[] {
  const { create, read, list } = resource;
  const operation = operationIn(contract, create?.operation);
  if (!operation) return [];
  const about = { operation: operation.id, keyword: 'create' };
  const isOwn = (collection: Collection) => collection.resource === resource;
  const mutants: LifeMutant[] = [
    {
      ...about,
      check: read ? 'resource-created-not-readable' : 'resource-created-not-listed',
      does: 'keeps nothing of what it says that it made',
      depart: () => ({
        carryOut({ what, collection }, usual) {
          if (what !== 'create' || !isOwn(collection)) return undefined;
          const object = usual();
          collection.remove(object.identity);
          return object;
        },
      }),
    },
    {
      ...about,
      check: 'resource-create-identity-taken',
      does: 'names somebody else’s object as the one that it made',
      depart: () => ({
        carryOut({ what, collection }, usual) {
          const foreign = collection.all.find(({ isForeign }) => isForeign);
          if (what !== 'create' || !isOwn(collection) || !foreign) return undefined;
          usual();
          return foreign;
        },
      }),
    },
    {
      ...about,
      check: 'resource-identity-reused',
      does: 'gives the identity of a deleted object to a new one',
      depart() {
        const deleted: string[] = [];
        return {
          carryOut({ what, call, collection, object }, usual) {
            if (!isOwn(collection)) return undefined;
            if (what === 'delete' && object) deleted.push(object.identity);
            const again = what === 'create' ? deleted.pop() : undefined;
            if (again === undefined) return undefined;
            collection.remove(usual().identity);
            return collection.add(call.body, call.path, again);
          },
        };
      },
    },
    {
      ...about,
      check: 'resource-refused-create-stored',
      does: 'keeps what it refuses to make',
      depart(note) {
        let known: Collection | undefined;
        return {
          carryOut({ collection }) {
            if (isOwn(collection)) known = collection;
            return undefined;
          },
          refuse(call, faults, usual) {
            const isBody = call.operation === operation && faults.every(({ where }) => where === 'body');
            if (!known || !isBody || call.body === undefined) return usual;
            known.add(call.body, call.path);
            note();
            return usual;
          },
        };
      },
    },
  ];
  const located = operation.responses.some(({ headers }) =>
    headers.some(({ name }) => /^location$/i.test(name)),
  );
  if (located && read) {
    mutants.push({
      ...about,
      check: 'resource-location-wrong',
      does: 'says a Location that leads elsewhere',
      depart: () =>
        changing(operation, undefined, (reply) => {
          const location = headerValue(reply.headers, 'location');
          if (location === undefined || reply.status >= 300) return reply;
          const others = reply.headers.filter(([name]) => !/^location$/i.test(name));
          return { ...reply, headers: [...others, ['Location', String(otherValue(location))]] };
        }),
    });
  }
  if (create && read)
    for (const { member } of resource.echo)
      mutants.push({
        ...about,
        check: 'resource-create-reply-differs',
        member,
        does: `answers a create with another ${member} than it keeps`,
        depart: () =>
          changing(operation, undefined, (reply) => {
            const pointer = child(create.at, member);
            const value = reply.status < 300 ? valueAt(reply.body, pointer) : undefined;
            if (value === undefined || reply.body === undefined) return reply;
            return { ...reply, body: withValueAt(reply.body, pointer, otherValue(value)) };
          }),
      });
  const making = 'lookup' in (create?.identity ?? {}) ? undefined : operation;
  mutants.push(...sharing(resource, making, operationIn(contract, read && resource.update?.operation)));
  return list || read ? mutants : [];
}

/** Servers that let two objects have what is to be unique, made so by a create or by an update. */
function sharing(
  { unique, update }: Resource,
  ...operations: readonly (Operation | undefined)[]
): LifeMutant[] {
  if (update?.semantics === 'upsert') return [];
  return operations.flatMap((operation) =>
    (operation ? unique : []).map(
      (member): LifeMutant => ({
        check: 'resource-duplicate-accepted',
        operation: operation?.id ?? '',
        keyword: 'unique',
        member,
        does: `gives two objects one ${member}`,
        depart: () => ({
          keepsAlone: (call, name) => call.operation !== operation || name !== member,
        }),
      }),
    ),
  );
}
