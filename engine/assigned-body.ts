import type { Case } from '../model/case.ts';
import { equalJson, isObject, type Json } from '../model/json.ts';
import { valueAt } from '../model/pointer.ts';
import { isSuccess } from '../model/trace.ts';
import { sentBefore } from './life-requests.ts';
import type { LifeState } from './life-state.ts';

// What the last of these showed is what is there, or what such an object is of itself.
const SHOWING: ReadonlySet<string> = new Set(['read', 'read-steady', 'read-updated', 'read-again']);

/** The update that was sent before with members that no client may set, each another than a read shows. */
export function assignedUpdate(life: LifeState, planned: Case): Json | undefined {
  const before = sentBefore(life);
  return isObject(before) ? assignedTo(life, planned, before) : undefined;
}

/** A case whose body carries members that no client may set, each another than a read of the life's object shows. */
export function assignedCreate(life: LifeState, planned: Case): Case {
  const { body } = planned.request;
  if (!planned.assigned || !body || !('value' in body)) return planned;
  const value = assignedTo(life, planned, body.value);
  return { ...planned, request: { ...planned.request, body: { ...body, value } } };
}

function assignedTo(life: LifeState, { assigned = [] }: Case, base: Json): Json {
  if (!isObject(base)) return base;
  const shown = lastShown(life);
  const now = isObject(shown) ? shown : {};
  const members = assigned.flatMap(({ member, values }): [string, Json][] => {
    const other = values.find((value) => !equalJson(value, now[member] ?? null));
    return other === undefined ? [] : [[member, other]];
  });
  const names = new Set(assigned.map(({ member }) => member));
  const others = Object.entries(base).filter(([name]) => !names.has(name));
  return Object.fromEntries([...others, ...members]);
}

function lastShown({ resource, steps }: LifeState): Json | undefined {
  const read = steps.findLast(
    ({ role, exchange }) => SHOWING.has(role) && isSuccess(exchange.reply?.status),
  )?.exchange;
  return valueAt(read?.reply?.json, resource.read?.at ?? '');
}
