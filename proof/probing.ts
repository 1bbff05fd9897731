import { meant } from '../contract/reference.ts';
import { whereOf } from '../contract/where-of.ts';
import type { Contract, Operation, Parameter } from '../model/contract.ts';
import { isObject, type Json } from '../model/json.ts';
import { child, type Pointer, valueAt, withValueAt } from '../model/pointer.ts';
import type { HeaderField } from '../model/request.ts';
import { exampleValue } from '../servers/example-value.ts';
import { isJson } from '../servers/media-type.ts';
import type { TwinRequest } from '../servers/twin/twin-request.ts';

// Texts that parameters are tried with: of every type, nothing, and what is none of them.
const TEXTS = [
  ...['', 'a', 'x y', '0', '1', '-1', '7', '1.5', '1e3', 'true', 'false', 'null', '[]', '{}', ',', 'a,b'],
  ...['2026-01-01', '2026-01-01T00:00:00Z', '00000000-0000-4000-8000-000000000000', 'ü', '%25', '/x'],
];

const VALUES: readonly Json[] = [
  ...[null, true, false, 0, 1, -1, 1.5, 1e9, '', 'a', ' ', '1', 'true', '2026-01-01T00:00:00Z'],
  ...[[], [null], ['a', 'a'], {}, { a: 1 }],
];

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

// Longer texts and lists are never limits in practice, and cost too much to send in numbers.
const MOST_LENGTH = 20_000;

