import type { Operation, Resource } from '../model/contract.ts';
import { assigningDraft } from './assigned-members.ts';
import { draftWith, operationOf, type StepMaker } from './life-steps.ts';
import { isSole } from './marks.ts';
import type { PlanContext } from './options.ts';

/**
 * Steps of another object beside that of a life, made with more than a client may set where there is such a thing: what
 * it was given must not show, and its delete must leave the first one alone.
 */
export function addOther(
  { add }: StepMaker,
  context: PlanContext,
  resource: Resource,
  create: Operation,
): void {
  const draft = draftWith(context, create, 'none');
  const removal = operationOf(context, resource.delete?.operation);
  const read = operationOf(context, resource.read?.operation);
  if (!removal || !read || isSole(resource, draft.body)) return;
  const list = operationOf(context, resource.list?.operation);
  const whole = assigningDraft(context, resource, 'create', draft);
  const isNamed = whole?.assigned.some(({ isIdentity }) => isIdentity) === true;
  const nameless = isNamed ? assigningDraft(context, resource, 'update', draft) : undefined;
  for (const assigning of [whole, nameless])
    if (assigning)
      add('create-other', create, 'create another with members that no client may set', assigning);
  // Sent only where those were refused.
  add('create-other', create, 'create another', draft);
  add('read-other', read, 'read the other');
  add('list-beside', list, 'list it beside the other');
  add('delete-other', removal, 'delete the other');
  add('read-spared', read, 'read what was not deleted');
  add('list-spared', list, 'list what was not deleted');
}
