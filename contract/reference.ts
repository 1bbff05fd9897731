import { UserError } from '../model/errors.ts';
import { isObject, type Json, type JsonObject } from '../model/json.ts';
import { type Pointer, valueAt } from '../model/pointer.ts';

// A longer chain than any document has use for: what exceeds it is a circle.
const MAX_HOPS = 50;

/** Follows `$ref` from a place to the place that is meant; a place without one is meant itself. */
export function referred(document: JsonObject, pointer: Pointer): Pointer {
  let place = pointer;
  for (let hop = 0; hop < MAX_HOPS; hop += 1) {
    const value = valueAt(document, place);
    const reference = isObject(value) ? value['$ref'] : undefined;
    if (typeof reference !== 'string') return place;
    place = localPointer(reference);
  }
  throw new UserError('CIRCULAR_REFERENCE', `the $ref at ${pointer} leads to itself.`);
}

/** The value that a place means, references followed. */
export function meant(document: JsonObject, pointer: Pointer): { pointer: Pointer; value: Json | undefined } {
  const place = referred(document, pointer);
  return { pointer: place, value: valueAt(document, place) };
}

/** Turns `#/a/b` into a pointer. */
export function localPointer(reference: string): Pointer {
  if (reference === '#') return '';
  if (reference.startsWith('#/')) return safeDecode(reference.slice(1));
  return reference;
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Refuses references that lead out of the document or to nothing.
 * @throws UserError at the first of them.
 */
export function checkReferences(document: JsonObject, fail: (pointer: Pointer, why: string, mend: string) => never): void {
  const stack: { value: Json; pointer: Pointer }[] = [{ value: document, pointer: '' }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { value, pointer } = next;
    if (isObject(value) && typeof value['$ref'] === 'string' && !isData(pointer)) {
      checkOne(document, value['$ref'], pointer, fail);
    }
    const members = Array.isArray(value) ? value.entries() : isObject(value) ? Object.entries(value) : [];
    for (const [name, member] of members) {
      if (typeof member !== 'object' || member === null) continue;
      stack.push({ value: member, pointer: `${pointer}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}` });
    }
  }
}

/** Inside examples and defaults, `$ref` is data. */
function isData(pointer: Pointer): boolean {
  return /\/(example|default|const|enum|value)(\/|$)/.test(pointer);
}

function checkOne(
  document: JsonObject,
  reference: string,
  pointer: Pointer,
  fail: (pointer: Pointer, why: string, mend: string) => never,
): void {
  if (reference.startsWith('#/') || reference === '#') {
    if (valueAt(document, localPointer(reference)) !== undefined) return;
    fail(pointer, `$ref ${JSON.stringify(reference)} names nothing in the document.`, 'Correct the reference.');
  }
  // An anchor is resolved by the validator, which reports its own error.
  if (reference.startsWith('#')) return;
  fail(
    pointer,
    `$ref ${JSON.stringify(reference)} leads out of the document.`,
    'Bundle the document first, for example with `npx @redocly/cli bundle`.',
  );
}
