import { ancestorsOf, goesThrough, parentOf, stemOf } from '../contract/parents.ts';
import { referred } from '../contract/reference.ts';
import { unknownValues } from '../contract/unknown-values.ts';
import type { Subject } from '../model/case.ts';
import type { Contract, Operation, Parameter, Resource } from '../model/contract.ts';
import { usualContent } from './body-wire.ts';
import type { PlanContext } from './options.ts';

/** How an operation can be exercised, or why not. */
export type Reach = { readonly subject?: Subject } | { readonly why: string };

/**
 * Decides where the objects come from that an operation speaks of, and whether the mode allows it at all: nothing that
 * this run did not create is changed, except in full mode what can be put back.
 */
export function reachOf(context: PlanContext, operation: Operation): Reach {
  if (context.site.answersFromDocument && !documentsReply(operation))
    return { why: 'a mock answers what is documented, which is failures alone' };
  // A mock answers for any id, and keeps nothing that could be harmed.
  if (context.site.mock) return {};
  const forbidden = forbiddenBy(context, operation);
  if (forbidden !== undefined) return { why: forbidden };
  const missing = missingValue(context, operation);
  if (missing !== undefined) return { why: `${missing} is not set` };
  const open = openParameters(context, operation);
  const resource = resourceIn(context, operation, open);
  // What stands below an object of ours, under an id of its own, is found by links.
  const isWhole = resource && open.every(({ name }) => namesOf(context, resource).has(name));
  if (resource && isWhole && canCreate(context, resource) && operation.restore === undefined) {
    return { subject: { kind: 'own', resource: resource.name, fresh: operation.effect === 'delete' } };
  }
  const made = context.contract.resources.find(({ create }) => create?.operation === operation.id);
  const above = made && open.length > 0 ? parentOf(context.contract, made) : undefined;
  if (above && hasCreate(above))
    return { why: `no ${above.name} can be created to create a ${made?.name} below` };
  if (changesForeign(context, operation)) {
    const create = context.contract.operations.find(({ id }) => id === resource?.create?.operation);
    const [unset] = create && context.mode === 'full' ? missingFor(context, create) : [];
    return { why: unset ? `${unset} is not set` : 'it would change what this run did not create' };
  }
  if (open.length === 0) return {};
  const linked = open.filter((parameter) => isLinked(context, operation, parameter.name));
  if (linked.length > 0) return { subject: { kind: 'linked', parameters: linked.map(({ name }) => name) } };
  return hasValues(open)
    ? {}
    : { why: `nothing in the document says where ${open.map(({ name }) => name).join(', ')} comes from` };
}

/** Path parameters that neither the site nor the document gives a value. */
export function openParameters({ site }: Pick<PlanContext, 'site'>, operation: Operation): Parameter[] {
  return operation.parameters.filter(
    (parameter) => parameter.in === 'path' && !(parameter.value && site.valuesFor(parameter.value)?.length),
  );
}

/** The resource that an operation's path names an object of. */
export function resourceIn(
  context: Pick<PlanContext, 'contract'>,
  operation: Operation,
  open: readonly Parameter[],
): Resource | undefined {
  const named = context.contract.resources.filter((resource) => {
    if (!open.some(({ name }) => name === resource.parameter)) return false;
    return stemOf(resource) === undefined || goesThrough(operation, resource);
  });
  // Of resources that stand below each other, the path names an object of the lowest.
  return named.sort((a, b) => (stemOf(b)?.length ?? 0) - (stemOf(a)?.length ?? 0))[0];
}

/** The path parameters that an object of a resource has a value for: its own, and those of what it stands below. */
function namesOf({ contract }: Pick<PlanContext, 'contract'>, resource: Resource): Set<string> {
  return new Set([resource, ...ancestorsOf(contract, resource)].map(({ parameter }) => parameter));
}

function hasCreate({ create, delete: removal }: Resource): boolean {
  return create !== undefined && removal !== undefined;
}

