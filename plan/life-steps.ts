import type { AssignedMember, Case, StepRole } from '../model/case.ts';
import type { Operation, Resource } from '../model/contract.ts';
import type { Level } from '../model/statement.ts';
import { canCreate, openParameters } from './access.ts';
import { usualContent } from './body-wire.ts';
import { bodyOf, type Draft, draftOf, missingParameter } from './drafts.ts';
import { constraintOptions } from './generation.ts';
import { accepted, bodyLevel } from './levels.ts';
import type { PlanContext } from './options.ts';
import { varied } from './variation.ts';

type Role = StepRole['role'];

/** Steps that are added one by one, each the case of a role. */
export interface StepMaker {
  readonly steps: readonly Case[];
  /** Adds nothing where there is no operation, or none that the mode allows. */
  add(role: Role, operation: Operation | undefined, purpose: string, draft?: StepDraft): void;
}

/** What a step's request has, where it is not the usual; with the members that it carries beside. */
export interface StepDraft extends Partial<Draft> {
  readonly assigned?: readonly AssignedMember[];
  /** The one member that it is about. */
  readonly member?: string;
}

// What these are to answer, the checks of lives say.
const OPEN_ROLES: ReadonlySet<Role> = new Set([
  ...(['read-location', 'list-none', 'update-again'] as const),
  ...(['read-deleted', 'act-deleted', 'update-deleted', 'read-revived'] as const),
  ...(['update-assigned', 'read-assigned', 'create-other', 'read-spared'] as const),
]);

/** A maker of the steps of one sequence; `isOpen` tells further roles of which it does not matter what is answered. */
export function stepMaker(
  context: PlanContext,
  resource: Resource,
  sequence: string,
  isOpen: (role: Role) => boolean,
): StepMaker {
  const steps: Case[] = [];
  return {
    steps,
    add(role, operation, purpose, draft = {}) {
      // The operation itself says that it runs only in full mode.
      if (!operation || (context.mode !== 'full' && (operation.dangerous || operation.restore))) return;
      const made = caseOf(context, operation, draft);
      const isFree = OPEN_ROLES.has(role) || isOpen(role);
      steps.push({
        ...made,
        id: `${sequence} #${steps.length + 1}`,
        purpose,
        ...(draft.assigned ? { assigned: draft.assigned } : {}),
        ...(isFree ? { expectation: { kind: 'documented' } } : {}),
        group: sequence,
        step: {
          ...{ sequence, resource: resource.name, role },
          ...(draft.member === undefined ? {} : { member: draft.member }),
        },
      });
    },
  };
}

function caseOf(
  context: PlanContext,
  operation: Operation,
  draft: Partial<Draft>,
): Omit<Case, 'id' | 'purpose' | 'group'> {
  const learnt = openParameters(context, operation).map(({ name }) => name);
  const whole = { ...draftOf(context, operation, learnt), ...draft };
  return {
    operation: operation.id,
    phase: 'sequences',
    kind: 'step',
    effect: operation.effect,
    request: {
      method: operation.method,
      parameters: whole.parameters,
      ...(whole.body ? { body: whole.body } : {}),
      credentials: 'valid',
    },
    expectation: accepted(operation, levelOf(context, operation, whole)),
  };
}

/** How hard the document binds an operation to take a request. */
export function levelOf({ contract }: PlanContext, operation: Operation, { body }: Partial<Draft>): Level {
  const schema = usualContent(operation.body)?.schema;
  const value = body && 'value' in body ? body.value : undefined;
  if (schema === undefined || value === undefined) return contract.statement(operation.pointer).level;
  return bodyLevel(contract, operation, schema, value);
}

/** The create of a resource whose objects this run can make and take away with all that it knows. */
export function createOf(context: PlanContext, resource: Resource): Operation | undefined {
  const create = operationOf(context, resource.create?.operation);
  if (!create || !canCreate(context, resource)) return undefined;
  const learnt = openParameters(context, create).map(({ name }) => name);
  if (missingParameter(create, draftOf(context, create, learnt), learnt)) return undefined;
  return create.body && !draftWith(context, create, 'none').body ? undefined : create;
}

/** Which optional members a body has: none, all that the document promises, or every one however weakly it is bound. */
export type Fullness = 'none' | 'all' | 'every';

/** The usual body of an operation. */
export function draftWith(context: PlanContext, operation: Operation, fullness: Fullness): Partial<Draft> {
  const content = usualContent(operation.body);
  const optional = fullness === 'none' ? 'none' : 'all';
  const more = fullness === 'every' ? constraintOptions(context) : {};
  const body = content && bodyOf(context, operation, content, { ...more, optional });
  return body ? { body } : {};
}

/** The body of an update that is another, member by member, than that of the case before. */
export function updateDraft(
  context: PlanContext,
  resource: Resource,
  update: Operation,
  create: { readonly request: Pick<Case['request'], 'body'> } | undefined,
  fullness: Fullness = 'all',
): Partial<Draft> {
  const draft = draftWith(context, update, fullness);
  const schema = usualContent(update.body)?.schema;
  if (!draft.body || !('value' in draft.body) || schema === undefined) return draft;
  const before =
    create?.request.body && 'value' in create.request.body ? create.request.body.value : undefined;
  const value = varied(context, schema, draft.body.value, before, resource.echo);
  return { body: { mediaType: draft.body.mediaType, value } };
}

/** An operation by its id. */
export function operationOf({ contract }: PlanContext, id: string | undefined): Operation | undefined {
  return contract.operations.find((operation) => operation.id === id);
}
