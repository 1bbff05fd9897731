import { breakOne, faults } from '../generators/index.ts';
import type { Case, Credentials } from '../model/case.ts';
import type { Operation, Resource } from '../model/contract.ts';
import { isObject, type Json } from '../model/json.ts';
import { child, valueAt, withValueAt } from '../model/pointer.ts';
import { isDescribed, usualContent } from './body-wire.ts';
import type { Draft } from './drafts.ts';
import { attempt, constraintOptions, schemaAt } from './generation.ts';
import { createOf, draftWith, operationOf, type StepMaker, stepMaker, updateDraft } from './life-steps.ts';
import type { PlanContext } from './options.ts';
import { addOther } from './other-object.ts';
import { isWeakerKnown } from './probe-cases.ts';

/**
 * A life in which nothing changes: whatever is to change or delete the object is to be refused, and a read follows; and
 * another object comes and goes beside it.
 */
export function refusedChangeCases(context: PlanContext, resource: Resource): readonly Case[] {
  const create = createOf(context, resource);
  const read = operationOf(context, resource.read?.operation);
  if (!create || !read || context.site.mock) return [];
  const maker = stepMaker(context, resource, `life of ${resource.name}, refused`, (role) =>
    /-refused$/.test(role),
  );
  const credentials = new Map<number, Credentials>();
  /** Adds a step with some credentials, and says whether the mode allows it. */
  const addAs = (as: Credentials, ...step: Parameters<StepMaker['add']>): boolean => {
    const at = maker.steps.length;
    maker.add(...step);
    if (maker.steps.length > at) credentials.set(at, as);
    return maker.steps.length > at;
  };
  const refuse = (
    role: 'update-refused' | 'delete-refused',
    operation: Operation | undefined,
    purpose: string,
    { as = 'valid', ...draft }: Partial<Draft> & { readonly as?: Credentials },
  ) => {
    // Without credentials and with made-up ones it is refused in the same way: it does not matter which was carried out.
    if (addAs(as, role, operation, purpose, draft) && as !== 'none')
      maker.add('read-refused', operation && read, 'read what was to stay as it was');
  };
  maker.add('create', create, 'create', draftWith(context, create, 'none'));
  maker.add('read', read, 'read what was created');
  const update = operationOf(context, resource.update?.operation);
  const change = update && updateDraft(context, resource, update, maker.steps[0]);
  const faulty = update && change && faultyDraft(context, resource, update, change);
  if (faulty) refuse('update-refused', update, 'update with a fault in one member', faulty);
  for (const as of waysToBeRefused(context, update))
    refuse('update-refused', update, `update with ${SAID[as]}`, { ...change, as });
  const removal = operationOf(context, resource.delete?.operation);
  for (const as of waysToBeRefused(context, removal))
    refuse('delete-refused', removal, `delete with ${SAID[as]}`, { as });
  addOther(maker, context, resource, create);
  // What is there cannot be brought back, whoever asks: only what was deleted tells who may.
  const revival = operationOf(context, resource.delete?.revive);
  const strangers = removal ? waysToBeRefused(context, revival) : [];
  if (strangers.length > 0) maker.add('delete', removal, 'delete');
  for (const as of strangers) addAs(as, 'revive-refused', revival, `undo the delete with ${SAID[as]}`);
  if (strangers.length > 0) maker.add('revive', revival, 'undo the delete');
  const steps = maker.steps.map((planned, at) => ({
    ...planned,
    request: { ...planned.request, credentials: credentials.get(at) ?? planned.request.credentials },
  }));
  const selected = new Set(context.contract.operations.filter(context.selects).map(({ id }) => id));
  const isTold = steps.some(
    ({ operation, step }) =>
      selected.has(operation) &&
      /^(update|delete|revive)-refused$|^(create|delete)-other$/.test(step?.role ?? ''),
  );
  return isTold ? steps : [];
}

const SAID: Readonly<Record<Credentials, string>> = {
  valid: 'valid credentials',
  none: 'no credentials',
  wrong: 'made-up credentials',
  weaker: 'an account that may only read',
};

function waysToBeRefused({ contract, site }: PlanContext, operation: Operation | undefined): Credentials[] {
  const isOpen = (operation?.security ?? []).some((names) => names.length === 0);
  if (!operation || operation.security.length === 0 || isOpen) return [];
  return isWeakerKnown(contract, site, operation) ? ['none', 'wrong', 'weaker'] : ['none', 'wrong'];
}

/** An update that names all that it may, with one member that it must not have so. */
function faultyDraft(
  context: PlanContext,
  { mark }: Resource,
  update: Operation,
  { body }: Partial<Draft>,
): Partial<Draft> | undefined {
  const content = usualContent(update.body);
  if (!isDescribed(content) || !body || !('value' in body) || !isObject(body.value)) return undefined;
  const schema = schemaAt(context, content.schema);
  const options = constraintOptions(context);
  const isOfOneMember = (instance: string) =>
    /^\/[^/]+$/.test(instance) && (mark === undefined || instance !== child('', mark));
  const wrong = attempt(() =>
    faults(schema, options)
      .filter(
        ({ instance, keyword, tolerable }) => isOfOneMember(instance) && keyword === 'type' && !tolerable,
      )
      .flatMap((fault): [string, Json][] => {
        const value = valueAt(breakOne(schema, fault, options)?.value, fault.instance);
        return value === undefined || value === null ? [] : [[fault.instance, value]];
      }),
  );
  const [first] = wrong ?? [];
  if (!first) return undefined;
  return { body: { mediaType: body.mediaType, value: withValueAt(body.value, ...first) } };
}
