import type { Contract, Operation, Parameter, Resource } from '../model/contract.ts';
import { isObject, type Json } from '../model/json.ts';
import { type Pointer, valueAt } from '../model/pointer.ts';
import type { Level } from '../model/statement.ts';
import { meant } from './reference.ts';
import { schemaMembers } from './schema-members.ts';
import { isSecret } from './secrets.ts';
import { shownMembers } from './shown-members.ts';

/** A member that is shown and that no client may set. */
export interface KeptMember {
  readonly member: string;
  /** Its schema where it is shown. */
  readonly place: Pointer;
  /** Whether it is what the object is called by. */
  readonly isIdentity: boolean;
  /** Who says that no client sets it. */
  readonly statement: { readonly pointer: Pointer; readonly keyword: string };
  /** How hard that binds at most. */
  readonly bound: Level;
}

/** Who asks: a create may carry an identity, an update could be led to another object by it. */
export type Setter = 'create' | 'update';

const SCALARS: ReadonlySet<Json | undefined> = new Set(['string', 'integer', 'number', 'boolean']);

/**
 * The single values that a read shows of an object and no request may set: those that the document calls readOnly, those
 * that are fixed, rise or are the identity, and what no request declares. What the last are for the document does not say.
 */
export function keptMembers(contract: Contract, resource: Resource, setter: Setter): KeptMember[] {
  const read = operationOf(contract, resource.read?.operation);
  const taken = takenMembers(contract, resource);
  const shown = shownMembers(contract, read, resource.read?.at ?? '');
  return [...shown].flatMap(([member, place]) => {
    const kept = keptBy(contract, resource, { member, place, request: taken.get(member) });
    if (!kept?.isIdentity) return kept ?? [];
    return setter === 'create' && unknownIdentity(contract, resource) !== undefined ? [kept] : [];
  });
}

/** The identity that the contract says to name nothing. */
export function unknownIdentity(contract: Contract, resource: Resource): Json | undefined {
  const read = operationOf(contract, resource.read?.operation);
  const isOurs = ({ in: where, name }: Parameter) => where === 'path' && name === resource.parameter;
  return read?.parameters.find(isOurs)?.unknown;
}

/** The members that a create or an update declares, and where. */
function takenMembers(contract: Contract, { create, update }: Resource): Map<string, Pointer> {
  const bodies = [create, update].flatMap((role) =>
    (operationOf(contract, role?.operation)?.body?.contents ?? []).flatMap(({ schema }) =>
      schema === undefined ? [] : [...schemaMembers(contract.document, schema)],
    ),
  );
  return new Map(bodies);
}

interface Shown {
  readonly member: string;
  readonly place: Pointer;
  /** Where a request declares it, if one does. */
  readonly request: Pointer | undefined;
}

function keptBy(
  { document }: Contract,
  resource: Resource,
  { member, place, request }: Shown,
): KeptMember | undefined {
  const schema = meant(document, place).value;
  const isOurs = [resource.mark, ...resource.unique, ...resource.echo.map((one) => one.member)];
  if (isOurs.includes(member) || isSecret(schema) || !isObject(schema) || !SCALARS.has(schema['type']))
    return undefined;
  const parts = identityParts(resource);
  const isIdentity = parts.some((names) => names.length === 1 && names[0] === member);
  // A reference that tells the identity among other things might lead anywhere.
  if (!isIdentity && parts.some((names) => names.includes(member))) return undefined;
  const said = { member, place, isIdentity };
  const readOnly = [place, request].find((at) => at !== undefined && isReadOnly(document, at));
  if (readOnly !== undefined)
    return { ...said, statement: { pointer: readOnly, keyword: 'readOnly' }, bound: 'must' };
  if (request !== undefined) return undefined;
  const [keyword] = [
    ...(resource.fixed.includes(member) ? [`fixed/${member}`] : []),
    ...(resource.rising.includes(member) ? [`rising/${member}`] : []),
    ...(isIdentity ? ['create/identity'] : []),
  ];
  return keyword === undefined
    ? { ...said, statement: { pointer: place, keyword: 'properties' }, bound: 'may' }
    : { ...said, statement: { pointer: resource.pointer, keyword }, bound: 'should' };
}

/** The members on the way to the identity, in a list's item and in the reply to a create; a cut one is none of its own. */
function identityParts({ list, create }: Resource): string[][] {
  const source = create?.identity;
  const replied = source && 'expression' in source ? source.expression : undefined;
  return [list?.identity, replied].flatMap((expression) => {
    const [, path = ''] = /#((?:\/[^/#]+)+)/.exec(expression ?? '') ?? [];
    const below = expression === replied && create?.at ? path.replace(create.at, '') : path;
    const names = below.split('/').slice(1);
    const isCut = expression?.includes('#regex:') === true;
    return names.length === 0 ? [] : [isCut ? [...names, ''] : names];
  });
}

function isReadOnly(document: Contract['document'], place: Pointer): boolean {
  const own = valueAt(document, place);
  const { value } = meant(document, place);
  return [own, value].some((schema) => isObject(schema) && schema['readOnly'] === true);
}

function operationOf({ operations }: Contract, id: string | undefined): Operation | undefined {
  return operations.find((operation) => operation.id === id);
}
