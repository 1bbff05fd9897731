import { evaluate } from '../contract/expressions.ts';
import { itemIdentities, listedItems } from '../contract/identities.ts';
import type { Case } from '../model/case.ts';
import type { Contract, Resource } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import { child, valueAt } from '../model/pointer.ts';
import { type Exchange, responseFor, succeeded } from '../model/trace.ts';
import { expressionContext } from './links.ts';
import { keyOf, type OwnObject } from './own-object.ts';
import type { Sender } from './sender.ts';

/** Which objects replies showed, and when: what was shown before a create was sent, that create did not make. */
export interface Sightings {
  /** Whether a reply showed an object before a request left. */
  isBefore(object: OwnObject, request: Exchange): boolean;
  /** Whether a delete of an object was sent: from then on the target may give its identity to another. */
  isLeaving(object: OwnObject): boolean;
  /** Whether a list showed a name, in whatever letters, that an upsert is told by. */
  hasName(resource: Resource, name: string): boolean;
  /** A sender whose replies are looked at. */
  watching(sender: Sender): Sender;
}

/** Sightings of a run that has seen nothing yet. */
export function sightingsOf(contract: Contract): Sightings {
  const first = new Map<string, number>();
  const sent = new WeakMap<Exchange, number>();
  const leaving = new Set<string>();
  const names = new Map<Resource, Set<string>>();
  let now = 0;
  const learn = (exchange: Exchange) => {
    for (const object of shownBy(contract, exchange)) {
      const key = keyOf(object);
      if (!first.has(key)) first.set(key, now);
    }
    for (const [resource, name] of namesIn(contract, exchange)) {
      const known = names.get(resource) ?? new Set();
      names.set(resource, known.add(name.toLowerCase()));
    }
  };
  return {
    isBefore(object, request) {
      const seen = first.get(keyOf(object));
      return seen !== undefined && seen <= (sent.get(request) ?? 0);
    },
    isLeaving: (object) => leaving.has(keyOf(object)),
    hasName: (resource, name) => names.get(resource)?.has(name.toLowerCase()) === true,
    watching(sender) {
      return {
        get exchanges() {
          return sender.exchanges;
        },
        get isVain() {
          return sender.isVain;
        },
        async send(planned, options) {
          const at = now;
          for (const object of deletedBy(contract, planned, options?.path)) leaving.add(keyOf(object));
          const exchange = await sender.send(planned, options);
          now += 1;
          sent.set(exchange, at);
          learn(exchange);
          return exchange;
        },
      };
    },
  };
}

/** The objects that a reply shows: the items of a list, what was read, and where links lead. */
function shownBy(contract: Contract, exchange: Exchange): OwnObject[] {
  const { operation, path, reply } = exchange;
  if (!reply || !succeeded(exchange)) return [];
  const objects = contract.resources.flatMap((resource) => {
    const { list, read, parameter } = resource;
    const listed = list?.operation === operation.id ? (itemIdentities(list, reply.json) ?? []) : [];
    const isRead = read?.operation === operation.id && path.has(parameter);
    const identities = isRead ? [String(path.get(parameter)), ...listed] : listed;
    return identities.map((identity) => objectAt(resource, identity, path));
  });
  // What a create links to is what it made, or says that it made.
  return operation.effect === 'read' ? [...objects, ...linkedBy(contract, exchange)] : objects;
}

function linkedBy(contract: Contract, exchange: Exchange): OwnObject[] {
  const { operation, reply } = exchange;
  const links = (reply && responseFor(operation, reply.status)?.links) ?? [];
  return links.flatMap(({ operation: id, parameters }) =>
    contract.resources
      .filter(({ read, delete: removal }) => read?.operation === id || removal?.operation === id)
      .flatMap((resource) =>
        [...parameters]
          .filter(([said]) => said.replace(/^path\./, '') === resource.parameter)
          .flatMap(([, expression]) => evaluate(expression, expressionContext(exchange)))
          .filter((value) => value !== null && typeof value !== 'object')
          .map((value) => objectAt(resource, String(value), exchange.path)),
      ),
  );
}

/** What a request is about to delete. */
function deletedBy(
  { resources }: Contract,
  { operation }: Case,
  path: ReadonlyMap<string, Json> = new Map(),
): OwnObject[] {
  return resources.flatMap((resource) => {
    const identity = path.get(resource.parameter);
    if (resource.delete?.operation !== operation || identity === undefined) return [];
    return [objectAt(resource, String(identity), path)];
  });
}

/** The names of the items of a list, of resources whose create updates what has the same name. */
function namesIn(contract: Contract, exchange: Exchange): [Resource, string][] {
  if (!succeeded(exchange)) return [];
  return contract.resources.flatMap((resource) => {
    const { list, mark, update } = resource;
    if (list?.operation !== exchange.operation.id || mark === undefined || update?.semantics !== 'upsert')
      return [];
    const items = listedItems(list, exchange.reply?.json) ?? [];
    return items.flatMap((item): [Resource, string][] => {
      const name = valueAt(item, child('', mark));
      return typeof name === 'string' ? [[resource, name]] : [];
    });
  });
}

function objectAt(resource: Resource, identity: string, path: ReadonlyMap<string, Json>): OwnObject {
  return { resource, identity, path: new Map([...path, [resource.parameter, identity]]) };
}
