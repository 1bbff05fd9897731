import type { Contract, Operation } from '../model/contract.ts';
import type { Constraint } from '../model/coverage.ts';
import { isObject, type Json, type JsonObject } from '../model/json.ts';
import { type Pointer, valueAt, withValueAt } from '../model/pointer.ts';
import { type Assertion, assertionsOf, isKept } from './assertions.ts';
import { bindsRequests } from './invariants.ts';
import { INVARIANTS } from './invariants-keyword.ts';
import { localPointer } from './reference.ts';
import { hasRequestInvariants, partOf, requestOutcomes, wholeInvariants } from './request-invariants.ts';
import { type Along, ANY, MOST_PLACES, READ_ONLY, type SchemaPlace, schemaPlaces } from './schema-walk.ts';
import { isCheckable, SchemaError, violations } from './validation.ts';
import { isHidden } from './views.ts';
import { whereOf } from './where-of.ts';

/** A constraint, and why no run tries it where that is so. */
export type ListedConstraint = Constraint & { readonly never?: string };

/** What a request holds. */
export interface Sent {
  /** By where it stands: `body`, `query limit`. */
  readonly values: ReadonlyMap<string, Json>;
  /** Pointer of the content that the body is of. */
  readonly content: Pointer | undefined;
}

/** Everything that the document asks of the requests of an operation, planned for or not. */
export function constraintsOf(contract: Contract, operation: Operation): ListedConstraint[] {
  const { document, invariants } = contract;
  const found = new Map<string, ListedConstraint>();
  const add = (constraint: ListedConstraint) => {
    const key = keyOf(constraint);
    // Where a place is reached in two ways, the open one counts.
    if (found.get(key)?.never !== undefined || !found.has(key)) found.set(key, constraint);
  };
  for (const { id, holder } of wholeInvariants(contract, operation))
    add({
      operation: operation.id,
      where: 'request',
      instance: '',
      schema: holder,
      keyword: `${INVARIANTS}/${id}`,
    });
  for (const { where, pointer, schema, isRequired } of valuesOf(operation)) {
    const base = { operation: operation.id, where };
    if (isRequired) add({ ...base, instance: '', schema: pointer, keyword: 'required' });
    if (schema === undefined) continue;
    const places = schemaPlaces(document, schema);
    for (const place of places) {
      for (const assertion of assertionsOf(place.value))
        add({ ...base, ...placed(place), ...assertion, ...neverOf(document, place, assertion) });
      for (const invariant of invariants.get(place.schema) ?? []) {
        if (bindsRequests(contract, invariant))
          add({
            ...base,
            ...placed(place),
            keyword: `${INVARIANTS}/${invariant.id}`,
            ...(place.never === undefined ? {} : { never: place.never }),
          });
      }
      if (isUnfollowed(document, place)) add({ ...base, ...placed(place), keyword: '$ref' });
    }
    // What is beyond is not listed one by one, and must not be passed over either.
    if (places.length >= MOST_PLACES) add({ ...base, instance: '', schema, keyword: 'further places' });
  }
  return [...found.values()];
}

const FREE_FORMAT = 'the format says nothing that a value could break';

function placed({ instance, schema }: SchemaPlace): Pick<Constraint, 'instance' | 'schema'> {
  return { instance, schema };
}

function neverOf(
  document: JsonObject,
  { value, never }: SchemaPlace,
  { keyword, member }: Assertion,
): { never?: string } {
  if (never !== undefined) return { never };
  if (keyword === 'format' && isObject(value) && !isCheckable(value['format'])) return { never: FREE_FORMAT };
  const isReadOnly = member !== undefined && isObject(value) && isHidden(document, value, member, 'readOnly');
  return isReadOnly ? { never: READ_ONLY } : {};
}

/** Anchors are the validator's business: what stands there is not listed. */
function isUnfollowed(document: JsonObject, { value }: SchemaPlace): boolean {
  if (!isObject(value)) return false;
  const reference = value['$ref'];
  const isAnchor = typeof reference === 'string' && valueAt(document, localPointer(reference)) === undefined;
  return isAnchor || typeof value['$dynamicRef'] === 'string';
}

