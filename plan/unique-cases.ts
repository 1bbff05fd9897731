import type { Case, PlannedBody } from '../model/case.ts';
import type { Operation, Resource } from '../model/contract.ts';
import { isObject } from '../model/json.ts';
import type { Draft } from './drafts.ts';
import { createOf, draftWith, operationOf, stepMaker, updateDraft } from './life-steps.ts';
import { isSole } from './marks.ts';
import type { PlanContext } from './options.ts';

/**
 * A life beside which others are to be made, and which is to be made another's like, in one member that no two may share.
 * An upsert would mean the object that has it, and where all creates make the same thing nothing tells what is refused.
 */
export function uniqueCases(context: PlanContext, resource: Resource): readonly Case[] {
  const create = createOf(context, resource);
  if (!create || context.site.mock || resource.update?.semantics === 'upsert') return [];
  const draft = draftBearing(context, resource, create);
  const members = uniqueIn(resource, draft.body);
  if (members.length === 0 || isSole(resource, draft.body)) return [];
  const maker = stepMaker(context, resource, `life of ${resource.name}, unique`, (role) => role !== 'create');
  maker.add('create', create, 'create', draft);
  for (const member of members)
    maker.add('create-repeated', create, `create another with its ${member}`, { ...draft, member });
  const update = operationOf(context, resource.update?.operation);
  const read = operationOf(context, resource.read?.operation);
  const change = update && read && updateDraft(context, resource, update, maker.steps[0]);
  const changed = uniqueIn(resource, change?.body).filter((member) => members.includes(member));
  if (changed.length > 0) maker.add('create-beside', create, 'create another', draft);
  for (const member of changed) {
    maker.add('update-repeated', update, `give it the ${member} of the other`, { ...change, member });
    maker.add('read-repeated', read, `read what was to keep its ${member}`);
  }
  const selected = new Set(context.contract.operations.filter(context.selects).map(({ id }) => id));
  const isTold = maker.steps.some(
    ({ operation, step }) => selected.has(operation) && /-repeated$/.test(step?.role ?? ''),
  );
  return isTold ? maker.steps : [];
}

/** The plainest body, where it bears all that is unique; else one with every member that the document promises. */
function draftBearing(context: PlanContext, resource: Resource, create: Operation): Partial<Draft> {
  const plain = draftWith(context, create, 'none');
  return uniqueIn(resource, plain.body).length === resource.unique.length
    ? plain
    : draftWith(context, create, 'all');
}

function uniqueIn({ unique }: Resource, body: PlannedBody | undefined): string[] {
  const value = body && 'value' in body ? body.value : undefined;
  return isObject(value)
    ? unique.filter((name) => typeof value[name] === 'string' && value[name] !== '')
    : [];
}
