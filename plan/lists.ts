import type { Case, Expectation, PlannedParameter, StepRole, Subject } from '../model/case.ts';
import type { Operation } from '../model/contract.ts';
import { canCreate, openParameters, reachOf } from './access.ts';
import { type Draft, draftOf, missingParameter } from './drafts.ts';
import { accepted } from './levels.ts';
import { levelOf } from './life-steps.ts';
import { limitNear, withQuery } from './list-parameters.ts';
import { isSole } from './marks.ts';
import type { PlanContext } from './options.ts';
import { parameterViolations } from './parameter-wire.ts';

// With two objects of ours there is something to cut, and a second page.
const OWN_OBJECTS = 2;

interface Scene {
  readonly context: PlanContext;
  readonly operation: Operation;
  readonly steps: Case[];
}

/** A list asked for whole, cut and page by page, with objects of ours in it where the mode allows any. */
export function listCases(context: PlanContext, operation: Operation): Case[] {
  const { list } = operation;
  // A mock lists what the document shows, whatever it is asked.
  if (!list || context.site.mock || !context.selects(operation)) return [];
  const reach = reachOf(context, operation);
  if ('why' in reach) return [];
  const learnt = openParameters(context, operation).map(({ name }) => name);
  const draft = draftOf(context, operation, learnt);
  if (missingParameter(operation, draft, learnt)) return [];
  const scene: Scene = { context, operation, steps: [] };
  addCreates(scene);
  const { subject } = reach;
  const level = context.contract.statement(operation.pointer).level;
  const plain = { draft, subject, expectation: accepted(operation, level) };
  add(scene, 'list-all', operation, 'list all', plain);
  for (const limit of limitsOf(scene)) {
    const parameters = withQuery(draft.parameters, limit);
    const purpose = `list with ${limit.name} ${String(limit.value)}`;
    add(scene, 'list-limited', operation, purpose, { ...OPEN, draft: { parameters }, subject });
  }
  if (list.paging) add(scene, 'list-page', operation, 'list page by page', { ...OPEN, draft, subject });
  const later = laterOf(scene);
  if (later) {
    const others = draft.parameters.filter(
      ({ in: where, name }) => where !== 'header' || name !== later.name,
    );
    const parameters = [...others, later];
    add(scene, 'list-later', operation, 'list all as a task', { ...OPEN, draft: { parameters }, subject });
  }
  add(scene, 'list-again', operation, 'list all again', plain);
  return scene.steps;
}

/** What asks for the list as a task whose result it is: RFC 7240, section 4.1. */
function laterOf({ context, operation }: Scene): PlannedParameter | undefined {
  const hasResult = operation.responses.some(({ task }) => task?.result !== undefined);
  const parameter = operation.parameters.find(
    ({ in: where, name }) => where === 'header' && name.toLowerCase() === 'prefer',
  );
  const isAllowed = parameter && parameterViolations(context, parameter, 'respond-async').length === 0;
  return hasResult && isAllowed === true
    ? { name: parameter.name, in: 'header', value: 'respond-async' }
    : undefined;
}

const OPEN = { expectation: { kind: 'documented' } } as const;

/** The least limits that the list can be asked for. */
function limitsOf({ context, operation }: Scene): PlannedParameter[] {
  const found = [1, OWN_OBJECTS].flatMap((size) => limitNear(context, operation, size) ?? []);
  return found.filter(({ value }, at) => found.findIndex((other) => other.value === value) === at);
}

/** Objects to be listed, unless there can be only one of them at a time. */
function addCreates(scene: Scene): void {
  const { context, operation } = scene;
  const resource = context.contract.resources.find(({ list }) => list?.operation === operation.id);
  const create = context.contract.operations.find(({ id }) => id === resource?.create?.operation);
  if (!resource || !create || !canCreate(context, resource)) return;
  // What is listed below an object of ours is made below that one.
  const learnt = openParameters(context, create).map(({ name }) => name);
  const draft = draftOf(context, create, learnt);
  if (missingParameter(create, draft, learnt) || (create.body && !draft.body)) return;
  if (isSole(resource, draft.body)) return;
  for (let at = 1; at <= OWN_OBJECTS; at++) {
    const expectation = accepted(create, levelOf(context, create, draft));
    add(scene, 'create', create, `create a ${resource.name} to be listed`, { draft, expectation });
  }
}

function add(
  { context, operation: { id: listed }, steps }: Scene,
  role: StepRole['role'],
  operation: Operation,
  purpose: string,
  said: {
    readonly draft: Draft;
    readonly expectation: Expectation;
    readonly subject?: Subject | undefined;
  },
): void {
  const { draft, expectation, subject } = said;
  const sequence = `list of ${listed}`;
  const resource = context.contract.resources.find(({ list }) => list?.operation === listed);
  steps.push({
    id: `${sequence} #${steps.length + 1}`,
    operation: operation.id,
    phase: 'sequences',
    kind: 'step',
    purpose,
    effect: operation.effect,
    request: {
      method: operation.method,
      parameters: draft.parameters,
      ...(draft.body ? { body: draft.body } : {}),
      credentials: 'valid',
    },
    ...(subject ? { subject } : {}),
    expectation,
    group: sequence,
    step: { sequence, role, ...(resource ? { resource: resource.name } : {}) },
  });
}
