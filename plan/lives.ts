import { usesOfDeleted } from '../contract/deleted-uses.ts';
import { markFilter } from '../contract/mark-filter.ts';
import type { Case, PlannedBody, StepRole } from '../model/case.ts';
import type { Operation, Resource, Scheme } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import { canCreate, openParameters } from './access.ts';
import { usualContent } from './body-wire.ts';
import { withParameter } from './case-maker.ts';
import { clearingDraft } from './clearing-update.ts';
import { bodyOf, type Draft, draftOf, missingParameter } from './drafts.ts';
import { accepted, bodyLevel } from './levels.ts';
import { locatesWhatItMakes } from './located.ts';
import { MARK, sampled } from './marks.ts';
import type { PlanContext } from './options.ts';
import { parameterViolations, unsendable } from './parameter-wire.ts';
import { partialDraft } from './partial-update.ts';
import { varied } from './variation.ts';

type Role = StepRole['role'];

// What these are to answer, the checks of lives say.
const OPEN_ROLES: ReadonlySet<Role> = new Set([
  ...([
    'read-location',
    'list-none',
    'update-again',
    'read-deleted',
    'act-deleted',
    'update-deleted',
  ] as const),
]);

/** The plain lives of a resource: one with the plainest body, one with every member that the document promises. */
export function lifeCases(context: PlanContext, resource: Resource): Case[] {
  if (!canCreate(context, resource)) return [];
  const create = operationOf(context, resource.create?.operation);
  // Without what a create needs there is nothing to live.
  if (!create) return [];
  const learnt = openParameters(context, create).map(({ name }) => name);
  if (missingParameter(create, draftOf(context, create, learnt), learnt)) return [];
  if (create.body && !draftWith(context, create, 'none').body) return [];
  return (['none', 'all'] as const).flatMap((optional) => oneLife(context, resource, create, optional));
}

function oneLife(
  context: PlanContext,
  resource: Resource,
  create: Operation,
  optional: 'none' | 'all',
): Case[] {
  const sequence = `life of ${resource.name}, ${optional === 'none' ? 'plain' : 'full'}`;
  const steps: Case[] = [];
  const operations = new Set(context.contract.operations.filter(context.selects).map(({ id }) => id));
  const add = (role: Role, operation: Operation | undefined, purpose: string, draft?: Partial<Draft>) => {
    // The operation itself says that it runs only in full mode.
    if (!operation || (context.mode !== 'full' && (operation.dangerous || operation.restore))) return;
    steps.push(stepOf(context, sequence, resource, role, operation, purpose, steps.length, draft));
  };
  const read = operationOf(context, resource.read?.operation);
  const list = operationOf(context, resource.list?.operation);
  const update = operationOf(context, resource.update?.operation);
  const removal = operationOf(context, resource.delete?.operation);
  add('create', create, 'create', draftWith(context, create, optional));
  add('read', read, 'read what was created');
  add(
    'read-location',
    locatesWhatItMakes(create) ? read : undefined,
    'read where the create says that it is',
  );
  add('list', list, 'list what was created');
  const none = list && optional === 'none' ? listOfNothing(context, resource, list) : undefined;
  add('list-none', none && list, 'list what bears a mark that nothing has', none);
  const change = update && updateDraft(context, resource, update, steps[0]);
  const clear = (filled: PlannedBody | undefined): boolean => {
    if (!update || !read || optional === 'none') return false;
    const draft = clearingDraft(context, { resource, update, filled, whole: change?.body });
    add('update-clear', draft && update, 'update with an empty list', draft);
    add('read-cleared', draft && read, 'read what was emptied');
    return draft !== undefined;
  };
  // The update may empty a list of itself, where its one other value is none.
  const hasCleared = clear(steps[0]?.request.body);
  add('update', update, 'update', change);
  add('read-updated', update && read, 'read what was updated');
  const isUpsert = resource.update?.semantics === 'upsert';
  add('list-updated', isUpsert ? list : undefined, 'list what was updated');
  // RFC 9110, section 9.2.2: of the methods that update, PUT alone may be sent twice.
  const again = update?.method === 'PUT' && optional === 'none' ? update : undefined;
  add('update-again', again, 'update in the same way again', change);
  add('read-again', again && read, 'read what was updated twice');
  // What a member is that nobody ever sent shows only in the plain life.
  const part =
    update && read && optional === 'none' ? partialDraft(context, resource, update, change?.body) : undefined;
  add('update-partial', part && update, 'update with some members alone', part);
  add('read-partial', part && read, 'read what was updated in part');
  if (!hasCleared) clear(change?.body);
  for (const id of resource.act) add('act', operationOf(context, id), 'act on it');
  for (const id of resource.distinct.keys())
    add('act-again', operationOf(context, id), 'act on it again, for something else');
  add('delete', removal, 'delete');
  add('read-deleted', removal && read, 'read what was deleted');
  add('list-deleted', removal && list, 'list after the delete');
  const late = optional === 'none' ? usesOfDeleted(resource) : { acts: [], update: undefined };
  for (const id of late.acts) add('act-deleted', operationOf(context, id), 'act on what was deleted');
  add('update-deleted', operationOf(context, late.update), 'update what was deleted', change);
  add('revive', operationOf(context, resource.delete?.revive), 'undo the delete');
  add('delete-again', removal, 'delete again');
  // A life is one whole: it is lived when any of its operations takes part.
  return steps.some(({ operation }) => operations.has(operation)) ? steps : [];
}

