import { parseDocument } from 'yaml';
import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import type { Departure, TinyReply, TinyRequest } from './tiny-departure.ts';

/** What the tiny server keeps. */
export interface State {
  readonly departure: Departure;
  readonly cards: Map<string, JsonObject>;
  readonly labels: Map<string, JsonObject>;
  /** Deleted labels. */
  readonly bin: Map<string, JsonObject>;
  readonly notes: Map<string, JsonObject>;
  readonly listed: Map<string, JsonObject>;
  readonly sessions: Set<string>;
  readonly tasks: Map<string, number>;
  /** Notes that were gathered, by task. */
  readonly gathered: Map<string, JsonObject>;
  settings: JsonObject;
  readonly lamps: Map<string, string>;
  serial: number;
}

/** Path of its base. */
export const BASE = '/api';

/** A number that nothing had before. */
export function next(state: State): number {
  state.serial += 1;
  return state.serial;
}

/** What was found, or that nothing was. */
export function shown(status: number, found: JsonObject | undefined): TinyReply {
  return found ? { status, json: found } : problem(404);
}

/** A refusal as the contract has it. */
export function problem(status: number): TinyReply {
  return { status, json: { error: `refused with ${status}` } };
}

/** The JSON of a text; undefined where it is none. */
export function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** The body of a request, or why it is refused. */
export function bodyOf(
  { departure }: State,
  request: TinyRequest,
  faultsOf: (body: Json) => string[],
): TinyReply | { readonly value: JsonObject } {
  const { text, contentType } = request;
  const value = parsed(text);
  const isTwice = isObject(value) && parseDocument(text).errors.some(({ code }) => code === 'DUPLICATE_KEY');
  const faults = [
    ...(/^application\/json\b/.test(contentType) || text === '' ? [] : ['media type']),
    ...(request.isUtf8 ? [] : ['encoding']),
    ...(isTwice ? ['member twice'] : []),
    ...(value !== undefined ? faultsOf(value) : [text === '' ? 'body missing' : 'no json']),
  ];
  const [fault] = faults.filter((name) => departure.overlooks?.(name, request) !== true);
  if (fault !== undefined) return problem(departure.refuses?.(fault, request) ?? 400);
  return { value: isObject(value) ? value : {} };
}

/** Removes an object, as a departure lets it. */
export function removed(state: State, kept: Map<string, JsonObject>, id: string): TinyReply {
  const found = kept.get(id);
  if (!found) return problem(404);
  if (state.departure.keepsDeleted !== true) kept.delete(id);
  if (kept === state.labels && !kept.has(id)) state.bin.set(id, found);
  if (state.departure.listsDeleted === true) state.listed.set(id, found);
  for (const [key, other] of state.departure.deletes ? kept : []) {
    const left = state.departure.deletes?.(other);
    if (left) kept.set(key, left);
    else kept.delete(key);
  }
  return { status: 204 };
}
