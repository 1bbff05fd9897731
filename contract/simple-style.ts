import { isObject, type Json, type JsonObject } from '../model/json.ts';
import { child, type Pointer } from '../model/pointer.ts';
import { meant } from './reference.ts';

const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const WORDS: ReadonlyMap<string, Json> = new Map<string, Json>([
  ['true', true],
  ['false', false],
  ['null', null],
]);
// Deep enough for any hand of allOf, and an end for those in a circle.
const MAX_DEPTH = 8;

/**
 * What a header's value may mean by OpenAPI's simple style, the likeliest first: the text does not say its type, so that
 * one is taken from the schema, and a text or a number where the schema leaves it open.
 */
export function simpleReadings(
  document: JsonObject,
  schema: Pointer,
  text: string,
  explode: boolean,
): readonly Json[] {
  const whole = text.trim();
  const likeliest = readAs(document, schema, whole, explode);
  return [likeliest, scalarOf(whole), whole];
}

function readAs(document: JsonObject, schema: Pointer, text: string, explode: boolean): Json {
  const types = saidAt(document, schema, 'type', 0).flatMap(({ value }) => value);
  const parts = text === '' ? [] : text.split(',').map((part) => part.trim());
  if (types.includes('array')) {
    const [items] = saidAt(document, schema, 'items', 0);
    return parts.map((part) => (items ? plain(document, items.pointer, part) : scalarOf(part)));
  }
  if (types.includes('object')) return membersOf(document, schema, pairsOf(parts, explode));
  return plain(document, schema, text);
}

/** Neither lists nor objects stand within another value of this style. */
function plain(document: JsonObject, schema: Pointer, text: string): Json {
  const types = saidAt(document, schema, 'type', 0).flatMap(({ value }) => value);
  const isText = types.length === 0 || types.every((type) => type === 'string');
  return isText ? text : scalarOf(text);
}

function scalarOf(text: string): Json {
  if (NUMBER.test(text)) return Number(text);
  const word = WORDS.get(text);
  return word === undefined ? text : word;
}

function pairsOf(parts: readonly string[], explode: boolean): [name: string, value: string][] {
  if (!explode) {
    return parts.flatMap((name, at): [string, string][] =>
      at % 2 === 0 ? [[name, parts[at + 1] ?? '']] : [],
    );
  }
  return parts.map((part) => {
    const end = part.indexOf('=');
    return end < 0 ? [part, ''] : [part.slice(0, end), part.slice(end + 1)];
  });
}

function membersOf(document: JsonObject, schema: Pointer, pairs: readonly [string, string][]): JsonObject {
  const declared = saidAt(document, schema, 'properties', 0);
  return Object.fromEntries(
    pairs.map(([name, text]) => {
      const holder = declared.find(({ value }) => isObject(value) && Object.hasOwn(value, name));
      return [name, holder ? plain(document, child(holder.pointer, name), text) : scalarOf(text)];
    }),
  );
}

/** What a schema and the parts that it is put together from say by a keyword. */
function saidAt(
  document: JsonObject,
  schema: Pointer,
  keyword: string,
  depth: number,
): { value: Json; pointer: Pointer }[] {
  const { pointer, value } = meant(document, schema);
  if (!isObject(value) || depth > MAX_DEPTH) return [];
  const own = value[keyword];
  const parts = (['allOf', 'anyOf', 'oneOf'] as const).flatMap((name) => {
    const branches = value[name];
    return Array.isArray(branches) ? branches.map((_, index) => child(pointer, name, index)) : [];
  });
  return [
    ...(own === undefined ? [] : [{ value: own, pointer: child(pointer, keyword) }]),
    ...parts.flatMap((part) => saidAt(document, part, keyword, depth + 1)),
  ];
}
