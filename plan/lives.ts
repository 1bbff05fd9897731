import { usesOfDeleted } from '../contract/deleted-uses.ts';
import type { Case, PlannedBody } from '../model/case.ts';
import type { Operation, Resource } from '../model/contract.ts';
import { isObject } from '../model/json.ts';
import { openParameters } from './access.ts';
import { assigningDraft } from './assigned-members.ts';
import { withParameter } from './case-maker.ts';
import { clearingDraft } from './clearing-update.ts';
import { type Draft, draftOf } from './drafts.ts';
import {
  createOf,
  draftWith,
  type Fullness,
  operationOf,
  type StepMaker,
  stepMaker,
  updateDraft,
} from './life-steps.ts';
import { locatesWhatItMakes } from './located.ts';
import { MARK, sampled } from './marks.ts';
import type { PlanContext } from './options.ts';
import { parameterViolations, unsendable } from './parameter-wire.ts';
import { partialDraft } from './partial-update.ts';

/**
 * The plain lives of a resource: one with the plainest body, one with every member that the document promises, and one with
 * those that it binds weakly, where a read is to show any.
 */
export function lifeCases(context: PlanContext, resource: Resource): readonly Case[] {
  const create = createOf(context, resource);
  // Without what a create needs there is nothing to live.
  if (!create) return [];
  const lives = (['none', 'all'] as const).flatMap((fullness) =>
    oneLife(context, resource, create, fullness),
  );
  return isFuller(context, resource, create)
    ? [...lives, ...oneLife(context, resource, create, 'every')]
    : lives;
}

/** Whether an echoed member is among those that the document binds weakly. */
function isFuller(context: PlanContext, { echo }: Resource, create: Operation): boolean {
  const [all, every] = (['all', 'every'] as const).map((fullness) => {
    const { body } = draftWith(context, create, fullness);
    return body && 'value' in body && isObject(body.value) ? body.value : {};
  });
  return echo.some(({ member }) => !Object.hasOwn(all ?? {}, member) && Object.hasOwn(every ?? {}, member));
}

const NAMES: Readonly<Record<Fullness, string>> = { none: 'plain', all: 'full', every: 'whole' };

/** What the parts of one life are planned from. */
interface LifePlan extends StepMaker {
  readonly context: PlanContext;
  readonly resource: Resource;
  /** The life with the plainest body. */
  readonly isPlain: boolean;
  readonly create: Operation;
  readonly read: Operation | undefined;
  readonly list: Operation | undefined;
  readonly update: Operation | undefined;
  /** The body of the update. */
  readonly change: Partial<Draft> | undefined;
}

function oneLife(
  context: PlanContext,
  resource: Resource,
  create: Operation,
  fullness: Fullness,
): readonly Case[] {
  const isPlain = fullness === 'none';
  const name = `life of ${resource.name}, ${NAMES[fullness]}`;
  const canComeBack = resource.delete?.revive !== undefined;
  const maker = stepMaker(context, resource, name, (role) => role === 'delete-again' && !canComeBack);
  maker.add('create', create, 'create', draftWith(context, create, fullness));
  const update = operationOf(context, resource.update?.operation);
  const life: LifePlan = {
    ...maker,
    context,
    resource,
    isPlain,
    create,
    read: operationOf(context, resource.read?.operation),
    list: operationOf(context, resource.list?.operation),
    update,
    change: update && updateDraft(context, resource, update, maker.steps[0], isPlain ? 'all' : fullness),
  };
  addLooks(life);
  addUpdates(life);
  // What the others told of acts depends on no member.
  if (fullness !== 'every') addActs(life);
  addEnd(life);
  // A life is one whole: it is lived when any of its operations takes part.
  const operations = new Set(context.contract.operations.filter(context.selects).map(({ id }) => id));
  return maker.steps.some(({ operation }) => operations.has(operation)) ? maker.steps : [];
}

function addLooks({ add, context, resource, isPlain, create, read, list }: LifePlan): void {
  add('read', read, 'read what was created');
  const located = locatesWhatItMakes(create) ? read : undefined;
  add('read-location', located, 'read where the create says that it is');
  add('list', list, 'list what was created');
  if (!isPlain) return;
  for (const none of list ? listsOfNothing(context, resource, list) : [])
    add('list-none', list, 'list what has a text that nothing has', none);
  const hasSteady = resource.echo.length + resource.fixed.length > 0;
  add('read-steady', hasSteady ? read : undefined, 'read again what nobody changed');
}

