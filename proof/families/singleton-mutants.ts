import type { Operation } from '../../model/contract.ts';
import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { child, type Pointer, valueAt, withValueAt } from '../../model/pointer.ts';
import type { TwinDeparture } from '../../servers/twin/departure.ts';
import { type Ground, type Mutant, mutantId } from '../mutant.ts';

/** Servers that do not take over what they are given for what exists once, or do not switch what they are told to. */
export function singletonMutants({ contract }: Ground): Mutant[] {
  return contract.operations.flatMap((operation) => {
    const { restore, switch: said } = operation;
    const make = (member: string, read: string, pointer: Pointer): Mutant => {
      const target = { operation: operation.id, where: 'singleton', keyword: 'x-assay-restore', member };
      const does = `leaves ${member} as it was`;
      return {
        id: mutantId('resource', target, does),
        family: 'resource',
        check: 'singleton-update-not-shown',
        target,
        what: does,
        also: [read],
        depart: () => frozen(contract.operations, read, pointer),
      };
    };
    const echoed = (restore?.echo ?? []).map(({ member }) =>
      make(member, restore?.read ?? '', child('', member)),
    );
    const places = new Set([...(said?.shows.values() ?? [])].flatMap((shown) => [...shown.keys()]));
    const switched = [...places].map((place) => make(place, said?.read.operation ?? '', place));
    return [...echoed, ...switched, ...(restore ? [making(operation, restore.read)] : [])];
  });
}

/** A place of a read that shows what it showed first. */
function frozen(operations: readonly Operation[], read: string, pointer: Pointer): TwinDeparture {
  const operation = operations.find(({ id }) => id === read);
  const first = new Map<string, Json>();
  return {
    answer(call, usual) {
      const reply = usual();
      const value = valueAt(reply.body, pointer);
      if (call.operation !== operation || value === undefined || reply.body === undefined) return reply;
      const shown = first.get(call.target) ?? value;
      first.set(call.target, shown);
      return { ...reply, body: withValueAt(reply.body, pointer, shown) };
    },
  };
}

/** What is refused for its body is shown by reads from then on. */
function making(operation: Operation, read: string): Mutant {
  const target = { operation: operation.id, where: 'singleton', keyword: 'x-assay-restore' };
  const does = 'makes a change of what exists once that it refuses';
  return {
    id: mutantId('resource', target, does),
    family: 'resource',
    check: 'singleton-refused-change-made',
    target,
    what: does,
    also: [read],
    depart(note) {
      let made: JsonObject = {};
      return {
        refuse(call, _, usual) {
          if (call.operation !== operation || !isObject(call.body)) return usual;
          made = call.body;
          note();
          return usual;
        },
        answer(call, usual) {
          const reply = usual();
          if (call.operation === operation && reply.status < 300) made = {};
          const { body } = reply;
          if (call.operation.id !== read || reply.status >= 300 || !isObject(body)) return reply;
          const names = Object.keys(made).filter((name) => Object.hasOwn(body, name));
          return {
            ...reply,
            body: { ...body, ...Object.fromEntries(names.map((name) => [name, made[name] ?? null])) },
          };
        },
      };
    },
  };
}
