import type { Case } from '../model/case.ts';
import { isObject, type Json } from '../model/json.ts';
import type { Exchange } from '../model/trace.ts';

/** The body of a case with the one member that it is about as another object was given it. */
export function repeatedBody(
  { request: { body }, step }: Case,
  given: Exchange | undefined,
): Json | undefined {
  const member = step?.member;
  const sent = isObject(given?.body) && member !== undefined ? given.body[member] : undefined;
  if (member === undefined || sent === undefined || !body || !('value' in body) || !isObject(body.value))
    return undefined;
  return { ...body.value, [member]: sent };
}
