import type { Contract, Operation, Resource } from '../../model/contract.ts';
import { equalJson, isObject, type Json, type JsonObject } from '../../model/json.ts';
import type { Collection } from '../../servers/twin/collection.ts';
import { keptMembers } from '../../servers/twin/twin-object.ts';
import { otherValue } from './other-value.ts';
import { type LifeMutant, operationIn } from './resource-target.ts';

/** Servers that make something else of an update than what was sent. */
export function updateMutants(contract: Contract, resource: Resource): LifeMutant[] {
  const { update } = resource;
  const operation = operationIn(contract, update?.operation);
  if (!update || !operation) return [];
  const { semantics } = update;
  const about = { operation: operation.id, keyword: 'update' };
  const isOwn = (collection: Collection) => collection.resource === resource;
  /** Does something with the object in place of the update. */
  const instead = (
    check: string,
    does: string,
    work: (change: {
      collection: Collection;
      object: { members: JsonObject; changes: number };
      body: Json | undefined;
      usual: () => void;
    }) => boolean,
    member?: string,
  ): LifeMutant => ({
    ...about,
    check,
    does,
    ...(member === undefined ? {} : { member }),
    depart: () => ({
      carryOut({ what, call, collection, object }, usual) {
        if (what !== 'update' || !object || !isOwn(collection)) return undefined;
        let isDone = false;
        const once = () => {
          isDone = true;
          usual();
        };
        const isOther = work({ collection, object, body: call.body, usual: once });
        return isOther || isDone ? object : undefined;
      },
    }),
  });
  const mutants = [
    instead('resource-update-not-shown', 'changes nothing', () => true),
    ...resource.echo.map(({ member }) =>
      instead(
        'resource-update-not-shown',
        `changes all but ${member}`,
        ({ collection, object, body }) => {
          if (!isObject(body) || !Object.hasOwn(body, member)) return false;
          const { [member]: kept } = object.members;
          collection.update(object as Parameters<Collection['update']>[0], body);
          const { [member]: _, ...others } = object.members;
          object.members = kept === undefined ? others : { ...others, [member]: kept };
          return true;
        },
        member,
      ),
    ),
    instead(
      'resource-update-not-idempotent',
      'makes something else of the same update sent again',
      ({ object, body, usual }) => {
        const before = object.members;
        usual();
        const sent = keptMembers(resource, body);
        const isAgain = Object.keys(sent).every((name) => equalJson(before[name], sent[name]));
        if (!isAgain) return false;
        object.members = Object.fromEntries(
          Object.entries(object.members).map(([name, value]) => [
            name,
            name === resource.mark ? value : otherValue(value),
          ]),
        );
        return true;
      },
    ),
    instead(
      'resource-update-clears-nothing',
      'leaves lists as they were that are to be emptied',
      ({ object, body, usual }) => {
        const before = object.members;
        const emptied = Object.entries(keptMembers(resource, body)).filter(
          ([, value]) => Array.isArray(value) && value.length === 0,
        );
        if (emptied.length === 0) return false;
        usual();
        for (const [name] of emptied) object.members = { ...object.members, [name]: before[name] ?? [] };
        return true;
      },
    ),
  ];
  mutants.push(making(resource, operation));
  if (semantics === 'merge')
    mutants.push(
      instead(
        'resource-update-touches-others',
        'forgets what an update does not name',
        ({ object, body, usual }) => {
          usual();
          object.members = keptMembers(resource, body);
          return true;
        },
      ),
    );
  if (semantics === 'replace')
    mutants.push(
      instead('resource-update-partial', 'keeps what an update does not name', ({ object, body, usual }) => {
        const before = object.members;
        usual();
        object.members = { ...before, ...keptMembers(resource, body) };
        return true;
      }),
    );
  if (semantics === 'upsert') mutants.push(...upsertMutants());
  return mutants;

  function upsertMutants(): LifeMutant[] {
    const adding = (check: string, does: string, isKept: boolean): LifeMutant => ({
      ...about,
      check,
      does,
      depart: () => ({
        carryOut({ what, call, collection, object }) {
          if (what !== 'update' || !object || !isOwn(collection)) return undefined;
          if (!isKept) collection.remove(object.identity);
          return collection.add(call.body, call.path);
        },
      }),
    });
    return [
      adding('resource-upsert-adds', 'makes another object of an upsert', true),
      adding('resource-upsert-identity-changed', 'gives another identity to what is upserted', false),
    ];
  }
}

/** An update that is refused for its body, and made all the same. */
function making(resource: Resource, operation: Operation): LifeMutant {
  return {
    operation: operation.id,
    keyword: 'update',
    check: 'resource-refused-change-made',
    does: 'makes a change that it refuses',
    depart(note) {
      let known: Collection | undefined;
      return {
        carryOut({ collection }) {
          if (collection.resource === resource) known = collection;
          return undefined;
        },
        refuse(call, _, usual) {
          const identity = call.path.get(resource.parameter);
          const object = identity === undefined ? undefined : known?.get(String(identity), call.path);
          if (call.operation !== operation || !object || call.body === undefined) return usual;
          known?.update(object, call.body);
          note();
          return usual;
        },
      };
    },
  };
}