/** Whether this run may make objects of a resource and take them away again. */
export function canCreate(
  { contract, mode, site }: Pick<PlanContext, 'contract' | 'mode' | 'site'>,
  resource: Resource,
): boolean {
  if (mode === 'read-only' || site.mock) return false;
  const create = contract.operations.find(({ id }) => id === resource.create?.operation);
  const removal = contract.operations.find(({ id }) => id === resource.delete?.operation);
  if (!create || !removal) return false;
  const isDangerous = create.dangerous || removal.dangerous;
  if (isDangerous && mode !== 'full') return false;
  return (
    isPlaceable({ contract, mode, site }, resource, create) &&
    missingFor({ contract, site }, create).length === 0
  );
}

/** Whether there can be an object of ours below which one is created, where it is created below any. */
function isPlaceable(
  context: Pick<PlanContext, 'contract' | 'mode' | 'site'>,
  resource: Resource,
  create: Operation,
): boolean {
  const open = openParameters(context, create);
  if (open.length === 0) return true;
  const parent = parentOf(context.contract, resource);
  return (
    parent !== undefined &&
    open.every(({ name }) => namesOf(context, parent).has(name)) &&
    canCreate(context, parent)
  );
}

/** Optional site values stand for objects that only the site has: without them a create leads nowhere. */
function missingFor({ contract, site }: Pick<PlanContext, 'contract' | 'site'>, create: Operation): string[] {
  const schema = usualContent(create.body)?.schema;
  if (schema === undefined) return [];
  const places = [schema, referred(contract.document, schema)];
  return contract.siteValues
    .filter(
      ({ optional, pointer, env }) =>
        optional === true && !site.has(env) && places.some((place) => `${pointer}/`.startsWith(`${place}/`)),
    )
    .map(({ env }) => env);
}

function forbiddenBy({ mode }: PlanContext, operation: Operation): string | undefined {
  const isBelow = operation.parameters.some(({ in: where, value }) => where === 'path' && !value);
  if (operation.effect === 'session' && isBelow && mode === 'read-only') {
    return 'it opens a session on what this run did not create, and the mode is read-only';
  }
  if (operation.effect === 'read' || operation.effect === 'session') return undefined;
  if (mode === 'read-only') return 'it writes, and the mode is read-only';
  if (mode !== 'full' && (operation.dangerous || operation.restore)) return 'it runs only in full mode';
  return undefined;
}

function missingValue({ site }: PlanContext, operation: Operation): string | undefined {
  return operation.parameters.find(
    ({ required, value }) => required && value && site.valuesFor(value)?.length === 0,
  )?.value?.env;
}

function changesForeign({ contract, mode }: PlanContext, operation: Operation): boolean {
  // Where the contract has a value that names nothing, a correct target changes nothing.
  if (operation.restore || (mode === 'full' && namesNothing(contract, operation))) return false;
  if (operation.effect === 'update' || operation.effect === 'delete') return true;
  // A create that nothing can undo leaves something behind.
  return (
    operation.effect === 'create' &&
    !contract.resources.some(({ create, delete: removal }) => create?.operation === operation.id && removal)
  );
}

function namesNothing({ document }: Contract, operation: Operation): boolean {
  const schema = usualContent(operation.body)?.schema;
  return schema !== undefined && unknownValues(document, schema).length > 0;
}

function isLinked({ contract }: PlanContext, operation: Operation, parameter: string): boolean {
  const byLink = contract.operations.some(({ responses }) =>
    responses.some(({ links }) =>
      links.some((link) => link.operation === operation.id && link.parameters.has(parameter)),
    ),
  );
  return (
    byLink ||
    contract.resources.some((resource) => resource.parameter === parameter && resource.list !== undefined)
  );
}

function hasValues(open: readonly Parameter[]): boolean {
  return open.every(({ examples }) => examples.length > 0);
}

/** Whether the document shows a reply that is neither interim nor a failure of the server. */
function documentsReply({ responses }: Operation): boolean {
  return responses.length === 0 || responses.some(({ status }) => !/^[15]/.test(status));
}
