import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { usesOfDeleted } from '../contract/deleted-uses.ts';
import { valid } from '../generators/index.ts';
import type { Case, PlannedSequences, SoundBody, StepRole } from '../model/case.ts';
import type { Operation, Resource } from '../model/contract.ts';
import { isDescribed, usualContent } from './body-wire.ts';
import { caseMaker } from './case-maker.ts';
import { type Draft, draftOf } from './drafts.ts';
import { attempt, generatorOptions, schemaAt } from './generation.ts';
import { createOf, draftWith, operationOf, stepMaker, updateDraft } from './life-steps.ts';
import type { Budget, PlanContext } from './options.ts';
import { partialDraft } from './partial-update.ts';
import { settledParts } from './settled-parts.ts';
import { validCase } from './valid-bodies.ts';

type Role = StepRole['role'];
type Bodies = readonly (Pick<Draft, 'body'> | undefined)[];

// What is done by tasks takes long, so that few are tried.
const SLOW = 10;

/** How many sequences there are, and how long one is at most. */
function sizeOf({ random }: Budget): { count: number; length: number } {
  return random === 0 ? { count: 8, length: 16 } : { count: clamp(random / 2.5, 8, 100), length: 30 };
}

/** What random sequences over the objects of a resource are drawn from; undefined where none can be lived. */
export function sequencesOf(context: PlanContext, resource: Resource): PlannedSequences | undefined {
  const create = createOf(context, resource);
  if (!create) return undefined;
  const steps = stepsOf(context, resource, create);
  const isSelected = context.contract.operations
    .filter(context.selects)
    .some(({ id }) => steps.some(({ operation }) => operation === id));
  if (!isSelected) return undefined;
  const { count, length } = sizeOf(context.budget);
  const isSlow = steps.some(({ operation }) => isTask(operationOf(context, operation)));
  return {
    resource: resource.name,
    count: isSlow ? Math.ceil(count / SLOW) : count,
    length,
    seed: seedOf(context, resource.name),
    steps,
  };
}

function stepsOf(context: PlanContext, resource: Resource, create: Operation): readonly Case[] {
  // In a life the second delete comes after the first was undone; here it finds nothing to delete.
  const maker = stepMaker(
    context,
    resource,
    `sequences of ${resource.name}`,
    (role) => role === 'delete-again',
  );
  const add = (role: Role, operation: Operation | undefined, purpose: string, drafts: Bodies = [{}]) => {
    for (const draft of drafts) if (draft) maker.add(role, operation, purpose, draft);
  };
  const read = operationOf(context, resource.read?.operation);
  const list = operationOf(context, resource.list?.operation);
  const update = operationOf(context, resource.update?.operation);
  const removal = operationOf(context, resource.delete?.operation);
  add('create', create, 'create', [
    draftWith(context, create, 'none'),
    draftWith(context, create, 'all'),
    ...randomBodies(context, create),
  ]);
  add('read', read, 'read');
  add('list', list, 'list');
  if (update) {
    const first = updateDraft(context, resource, update, maker.steps[0]);
    const whole = { request: first.body ? { body: first.body } : {} };
    add('update', update, 'update', [
      first,
      updateDraft(context, resource, update, whole),
      ...randomBodies(context, update),
    ]);
    add('update-partial', update, 'update with some members alone', [
      partialDraft(context, resource, update, first.body),
    ]);
    const late = operationOf(context, usesOfDeleted(context.contract, resource).update);
    add('update-deleted', late, 'update what was deleted', [first]);
  }
  for (const id of resource.act) add('act', operationOf(context, id), 'act on it');
  for (const id of usesOfDeleted(context.contract, resource).acts)
    add('act-deleted', operationOf(context, id), 'act on what was deleted');
  add('delete', removal, 'delete');
  add('read-deleted', removal && read, 'read what was deleted');
  add('list-deleted', removal && list, 'list after the delete');
  add('revive', operationOf(context, resource.delete?.revive), 'undo the delete');
  add('delete-again', removal, 'delete again');
  return maker.steps;
}

/** Whether what an operation does goes on after each success. */
function isTask(operation: Operation | undefined): boolean {
  const successes = operation?.responses.filter(({ status }) => status.startsWith('2')) ?? [];
  return successes.length > 0 && successes.every(({ task }) => task !== undefined);
}

/** Plain random bodies, in all budgets but quick: a refusal of them binds. */
function randomBodies(context: PlanContext, operation: Operation): { body: SoundBody }[] {
  const content = usualContent(operation.body);
  const numRuns = Math.min(10, Math.ceil(context.budget.random / 10));
  if (!isDescribed(content) || numRuns === 0) return [];
  const options = generatorOptions(context, { plain: true, optional: 'some' });
  const seed = seedOf(context, operation.id);
  const values = attempt(() =>
    fc.sample(valid(schemaAt(context, content.schema), options), { seed, numRuns }),
  );
  const maker = caseMaker(operation, draftOf(context, operation, []), undefined);
  return (values ?? []).flatMap((value) => {
    const made = attempt(() => validCase(context, maker, content, value, 'sequences', 'step'));
    const [kept] = made ? settledParts(context, operation, maker.draft, [made], () => undefined) : [];
    const body = kept?.body;
    return body && 'value' in body ? [{ body }] : [];
  });
}

/** Each has its own stream, so that leaving one out changes no other. */
function seedOf({ seed }: PlanContext, name: string): number {
  return createHash('sha256').update(`${seed}\nsequences\n${name}`).digest().readInt32BE(0);
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, Math.round(value)));
}
