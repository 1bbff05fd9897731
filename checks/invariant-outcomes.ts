import { headersVariable, requestVariable } from '../contract/invariant-variables.ts';
import {
  type InvariantOutcome,
  type InvariantPlace,
  invariantPlaces,
  invariantsOfReply,
  outcomeOf,
  speaksOf,
} from '../contract/invariants.ts';
import { placesRead } from '../contract/read-places.ts';
import { MAX_VIOLATIONS, SchemaError, type Violation, violations } from '../contract/validation.ts';
import type { Contract, Response } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import { child, type Pointer } from '../model/pointer.ts';
import type { Exchange } from '../model/trace.ts';
import { contentFor } from './documented-response.ts';

/**
 * What comes of the invariants of a reply. Where what a rule reads is not as its schema says, only what holds is told: the
 * finding of the schema tells the rest.
 */
export function invariantOutcomes(
  contract: Contract,
  exchange: Exchange,
  response: Response,
): InvariantOutcome[] {
  const schema = schemaOf(exchange, response);
  const isFaulty = faultsIn(contract, schema, exchange.reply?.json);
  const variables = variablesOf(exchange);
  return placesIn(contract, exchange, response, schema)
    .map((place) => outcomeOf(place, variables))
    .filter(
      (outcome) =>
        outcome.verdict === 'holds' || (outcome.verdict !== 'beyond' && !placesRead(outcome).some(isFaulty)),
    );
}

function schemaOf({ reply }: Exchange, response: Response): Pointer | undefined {
  return reply?.contentType === undefined ? undefined : contentFor(response, reply.contentType)?.schema;
}

function placesIn(
  contract: Contract,
  { operation, reply, case: planned }: Exchange,
  response: Response,
  schema: Pointer | undefined,
): InvariantPlace[] {
  if (!reply) return [];
  const { json, status } = reply;
  const whole = invariantsOfReply(contract, operation, response, status).map(
    (invariant): InvariantPlace => ({
      invariant,
      instance: '',
      ...(json === undefined ? {} : { self: json }),
    }),
  );
  const within =
    schema === undefined || json === undefined ? [] : invariantPlaces(contract, schema, 'response', json);
  // What a faulty request asks for is not what it says.
  const isValid = planned.expectation.kind !== 'refusal';
  return [...whole, ...within].filter(
    ({ invariant, self }) =>
      (isValid || !speaksOf(invariant, 'request')) && (self !== undefined || !speaksOf(invariant, 'self')),
  );
}

function variablesOf({ path, query, request, body, reply }: Exchange): Parameters<typeof outcomeOf>[1] {
  return {
    request: requestVariable({ path, query, headers: request.headers, body }),
    status: reply?.status,
    headers: headersVariable(reply?.headers ?? []),
  };
}

/** A member that is missing or should not be there is a place itself. */
function placeOf({ instance, keyword, member }: Violation): Pointer {
  return member === undefined || keyword === 'dependentRequired' ? instance : child(instance, member);
}

/** Tells of places at, above or in which the body is not what its schema says: that finding tells it. */
function faultsIn(
  contract: Contract,
  schema: Pointer | undefined,
  body: Json | undefined,
): (instance: Pointer) => boolean {
  let faulty: readonly Pointer[] | undefined;
  const find = (): readonly Pointer[] => {
    if (schema === undefined || body === undefined) return [];
    try {
      const found = violations(contract, schema, 'response', body);
      // There may be more than are told.
      return found.length >= MAX_VIOLATIONS ? [''] : found.map(placeOf);
    } catch (error) {
      if (error instanceof SchemaError) return [''];
      throw error;
    }
  };
  return (instance) => {
    faulty ??= find();
    return faulty.some((at) => `${at}/`.startsWith(`${instance}/`) || `${instance}/`.startsWith(`${at}/`));
  };
}
