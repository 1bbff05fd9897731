import { evaluate } from '../contract/expressions.ts';
import { itemIdentities } from '../contract/identities.ts';
import type { Contract, Resource } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import { type Exchange, responseFor, succeeded } from '../model/trace.ts';
import { expressionContext } from './links.ts';
import { keyOf, type OwnObject } from './own-object.ts';
import type { Sender } from './sender.ts';

/** Which objects replies showed, and when: what was shown before a create was sent, that create did not make. */
export interface Sightings {
  /** Whether a reply showed an object before a request left. */
  isBefore(object: OwnObject, request: Exchange): boolean;
  /** A sender whose replies are looked at. */
  watching(sender: Sender): Sender;
}

/** Sightings of a run that has seen nothing yet. */
export function sightingsOf(contract: Contract): Sightings {
  const first = new Map<string, number>();
  const sent = new WeakMap<Exchange, number>();
  let now = 0;
  const learn = (exchange: Exchange) => {
    for (const object of shownBy(contract, exchange)) {
      const key = keyOf(object);
      if (!first.has(key)) first.set(key, now);
    }
  };
  return {
    isBefore(object, request) {
      const seen = first.get(keyOf(object));
      return seen !== undefined && seen <= (sent.get(request) ?? 0);
    },
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

function objectAt(resource: Resource, identity: string, path: ReadonlyMap<string, Json>): OwnObject {
  return { resource, identity, path: new Map([...path, [resource.parameter, identity]]) };
}
