import type { Contract, Operation } from '../model/contract.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { child, type Pointer, valueAt } from '../model/pointer.ts';
import {
  bindsRequests,
  type InvariantOutcome,
  type InvariantPlace,
  invariantPlaces,
  leadsToInvariants,
  outcomeOf,
} from './invariants.ts';
import { placesRead } from './read-places.ts';
import { whereOf } from './where-of.ts';

/** A request as invariants speak of it, with the schema of its body. */
export interface SpokenRequest {
  /** `path`, `query` and `headers` by name, and `body` where there is one. */
  readonly value: JsonObject;
  readonly schema?: Pointer | undefined;
}

/** What came of an invariant that binds requests. */
export type RequestOutcome = InvariantOutcome & {
  /** `body`, `query limit`, or `request` for one of the whole. */
  readonly where: string;
  /** Places in the spoken request that it reads, the deepest first. */
  readonly places: readonly Pointer[];
};

/** Whether any invariant binds the requests of an operation. */
export function hasRequestInvariants(contract: Contract, operation: Operation): boolean {
  if (contract.invariants.size === 0) return false;
  const schemas = [...operation.parameters, ...(operation.body?.contents ?? [])];
  return (
    wholeInvariants(contract, operation).length > 0 ||
    schemas.some(({ schema }) => schema !== undefined && leadsToInvariants(contract, schema))
  );
}

/** The invariants of an operation that speak of its requests alone. */
export function wholeInvariants(contract: Contract, { pointer }: Operation) {
  return (contract.invariants.get(pointer) ?? []).filter((invariant) => bindsRequests(contract, invariant));
}

/** What comes of the invariants that bind a request. */
export function requestOutcomes(
  contract: Contract,
  operation: Operation,
  { value, schema }: SpokenRequest,
): RequestOutcome[] {
  const whole = wholeInvariants(contract, operation).map((invariant): RequestOutcome => {
    const place: InvariantPlace = { invariant, instance: '', self: value };
    const places = placesRead({ ...place, invariant: asSelf(invariant) });
    return { ...outcomeOf({ invariant, instance: '' }, { request: value }), where: 'request', places };
  });
  const body = value['body'];
  const parts = operation.parameters.flatMap((parameter): [string, Pointer, Pointer][] => {
    const part = partOf(parameter);
    return part === undefined ? [] : [[whereOf(parameter), part, parameter.schema]];
  });
  if (schema !== undefined && body !== undefined) parts.push(['body', '/body', schema]);
  return [
    ...whole,
    ...parts.flatMap(([where, at, place]) => {
      const self = valueAt(value, at);
      return self === undefined ? [] : within(contract, { where, at, schema: place, self, request: value });
    }),
  ];
}

function within(
  contract: Contract,
  part: { where: string; at: Pointer; schema: Pointer; self: Json; request: Json },
): RequestOutcome[] {
  return invariantPlaces(contract, part.schema, 'request', part.self).map((place) => ({
    ...outcomeOf(place, { request: part.request }),
    where: part.where,
    places: placesRead(place).map((read) => part.at + read),
  }));
}

/** Where a parameter stands in a spoken request. */
export function partOf({
  name,
  in: where,
}: {
  readonly name: string;
  readonly in: string;
}): Pointer | undefined {
  if (where === 'header') return child('/headers', name.toLowerCase());
  return where === 'path' || where === 'query' ? child(`/${where}`, name) : undefined;
}

/** An invariant of the whole speaks of the request as one of a schema does of itself. */
function asSelf<Read extends { readonly reads: readonly (readonly string[])[] }>(invariant: Read): Read {
  return { ...invariant, reads: invariant.reads.map(([, ...path]) => ['self', ...path]) };
}

/** The kind of fault that a request has in which an invariant is broken. */
export function faultKindOf({
  where,
  places,
}: Pick<RequestOutcome, 'where' | 'places'>): 'body' | 'query' | 'path' {
  if (where === 'body') return 'body';
  if (where.startsWith('path ')) return 'path';
  const isOfBody =
    where === 'request' && places.length > 0 && places.every((place) => /^\/body(\/|$)/.test(place));
  return isOfBody ? 'body' : 'query';
}
