import { keptMembers } from '../../contract/kept-members.ts';
import type { Contract, Operation, Resource } from '../../model/contract.ts';
import { isObject, type JsonObject } from '../../model/json.ts';
import { valueAt, withValueAt } from '../../model/pointer.ts';
import type { CallFault } from '../../servers/twin/faults-in.ts';
import { type LifeMutant, operationIn } from './resource-target.ts';

/** Servers that let clients set what only they should. */
export function readOnlyMutants(contract: Contract, resource: Resource): LifeMutant[] {
  const { read } = resource;
  const reading = operationIn(contract, read?.operation);
  const kept = (['create', 'update'] as const).flatMap((setter) => keptMembers(contract, resource, setter));
  const names = new Set(kept.map(({ member }) => member));
  return read && reading && names.size > 0 ? [takingReadOnly(resource, reading, read.at, names)] : [];
}

/** Requests are taken with what no client may set, and reads show it. */
function takingReadOnly(
  resource: Resource,
  operation: Operation,
  at: string,
  names: ReadonlySet<string>,
): LifeMutant {
  const setters = new Set([resource.create?.operation, resource.update?.operation]);
  const isOfOne = ({ violation }: CallFault) =>
    violation !== undefined && names.has(violation.member ?? violation.instance.slice(1));
  return {
    check: 'resource-read-only-member-assigned',
    operation: resource.create?.operation ?? operation.id,
    keyword: 'readOnly',
    does: 'takes members over that no client may set',
    depart() {
      const sent = new Map<string, JsonObject>();
      return {
        faults: (call, usual) =>
          setters.has(call.operation.id) ? usual.filter((fault) => !isOfOne(fault)) : usual,
        carryOut({ what, call, collection }, usual) {
          const isSet = collection.resource === resource && (what === 'create' || what === 'update');
          if (!isSet || !isObject(call.body)) return undefined;
          const given = Object.entries(call.body).filter(([name]) => names.has(name));
          if (given.length === 0) return undefined;
          const object = usual();
          sent.set(object.identity, { ...sent.get(object.identity), ...Object.fromEntries(given) });
          return object;
        },
        answer(call, usual) {
          const reply = usual();
          const shown = valueAt(reply.body, at);
          const given = sent.get(String(call.path.get(resource.parameter)));
          if (call.operation !== operation || reply.status >= 300 || !isObject(shown) || !given) return reply;
          return { ...reply, body: withValueAt(reply.body ?? null, at, { ...shown, ...given }) };
        },
      };
    },
  };
}
