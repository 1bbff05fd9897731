import { violations } from '../contract/validation.ts';
import type { PlannedBody } from '../model/case.ts';
import type { Contract, Operation, Resource } from '../model/contract.ts';
import { isObject, type Json, type JsonObject } from '../model/json.ts';
import { child, type Pointer, valueAt, withValueAt } from '../model/pointer.ts';
import { declaredMembers } from './members.ts';

/** Stands in a planned value for what is unique to one request: `assay-<run>-<number>`. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: it stands in values until they are sent.
export const MARK = '${mark}';

const SAMPLE_MARK = 'assay-0123abcd-12345';

// The same with a length, in characters, that it is filled up to.
const MARKS = /\$\{mark(?::(\d+))?\}/g;

/** A planned text with the mark put in. */
export function withMark(planned: string, mark: string): string {
  return planned.replaceAll(MARKS, (_, length: string | undefined) => mark.padEnd(Number(length ?? 0), 'x'));
}

/** Whether a planned value has a mark in it. */
export function bearsMark(planned: Json | PlannedBody | undefined): boolean {
  return JSON.stringify(planned ?? null).search(MARKS) >= 0;
}

/** A planned body whose mark at a place is as long as what it stands for, where that is longer than any mark. */
export function ofLength(planned: Json, at: Pointer, length: number): Json {
  if (valueAt(planned, at) !== MARK || length <= SAMPLE_MARK.length) return planned;
  return withValueAt(planned, at, MARK.replace('}', `:${length}}`));
}

/** The resource that an operation creates or updates objects of. */
function writtenResource(contract: Contract, operation: Operation): Resource | undefined {
  return contract.resources.find(
    ({ create, update }) => create?.operation === operation.id || update?.operation === operation.id,
  );
}

/**
 * The body with marks in the members that must be unique or that tell whose object it is, where they are strings that
 * can hold one. A create always bears the mark, also where the member is optional, so that a run that is cut off can
 * find what it made. `except` is a faulty place, which stays as it is.
 */
export function marked(
  contract: Contract,
  operation: Operation,
  schema: Pointer,
  body: Json,
  except?: Pointer,
): Json {
  const resource = writtenResource(contract, operation);
  if (!resource || !isObject(body)) return body;
  const names = new Set([...resource.unique, ...(resource.mark === undefined ? [] : [resource.mark])]);
  const whole = withOwnMark(contract, operation, resource, schema, body);
  const declared = new Map(
    declaredMembers(contract, schema, whole).map((member) => [member.instance, member.schema]),
  );
  const members = Object.entries(whole).flatMap(([name, value]): [string, Json][] => {
    const at = child('', name);
    const place = declared.get(at);
    const isGiven = Object.hasOwn(body, name);
    const isFaulty = except === at || except?.startsWith(`${at}/`) === true;
    if (isFaulty) return isGiven ? [[name, value]] : [];
    if (!names.has(name) || typeof value !== 'string' || place === undefined) return [[name, value]];
    const canHold = violations(contract, place, 'request', SAMPLE_MARK).length === 0;
    if (canHold) return [[name, MARK]];
    return isGiven ? [[name, value]] : [];
  });
  return Object.fromEntries(members);
}

/** The body with the mark's member added, where a create leaves it out and the document promises that it is taken. */
function withOwnMark(
  contract: Contract,
  operation: Operation,
  { mark, create }: Resource,
  schema: Pointer,
  body: JsonObject,
): JsonObject {
  if (mark === undefined || create?.operation !== operation.id || Object.hasOwn(body, mark)) return body;
  const whole = { ...body, [mark]: SAMPLE_MARK };
  const place = declaredMembers(contract, schema, whole).find(({ instance }) => instance === child('', mark));
  return place && contract.statement(place.schema).level === 'must' ? whole : body;
}

/** Whether all creates make the same thing, as with a pairing that the site gives: only one can be there at a time. */
export function isSole({ create }: Resource, body: PlannedBody | undefined): boolean {
  return create !== undefined && 'lookup' in create.identity && !bearsMark(body);
}

/** A planned value as it may look when it is sent. */
export function sampled(planned: Json): Json {
  if (typeof planned === 'string') return withMark(planned, SAMPLE_MARK);
  if (Array.isArray(planned)) return planned.map(sampled);
  if (!isObject(planned)) return planned;
  return Object.fromEntries(Object.entries(planned).map(([name, member]) => [name, sampled(member)]));
}