/** The numbers that a pseudo-random sequence of a seed goes through. */
function sequenceOf(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    // A linear congruential generator (Numerical Recipes): it only has to be the same each time.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** What a probe says of the objects that are there. */
export interface Surroundings {
  /** Identities by path parameter. */
  readonly identities: ReadonlyMap<string, string>;
}

/**
 * Requests to an operation that differ from each other, made without the generators of the suite: plain ones in which
 * one value or another is one of a fixed stock, is left out, or has a length or size at or beside a number that the
 * schemas name. They tell a mutant that no case of the suite told from the twin from one that nothing does.
 */
export function* probesOf(
  contract: Contract,
  operation: Operation,
  { identities }: Surroundings,
  { count, seed }: { readonly count: number; readonly seed: number },
): Generator<TwinRequest> {
  const pick = sequenceOf(seed);
  const content = operation.body?.contents.find(({ mediaType }) => isJson(mediaType));
  const whole = content?.schema === undefined ? undefined : exampleValue(contract, content.schema, 'request');
  const sizes = sizesIn(contract, operation);
  for (let at = 0; at < count; at += 1) {
    const texts = new Map<Parameter, string | undefined>(
      operation.parameters.map((parameter) => [parameter, usualText(contract, parameter, identities)]),
    );
    let body = whole === undefined ? undefined : withOwnNames(contract, operation, whole, at + 1);
    // One thing is changed most of the time, now and then two or none.
    for (let changes = Math.min(pick(4), 2); changes > 0; changes -= 1) {
      const places = body === undefined ? [] : placesIn(body);
      const chosen = pick(operation.parameters.length + places.length);
      const parameter = operation.parameters[chosen];
      if (parameter) texts.set(parameter, textFor(contract, parameter, sizes, pick));
      else if (body !== undefined)
        body = changed(body, places[chosen - operation.parameters.length] ?? '', sizes, pick);
    }
    yield written(contract, operation, texts, body, content?.mediaType);
  }
}

/** The body with what tells its object from others made another each time: else all but the first are refused for it. */
function withOwnNames({ resources }: Contract, { id }: Operation, body: Json, at: number): Json {
  const made = resources.find(({ create }) => create?.operation === id);
  const lookup =
    made?.create && 'lookup' in made.create.identity ? [...made.create.identity.lookup.values()] : [];
  const names = [...lookup, ...(made?.unique ?? []).map((name) => child('', name))];
  return names.reduce<Json>((so, name) => {
    const value = valueAt(so, name);
    return typeof value === 'string' ? withValueAt(so, name, numbered(value, at)) : so;
  }, body);
}

function numbered(text: string, at: number): string {
  const digits = at.toString(16);
  return UUID.test(text) ? text.slice(0, -digits.length) + digits : `${text}${at}`;
}

function usualText(
  contract: Contract,
  parameter: Parameter,
  identities: ReadonlyMap<string, string>,
): string | undefined {
  const own = parameter.in === 'path' ? identities.get(parameter.name) : undefined;
  if (own !== undefined) return own;
  if (!parameter.required) return undefined;
  const value = exampleValue(contract, parameter.schema, 'request');
  return value === undefined ? '1' : typeof value === 'string' ? value : JSON.stringify(value);
}

function textFor(
  contract: Contract,
  parameter: Parameter,
  sizes: readonly number[],
  pick: (below: number) => number,
): string | undefined {
  const declared = meant(contract.document, parameter.schema).value;
  const listed = isObject(declared) && Array.isArray(declared['enum']) ? declared['enum'].map(String) : [];
  const long = sizes.map((size) => 'a'.repeat(size));
  const numbers = sizes.map(String);
  const all = [undefined, ...TEXTS, ...listed, ...long, ...numbers];
  return all[pick(all.length)];
}

/** Lengths and sizes that schemas of an operation name, and their neighbours. */
function sizesIn(contract: Contract, operation: Operation): number[] {
  const found = new Set<number>();
  const seen = new Set<Pointer>();
  const walk = (value: Json | undefined) => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (isObject(value))
      for (const [name, member] of Object.entries(value)) {
        if (name === '$ref' && typeof member === 'string') {
          if (seen.has(member)) continue;
          seen.add(member);
          walk(valueAt(contract.document, member.replace(/^#/, '')));
        } else if (typeof member === 'number' && Number.isInteger(member)) {
          for (const near of [member - 1, member, member + 1]) if (near >= 0) found.add(near);
        } else walk(member);
      }
  };
  walk(valueAt(contract.document, operation.pointer));
  return [...found].filter((size) => size <= MOST_LENGTH).sort((a, b) => a - b);
}

function placesIn(body: Json, at: Pointer = ''): Pointer[] {
  const inner = Array.isArray(body)
    ? body.flatMap((item, index) => placesIn(item, child(at, index)))
    : isObject(body)
      ? Object.entries(body).flatMap(([name, member]) => placesIn(member, child(at, name)))
      : [];
  return [at, ...inner];
}

function changed(body: Json, at: Pointer, sizes: readonly number[], pick: (below: number) => number): Json {
  const there = valueAt(body, at);
  const sized = sizes.flatMap((size): Json[] => [
    size,
    typeof there === 'string' ? there.slice(0, size).padEnd(size, 'a') : 'a'.repeat(size),
    Array.isArray(there) && there[0] !== undefined && size < 200 ? Array<Json>(size).fill(there[0]) : size,
  ]);
  const more: Json[] = isObject(there) ? [{ ...there, 'not-documented': 1 }] : [];
  const all: (Json | undefined)[] = [undefined, ...VALUES, ...sized, ...more];
  const value = all[pick(all.length)];
  return at === '' ? (value ?? {}) : withValueAt(body, at, value);
}

function written(
  contract: Contract,
  operation: Operation,
  texts: ReadonlyMap<Parameter, string | undefined>,
  body: Json | undefined,
  mediaType: string | undefined,
): TwinRequest {
  const given = [...texts].flatMap(([parameter, text]) => (text === undefined ? [] : [{ parameter, text }]));
  const path = operation.path.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => {
    const own = given.find(({ parameter }) => whereOf(parameter) === `path ${name}`);
    return encodeURIComponent(own?.text === undefined || own.text === '' ? '1' : own.text);
  });
  const query = given
    .filter(({ parameter }) => parameter.in === 'query')
    .map(({ parameter, text }) => `${encodeURIComponent(parameter.name)}=${encodeURIComponent(text)}`)
    .join('&');
  const headers = given
    .filter(({ parameter }) => parameter.in === 'header')
    .map(({ parameter, text }): HeaderField => [parameter.name, text]);
  const type: HeaderField[] =
    body === undefined || mediaType === undefined ? [] : [['Content-Type', mediaType]];
  return {
    method: operation.method,
    target: `${contract.basePath}${path}${query === '' ? '' : `?${query}`}`,
    headers: [...headers, ...type],
    body: body === undefined ? new Uint8Array() : Buffer.from(JSON.stringify(body)),
  };
}
