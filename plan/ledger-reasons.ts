import { referred } from '../contract/reference.ts';
import { schemaPlaces } from '../contract/schema-walk.ts';
import type { Omission } from '../model/case.ts';
import type { Contract, Operation, Resource } from '../model/contract.ts';
import type { Constraint, PlannedSide, Side } from '../model/coverage.ts';
import { type Pointer, tokens } from '../model/pointer.ts';
import { usualContent } from './body-wire.ts';
import type { Finder } from './constraint-finder.ts';
import type { PlanContext } from './options.ts';

/** Says why a side of a constraint has no case. */
export type Reasons = (constraint: Constraint, at: number, side: Side) => PlannedSide;

const UNBROKEN = 'no case of the plan breaks it';
const UNSENT = 'no valid case of the plan has a value there';
const OTHER_TYPE = 'only the usual media type of a body has each of its constraints tried';
const PATH_LIMIT = 'the values of a path name objects, so none are made up';
const NO_LIMIT = 'no valid value at the limit can be made and sent';
const MARKED = 'its value is the mark of the run';

const LIMIT = /^(?:min|max|exclusiveM(?:in|ax)imum)/;

/** Why sides of constraints have no case: said by the plan of them, of their value or of the whole operation. */
export function reasonsOf(context: PlanContext, omissions: readonly Omission[], find: Finder): Reasons {
  const ofConstraint = new Map<number, Omission>();
  const others = new Map<string, Omission>();
  for (const omission of omissions) {
    const { operation, about, what } = omission;
    const at = about?.constraint && find({ operation, where: about.where, ...about.constraint });
    if (at !== undefined) ofConstraint.set(at, omission);
    else if (about && !about.constraint) others.set(`${operation} ${about.where}`, omission);
    else if (what === 'all cases') others.set(operation, omission);
  }
  const usual = usualPlaces(context.contract);
  return (constraint, at, side) => {
    const { operation, where } = constraint;
    const said =
      (side === 'fault' ? ofConstraint.get(at) : undefined) ??
      others.get(operation) ??
      others.get(`${operation} ${where}`);
    if (said) return { why: said.why, never: said.about?.never === true };
    const ofSite = siteReason(context, constraint);
    if (ofSite !== undefined) return { why: ofSite, never: false };
    if (where === 'body' && !usual(constraint)) return { why: OTHER_TYPE, never: false };
    return side === 'fault' ? { why: UNBROKEN, never: false } : unsent(context.contract, constraint);
  };
}

/** Where a value at the limit was asked for and none came, none can be sent. */
function unsent(contract: Contract, { operation, where, instance, keyword }: Constraint): PlannedSide {
  if (!LIMIT.test(keyword)) return { why: UNSENT, never: false };
  if (where.startsWith('path ')) return { why: PATH_LIMIT, never: false };
  const [name, ...below] = tokens(instance);
  const isMarked =
    where === 'body' &&
    below.length === 0 &&
    contract.resources.some((resource) => isWritten(resource, operation) && bearsMark(resource, name));
  return { why: isMarked ? MARKED : NO_LIMIT, never: true };
}

function isWritten({ create, update }: Resource, operation: string): boolean {
  return create?.operation === operation || update?.operation === operation;
}

function bearsMark({ mark, unique }: Resource, name: string | undefined): boolean {
  return name !== undefined && (mark === name || unique.includes(name));
}

/** What only the site knows is sent as the site gives it, or not at all. */
function siteReason(
  { contract, site }: PlanContext,
  { operation, where, schema }: Constraint,
): string | undefined {
  const root = where === 'body' ? rootOf(contract, operation) : undefined;
  for (const value of contract.siteValues) {
    const values = site.valuesFor(value);
    const isWithin = isBelow(schema, value.pointer) || root === value.pointer;
    if (values?.length === 0 && (isWithin || isBelow(value.pointer, schema)))
      return `${value.env} is not set`;
    if (values !== undefined && isWithin) return `its values are those of ${value.env}`;
  }
  return undefined;
}

function rootOf({ operations, document }: Contract, id: string): Pointer | undefined {
  const schema = usualContent(operations.find((one) => one.id === id)?.body)?.schema;
  return schema === undefined ? undefined : referred(document, schema);
}

function isBelow(place: Pointer, outer: Pointer): boolean {
  return `${place}/`.startsWith(`${outer}/`);
}

/** Tells whether a constraint of a body is one of the media type that is tried in full. */
function usualPlaces(contract: Contract): (constraint: Constraint) => boolean {
  const known = new Map<string, ReadonlySet<string>>();
  const placesOf = (operation: Operation): ReadonlySet<string> => {
    const schema = usualContent(operation.body)?.schema;
    const places = schema === undefined ? [] : schemaPlaces(contract.document, schema);
    return new Set(places.map((place) => `${place.instance} ${place.schema}`));
  };
  return ({ operation: id, instance, schema }) => {
    const operation = contract.operations.find((one) => one.id === id);
    if (!operation) return false;
    const places = known.get(id) ?? placesOf(operation);
    known.set(id, places);
    return schema === operation.body?.pointer || places.has(`${instance} ${schema}`);
  };
}
