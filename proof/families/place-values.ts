import { ANY } from '../../contract/schema-walk.ts';
import { whereOf } from '../../contract/where-of.ts';
import { isObject, type Json } from '../../model/json.ts';
import { type Pointer, tokens } from '../../model/pointer.ts';
import type { Call } from '../../servers/twin/twin-request.ts';

/** Whether a place is the one of a pattern, in which `*` stands for any item or member. */
export function isPlace(pattern: Pointer, instance: Pointer): boolean {
  const [wanted, given] = [tokens(pattern), tokens(instance)];
  return wanted.length === given.length && agree(wanted, given);
}

/** Whether a place is that of a pattern, or lies in it. */
export function isWithin(pattern: Pointer, instance: Pointer): boolean {
  const [wanted, given] = [tokens(pattern), tokens(instance)];
  return wanted.length <= given.length && agree(wanted, given);
}

function agree(wanted: readonly string[], given: readonly string[]): boolean {
  return wanted.every((token, at) => token === ANY || token === given[at]);
}

/** The values of a call at the places of a pattern. */
export function valuesIn(call: Call, where: string, pattern: Pointer): Json[] {
  const root = where === 'body' ? call.body : parameterValue(call, where);
  return root === undefined ? [] : valuesAt(root, tokens(pattern));
}

function parameterValue({ values }: Call, where: string): Json | undefined {
  return [...values].find(([parameter]) => whereOf(parameter) === where)?.[1];
}

function valuesAt(value: Json, path: readonly string[]): Json[] {
  const [token, ...rest] = path;
  if (token === undefined) return [value];
  if (Array.isArray(value)) {
    const items = token === ANY ? value : value.slice(Number(token), Number(token) + 1);
    return items.flatMap((item) => valuesAt(item, rest));
  }
  if (!isObject(value)) return [];
  const members = token === ANY ? Object.values(value) : Object.hasOwn(value, token) ? [value[token]] : [];
  return members.flatMap((member) => valuesAt(member as Json, rest));
}