function addUpdates(life: LifePlan): void {
  const { add, context, resource, steps, isPlain, read, list, update, change } = life;
  // The update may empty a list of itself, where its one other value is none.
  const hasCleared = addClear(life, steps[0]?.request.body);
  add('update', update, 'update', change);
  add('read-updated', update && read, 'read what was updated');
  const isUpsert = resource.update?.semantics === 'upsert';
  add('list-updated', isUpsert ? list : undefined, 'list what was updated');
  // RFC 9110, section 9.2.2: of the methods that update, PUT alone may be sent twice.
  const again = update?.method === 'PUT' && isPlain ? update : undefined;
  add('update-again', again, 'update in the same way again', change);
  add('read-again', again && read, 'read what was updated twice');
  addAssigned(life);
  // What a member is that nobody ever sent shows only in the plain life.
  const part = update && read && isPlain ? partialDraft(context, resource, update, change?.body) : undefined;
  add('update-partial', part && update, 'update with some members alone', part);
  add('read-partial', part && read, 'read what was updated in part');
  if (!hasCleared) addClear(life, change?.body);
}

/** The update once more, with members that no client may set; nothing else of it changes anything any more. */
function addAssigned({ add, context, resource, isPlain, read, update, change }: LifePlan): void {
  const draft = isPlain && update && read && assigningDraft(context, resource, 'update', change ?? {});
  if (!draft) return;
  add('update-assigned', update, 'update members that no client may set', draft);
  add('read-assigned', read, 'read what was not to be set');
}

function addClear(life: LifePlan, filled: PlannedBody | undefined): boolean {
  const { add, context, resource, isPlain, read, update, change } = life;
  if (!update || !read || isPlain) return false;
  const draft = clearingDraft(context, { resource, update, filled, whole: change?.body });
  add('update-clear', draft && update, 'update with an empty list', draft);
  add('read-cleared', draft && read, 'read what was emptied');
  return draft !== undefined;
}

function addActs({ add, context, resource, read }: LifePlan): void {
  const isTold = resource.act.length > 0 && resource.fixed.length + resource.rising.length > 0;
  for (const id of resource.act) {
    const act = operationOf(context, id);
    add('act', act, 'act on it');
    if (resource.distinct.has(id)) add('act-again', act, 'act on it again, for something else');
    // What several acts may have changed is none's alone.
    add('read-acted', act && isTold ? read : undefined, 'read what was acted on');
  }
}

function addEnd({ add, context, resource, isPlain, read, list, change }: LifePlan): void {
  const removal = operationOf(context, resource.delete?.operation);
  add('delete', removal, 'delete');
  add('read-deleted', removal && read, 'read what was deleted');
  add('list-deleted', removal && list, 'list after the delete');
  const none = { acts: [], update: undefined, others: [] };
  const late = isPlain ? usesOfDeleted(context.contract, resource) : none;
  for (const id of late.acts) add('act-deleted', operationOf(context, id), 'act on what was deleted');
  for (const id of late.others) add('act-deleted', operationOf(context, id), 'look into what was deleted');
  add('update-deleted', operationOf(context, late.update), 'update what was deleted', change);
  const revival = operationOf(context, resource.delete?.revive);
  add('revive', revival, 'undo the delete');
  add('read-revived', revival && read, 'read what was brought back');
  add('delete-again', removal, 'delete again');
}

/** The list filtered by one member after another, by a mark of its own: this run gives it to nothing else. */
function listsOfNothing(
  context: PlanContext,
  resource: Resource,
  list: Operation,
): Pick<Draft, 'parameters'>[] {
  const value = sampled(MARK);
  const learnt = openParameters(context, list).map(({ name }) => name);
  return [...(resource.list?.find.keys() ?? [])].flatMap((name) => {
    const filter = list.parameters.find((parameter) => parameter.in === 'query' && parameter.name === name);
    const canHold =
      filter !== undefined &&
      unsendable(context, list, filter, value) === undefined &&
      parameterViolations(context, filter, value).length === 0;
    return canHold
      ? [{ parameters: withParameter(draftOf(context, list, learnt).parameters, filter, MARK) }]
      : [];
  });
}
