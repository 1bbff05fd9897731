import type { Case } from '../model/case.ts';
import type { Json } from '../model/json.ts';
import { valueAt, withValueAt } from '../model/pointer.ts';
import { operationOf } from './context.ts';
import type { LifeState } from './life-state.ts';
import { locatedPath } from './location.ts';

/** Roles of the steps that update. */
export const UPDATING: ReadonlySet<string> = new Set([
  'update',
  'update-again',
  'update-partial',
  'update-clear',
]);

/** The path parameters that an operation on the object has. */
export function pathFor(life: LifeState, planned: Case): ReadonlyMap<string, Json> {
  const operation = operationOf(life.runner.context.contract, planned.operation);
  return new Map([...life.path].filter(([name]) => operation.path.includes(`{${name}}`)));
}

/** The list narrowed to what was created, where the contract says how: a long list may be cut. */
export function finding({ runner, resource, steps }: LifeState, planned: Case): Case {
  const operation = operationOf(runner.context.contract, planned.operation);
  const writes = steps.filter(({ role }) => role === 'create' || UPDATING.has(role)).reverse();
  // What a replacing update does not name is no longer known.
  const isReplaced = writes[0]?.role === 'update-partial' && resource.update?.semantics === 'replace';
  const bodies = writes.slice(0, isReplaced ? 1 : writes.length).map(({ exchange }) => exchange.body);
  const parameters = [...planned.request.parameters];
  for (const [name, member] of resource.list?.find ?? []) {
    const value = bodies.map((body) => valueAt(body, member)).find((one) => one !== undefined);
    const parameter = operation.parameters.find(
      (candidate) => candidate.name === name && candidate.in === 'query',
    );
    if (!parameter || typeof value !== 'string' || value === '') continue;
    parameters.push({ name, in: 'query', value });
  }
  return { ...planned, request: { ...planned.request, parameters } };
}

/** An upsert is told by its key: the update bears the mark of the create. */
export function keyed({ resource, steps }: LifeState, planned: Case): Json | undefined {
  const { body } = planned.request;
  if (resource.update?.semantics !== 'upsert' || resource.mark === undefined || !body || !('value' in body))
    return undefined;
  const created = steps.find(({ role }) => role === 'create')?.exchange.body;
  const key = valueAt(created, `/${resource.mark}`);
  return key === undefined ? undefined : withValueAt(body.value, `/${resource.mark}`, key);
}

/** The very body of the update before, marks and all. */
export function sentBefore({ steps }: LifeState): Json | undefined {
  return steps.find(({ role }) => role === 'update')?.exchange.body;
}

/** Where a create's Location says that the object is, below the target's base; undefined where it says nothing. */
export function whereCreated({ runner: { context }, steps }: LifeState): string | undefined {
  const created = steps.find(({ role }) => role === 'create')?.exchange;
  return created && locatedPath(context.contract, context.transport.url, created);
}