/** The list filtered by a mark of its own, where the contract says how: this run gives it to nothing else. */
function listOfNothing(
  context: PlanContext,
  resource: Resource,
  list: Operation,
): Pick<Draft, 'parameters'> | undefined {
  const filter = markFilter(context.contract, resource);
  const value = sampled(MARK);
  const canHold =
    filter !== undefined &&
    unsendable(context, list, filter, value) === undefined &&
    parameterViolations(context, filter, value).length === 0;
  if (!canHold) return undefined;
  const learnt = openParameters(context, list).map(({ name }) => name);
  return { parameters: withParameter(draftOf(context, list, learnt).parameters, filter, MARK) };
}

export function draftWith(
  context: PlanContext,
  operation: Operation,
  optional: 'none' | 'all',
): Partial<Draft> {
  const content = usualContent(operation.body);
  const body = content && bodyOf(context, operation, content, { optional });
  return body ? { body } : {};
}

export function updateDraft(
  context: PlanContext,
  resource: Resource,
  update: Operation,
  create: { readonly request: Pick<Case['request'], 'body'> } | undefined,
): Partial<Draft> {
  const draft = draftWith(context, update, 'all');
  const schema = usualContent(update.body)?.schema;
  if (!draft.body || !('value' in draft.body) || schema === undefined) return draft;
  const before =
    create?.request.body && 'value' in create.request.body ? create.request.body.value : undefined;
  const value = varied(context, schema, draft.body.value, before, resource.echo);
  return { body: { mediaType: draft.body.mediaType, value } };
}

export function stepOf(
  context: PlanContext,
  sequence: string,
  resource: Resource,
  role: Role,
  operation: Operation,
  purpose: string,
  index: number,
  draft: Partial<Draft> = {},
): Case {
  const learnt = openParameters(context, operation).map(({ name }) => name);
  const whole = { ...draftOf(context, operation, learnt), ...draft };
  const isSecondDelete = role === 'delete-again' && resource.delete?.revive === undefined;
  const isOpen = OPEN_ROLES.has(role) || isSecondDelete;
  const schema = usualContent(operation.body)?.schema;
  const value = whole.body && 'value' in whole.body ? whole.body.value : undefined;
  return {
    id: `${sequence} #${index + 1}`,
    operation: operation.id,
    phase: 'sequences',
    kind: 'step',
    purpose,
    effect: operation.effect,
    request: {
      method: operation.method,
      parameters: whole.parameters,
      ...(whole.body ? { body: whole.body } : {}),
      credentials: 'valid',
    },
    expectation: isOpen
      ? { kind: 'documented' }
      : accepted(operation, levelOf(context, operation, schema, value)),
    group: sequence,
    step: { sequence, resource: resource.name, role },
  };
}

function levelOf(
  context: PlanContext,
  operation: Operation,
  schema: string | undefined,
  value: Json | undefined,
) {
  if (schema === undefined || value === undefined) return context.contract.statement(operation.pointer).level;
  return bodyLevel(context.contract, operation, schema, value);
}

/** The life of a login session: it opens what it is for, until it is logged out. */
export function sessionCases(context: PlanContext, scheme: Scheme): Case[] {
  const login = operationOf(context, scheme.session?.login);
  const logout = operationOf(context, scheme.session?.logout);
  const use = context.contract.operations.find(
    (operation) =>
      operation.method === 'GET' &&
      openParameters(context, operation).length === 0 &&
      operation.security.some((requirement) => requirement.length === 1 && requirement[0] === scheme.name),
  );
  if (!login || !logout || !use || context.site.mock || !context.selects(logout)) return [];
  const sequence = `session of ${scheme.name}`;
  const step = (role: Role, operation: Operation, purpose: string, index: number): Case => ({
    id: `${sequence} #${index + 1}`,
    operation: operation.id,
    phase: 'sequences',
    kind: 'step',
    purpose,
    effect: operation.effect,
    request: {
      method: operation.method,
      parameters: draftOf(context, operation, []).parameters,
      credentials: 'valid',
    },
    expectation:
      role === 'use-after'
        ? { kind: 'documented' }
        : accepted(operation, context.contract.statement(operation.pointer).level),
    group: sequence,
    step: { sequence, role },
  });
  return [
    step('login', login, 'log in', 0),
    step('use', use, 'use the session', 1),
    step('logout', logout, 'log out', 2),
    step('use-after', use, 'use the session that was logged out', 3),
  ];
}

export function operationOf({ contract }: PlanContext, id: string | undefined): Operation | undefined {
  return contract.operations.find((operation) => operation.id === id);
}
