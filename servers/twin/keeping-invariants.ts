import { headersVariable, requestVariable } from '../../contract/invariant-variables.ts';
import {
  type InvariantOutcome,
  type InvariantPlace,
  invariantPlaces,
  invariantsOfReply,
  outcomeOf,
  speaksOf,
} from '../../contract/invariants.ts';
import { placesRead, valuesRead } from '../../contract/read-places.ts';
import { type Flaw, relatedValues, repaired } from '../../generators/index.ts';
import type { Contract, Invariant, Operation, Resource } from '../../model/contract.ts';
import type { Json } from '../../model/json.ts';
import { type Pointer, tokens, valueAt } from '../../model/pointer.ts';
import { documentedResponse } from '../prism/refusals.ts';
import { spotOf } from './placing.ts';
import type { Replies, TwinReply } from './twin-replies.ts';
import type { Call } from './twin-request.ts';

interface Broken extends Flaw {
  readonly outcome: InvariantOutcome;
}

type Variables = Parameters<typeof outcomeOf>[1];

/**
 * A reply in which what must hold between members does: what the twin made up gives way, what it was told and what it counts
 * does not.
 */
export function keepingInvariants(
  contract: Contract,
  replies: Replies,
  call: Call,
  reply: TwinReply,
): TwinReply {
  const { body } = reply;
  if (contract.invariants.size === 0 || body === undefined) return reply;
  // What a faulty request asks for may be more than any reply can show.
  const made =
    mended(contract, replies, call, { ...reply, body }, () => true) ??
    mended(contract, replies, call, { ...reply, body }, (invariant) => !speaksOf(invariant, 'request'));
  return made === undefined || made === body ? reply : { ...reply, body: made };
}

function mended(
  contract: Contract,
  replies: Replies,
  call: Call,
  reply: TwinReply & { readonly body: Json },
  counts: (invariant: Invariant) => boolean,
): Json | undefined {
  const { operation } = call;
  const variables = variablesOf(call, reply);
  const kept = keptIn(contract, operation);
  return repaired<Broken>(reply.body, {
    flaws: (value) =>
      value === reply.body || replies.isRight(operation, reply.status, value)
        ? brokenIn(contract, operation, { ...reply, body: value }, variables)
            .filter(({ invariant }) => counts(invariant))
            .map((outcome) => ({
              key: `${outcome.invariant.holder} ${outcome.invariant.id} ${outcome.instance}`,
              places: freeFirst(placesRead(outcome), kept),
              outcome,
            }))
        : undefined,
    candidates: (value, { outcome }, place) =>
      relatedValues(valueAt(value, place), valuesRead(outcome, variables)),
  });
}

/** What comes of the invariants of a reply to a call. */
export function outcomesOf(contract: Contract, call: Call, reply: TwinReply): InvariantOutcome[] {
  const { body } = reply;
  if (body === undefined) return [];
  return outcomesIn(contract, call.operation, { ...reply, body }, variablesOf(call, reply));
}

function brokenIn(...given: Parameters<typeof outcomesIn>): InvariantOutcome[] {
  return outcomesIn(...given).filter(({ verdict }) => verdict === 'broken' || verdict === 'unknown');
}

function outcomesIn(
  contract: Contract,
  operation: Operation,
  { status, body }: TwinReply & { readonly body: Json },
  variables: Variables,
): InvariantOutcome[] {
  const response = documentedResponse(operation, status);
  const schema = (response?.contents ?? [])[0]?.schema;
  const whole = response ? invariantsOfReply(contract, operation, response, status) : [];
  const places = [
    ...whole.map((invariant): InvariantPlace => ({ invariant, instance: '', self: body })),
    ...(schema === undefined ? [] : invariantPlaces(contract, schema, 'response', body)),
  ];
  return places.map((place) => outcomeOf(place, variables));
}

function variablesOf({ values, path, headers, body }: Call, reply: TwinReply): Variables {
  const query = new Map(
    [...values].flatMap(([{ in: where, name }, value]) =>
      where === 'query' ? [[name, value] as const] : [],
    ),
  );
  return {
    request: requestVariable({ path, query, headers, body }),
    status: reply.status,
    headers: headersVariable(reply.headers),
  };
}

interface Kept {
  /** What the twin was told, or counts. */
  readonly isTold: (place: Pointer) => boolean;
  /** What it made up, and shows alike ever since. */
  readonly isLasting: (place: Pointer) => boolean;
}

function freeFirst(places: readonly Pointer[], { isTold, isLasting }: Kept): Pointer[] {
  const open = places.filter((place) => !isTold(place));
  return [...open.filter((place) => !isLasting(place)), ...open.filter(isLasting)];
}

function keptIn({ resources }: Contract, { id, list }: Operation): Kept {
  const own = resources.filter((resource) => isOf(resource, id));
  const total = list?.total === undefined ? undefined : spotOf(list.total)?.pointer;
  const items = list?.items ?? own.find((one) => one.list?.operation === id)?.list?.items;
  const written = new Set(own.flatMap(namesWritten));
  const lasting = new Set(own.flatMap(({ fixed, rising }) => [...fixed, ...rising]));
  const isItem = (place: Pointer) =>
    items !== undefined && place.startsWith(items) && /^(\/\d+)?$/.test(place.slice(items.length));
  const isNamed = (names: ReadonlySet<string>, place: Pointer) =>
    tokens(place).some((name) => names.has(name));
  return {
    isTold: (place) => place === total || isItem(place) || isNamed(written, place),
    isLasting: (place) => isNamed(lasting, place),
  };
}

function isOf({ create, read, list, update }: Resource, id: string): boolean {
  return [create, read, list, update].some((part) => part?.operation === id);
}

function namesWritten({ echo, unique, mark }: Resource): string[] {
  return [...echo.map(({ member }) => member), ...unique, ...(mark === undefined ? [] : [mark])];
}
