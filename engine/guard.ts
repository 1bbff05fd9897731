import { parentOf } from '../contract/parents.ts';
import { unknownValues } from '../contract/unknown-values.ts';
import type { Case } from '../model/case.ts';
import type { Operation, Resource } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import { openParameters, resourceIn } from '../plan/access.ts';
import type { EngineContext } from './context.ts';
import { isNamedBy, type OwnObject } from './own-object.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/** The objects that this run created and has not removed, by resource. */
export type OwnObjects = (resource: string) => readonly OwnObject[];

/**
 * The last word before a request leaves: nothing is written in read-only mode, and nothing is changed or removed that
 * this run did not create. A plan that asks for it is a bug, and the request is not sent.
 */
export function guard(
  context: EngineContext,
  planned: Case,
  operation: Operation,
  path: ReadonlyMap<string, Json>,
  own: OwnObjects,
): void {
  if (!context.profile.isStateful) return;
  const { method } = planned.request;
  const isProbe = method !== operation.method;
  const effect = isProbe ? (SAFE_METHODS.has(method) ? 'read' : 'update') : operation.effect;
  if (effect === 'read' || effect === 'session') return;
  const refuse = (why: string): never => {
    throw new Error(
      `refused to send ${method} ${operation.path}: ${why}. This is a bug of assay; its plan should not hold it.`,
    );
  };
  if (context.mode === 'read-only') refuse('the mode is read-only');
  if (context.mode !== 'full' && (operation.dangerous || operation.restore || operation.switch))
    refuse('it runs only in full mode');
  const isPutBack = operation.restore !== undefined || operation.switch !== undefined;
  if (isPutBack || namesNothing(context, operation)) return;
  const resource = effect === 'create' ? aboveOf(context, operation) : resourceOf(context, operation);
  if (effect === 'create' && !resource) return;
  const identity = resource && path.get(resource.parameter);
  if (!resource || identity === undefined) refuse('it names no object of this run');
  else if (!own(resource.name).some((object) => isMeant(object, planned, operation, path)))
    refuse(`${String(identity)} was not created by this run`);
}

/** Whether a path names an object, but for a part that is faulty on purpose: one that the site gives, and no name of it. */
function isMeant(
  object: OwnObject,
  { expectation }: Case,
  { path: template, parameters }: Operation,
  path: ReadonlyMap<string, Json>,
): boolean {
  const where = expectation.kind === 'refusal' ? expectation.fault.place?.where : undefined;
  const faulty = parameters.filter(
    ({ in: place, name, value }) => place === 'path' && where === `path ${name}` && value !== undefined,
  );
  const sound = faulty.flatMap(({ name }): [string, Json][] => {
    const own = object.path.get(name);
    return own === undefined || name === object.resource.parameter ? [] : [[name, own]];
  });
  return isNamedBy(object, template, new Map([...path, ...sound]));
}

/** Its body carries values that name nothing: there is nothing that a correct target could change. */
function namesNothing({ contract, mode }: EngineContext, operation: Operation): boolean {
  const schema = operation.body?.contents[0]?.schema;
  return mode === 'full' && schema !== undefined && unknownValues(contract.document, schema).length > 0;
}

/** The resource below whose objects a create stands, where this run can make one of them. */
function aboveOf(context: EngineContext, operation: Operation): Resource | undefined {
  const { contract, plan } = context;
  const made = contract.resources.find(({ create }) => create?.operation === operation.id);
  const above = made && openParameters(context, operation).length > 0 ? parentOf(contract, made) : undefined;
  return above?.create && above.delete && plan.basics[above.create.operation] ? above : undefined;
}

/** The resource whose object an operation's path names. */
export function resourceOf(context: EngineContext, operation: Operation): Resource | undefined {
  const open = operation.parameters.filter((parameter) => parameter.in === 'path');
  return resourceIn({ contract: context.contract }, operation, open);
}