/** The constraints that a valid request shows to let through what they should. */
export function keptBy(contract: Contract, operation: Operation, sent: Sent): Constraint[] {
  return [...keptBySchemas(contract, operation, sent), ...keptByInvariants(contract, operation, sent)];
}

function keptByInvariants(contract: Contract, operation: Operation, sent: Sent): Constraint[] {
  if (!hasRequestInvariants(contract, operation)) return [];
  const content = operation.body?.contents.find(({ pointer }) => pointer === sent.content);
  const value = spokenRequest(operation, sent.values);
  return requestOutcomes(contract, operation, { value, schema: content?.schema })
    .filter(({ verdict }) => verdict === 'holds')
    .map(({ where, instance, invariant: { holder, id } }) => ({
      operation: operation.id,
      where,
      instance: instance.replaceAll(/\/\d+(?=\/|$)/g, `/${ANY}`),
      schema: holder,
      keyword: `${INVARIANTS}/${id}`,
    }));
}

/** What is sent, as invariants speak of it. */
function spokenRequest(operation: Operation, values: ReadonlyMap<string, Json>): JsonObject {
  const body = values.get('body');
  const empty: Json = { path: {}, query: {}, headers: {}, ...(body === undefined ? {} : { body }) };
  return operation.parameters.reduce<JsonObject>((so, parameter) => {
    const [at, value] = [partOf(parameter), values.get(whereOf(parameter))];
    return at === undefined || value === undefined ? so : (withValueAt(so, at, value) as JsonObject);
  }, empty);
}

function keptBySchemas(contract: Contract, operation: Operation, sent: Sent): Constraint[] {
  return valuesOf(operation).flatMap(({ where, pointer, schema, isRequired, content }) => {
    const value = sent.values.get(where);
    // Of several media types the one that was sent is spoken of.
    if (value === undefined || content !== (where === 'body' ? sent.content : undefined)) return [];
    const base = { operation: operation.id, where };
    const own: Constraint[] = isRequired
      ? [{ ...base, instance: '', schema: pointer, keyword: 'required' }]
      : [];
    if (schema === undefined) return own;
    const accepts = acceptsOf(contract);
    if (where === 'body' && !accepts(schema, value)) return own;
    const kept = schemaPlaces(contract.document, schema, { sent: value, accepts }).flatMap((place) =>
      assertionsOf(place.value)
        .filter((assertion) => place.sent !== undefined && isKept(assertion, place.value, place.sent))
        .map((assertion) => ({ ...base, instance: place.instance, schema: place.schema, ...assertion })),
    );
    return [...own, ...kept];
  });
}

/** What is equal for the same constraint, however it was found. */
export function keyOf({
  operation,
  where,
  instance,
  schema,
  keyword,
  member,
}: Constraint & Assertion): string {
  return JSON.stringify([operation, where, instance, schema, keyword, member ?? null]);
}

interface Value {
  readonly where: string;
  readonly pointer: Pointer;
  readonly schema: Pointer | undefined;
  readonly isRequired: boolean;
  /** Of a body. */
  readonly content?: Pointer;
}

/** A path without one of its parameters is another path, so that nothing can be missing there. */
function valuesOf({ parameters, body }: Operation): Value[] {
  const own = parameters.map((parameter): Value => {
    const { pointer, schema, required, in: where } = parameter;
    return { where: whereOf(parameter), pointer, schema, isRequired: required && where !== 'path' };
  });
  const bodies = (body?.contents ?? []).map(
    ({ schema, pointer }): Value => ({
      where: 'body',
      pointer: body?.pointer ?? '',
      schema,
      content: pointer,
      isRequired: body?.required === true,
    }),
  );
  return [...own, ...bodies];
}

function acceptsOf(contract: Contract): Along['accepts'] {
  return (schema, value) => {
    try {
      return violations(contract, schema, 'request', value).length === 0;
    } catch (error) {
      if (error instanceof SchemaError) return false;
      throw error;
    }
  };
}
