import { UserError } from '../model/errors.ts';
import { isObject, type Json, type JsonObject } from '../model/json.ts';
import { child, type Pointer, valueAt } from '../model/pointer.ts';

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

/** Turns `#/a/b` into a pointer; an anchor is the validator's business and points at nothing here. */
export function localPointer(reference: string): Pointer {
  if (reference === '#') return '';
  return reference.startsWith('#/') ? safeDecode(reference.slice(1)) : child('', reference);
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

type Fail = (pointer: Pointer, why: string, mend: string) => void;

interface Part {
  readonly value: Json;
  readonly pointer: Pointer;
  /** What the members of this part are: keywords of OpenAPI, or names that somebody chose. */
  readonly members: 'keywords' | 'names' | 'example-names' | 'example';
}

/**
 * Finds references that lead out of the document, to nothing or in a circle, in the document's order.
 * @param fail - hears of each; it may throw to stop at the first.
 */
export function checkReferences(document: JsonObject, fail: Fail): void {
  const stack: Part[] = [{ value: document, pointer: '', members: 'keywords' }];
  for (let part = stack.pop(); part; part = stack.pop()) {
    const { value, pointer, members } = part;
    if (
      members !== 'names' &&
      members !== 'example-names' &&
      isObject(value) &&
      typeof value['$ref'] === 'string'
    ) {
      checkOne(document, value['$ref'], pointer, fail);
    }
    stack.push(...partsBelow(part).reverse());
  }
}

const DATA = new Set(['example', 'default', 'const', 'enum']);
/** Members whose own members are names that somebody chose, not keywords. */
export const NAME_MAPS: ReadonlySet<string> = new Set([
  ...['properties', 'patternProperties', 'dependentSchemas', '$defs', 'definitions', 'schemas', 'responses'],
  ...[
    'parameters',
    'requestBodies',
    'headers',
    'securitySchemes',
    'links',
    'callbacks',
    'pathItems',
    'paths',
  ],
  ...['webhooks', 'content', 'encoding', 'variables'],
]);

/** Inside examples, defaults and extensions, `$ref` is data. */
function partsBelow({ value, pointer, members }: Part): Part[] {
  if (Array.isArray(value)) {
    return value.map((item, index) => ({ value: item, pointer: child(pointer, index), members: 'keywords' }));
  }
  return Object.entries(isObject(value) ? value : {}).flatMap(([name, member]): Part[] => {
    const below = { value: member, pointer: child(pointer, name) };
    if (members === 'names') return [{ ...below, members: 'keywords' }];
    if (members === 'example-names') return [{ ...below, members: 'example' }];
    if (DATA.has(name) || name.startsWith('x-') || (members === 'example' && name === 'value')) return [];
    if (name === 'examples') return isObject(member) ? [{ ...below, members: 'example-names' }] : [];
    return [{ ...below, members: NAME_MAPS.has(name) && isObject(member) ? 'names' : 'keywords' }];
  });
}

function checkOne(document: JsonObject, reference: string, pointer: Pointer, fail: Fail): void {
  // An anchor is resolved by the validator, which reports its own error.
  if (reference.startsWith('#') && reference !== '#' && !reference.startsWith('#/')) return;
  if (!reference.startsWith('#')) {
    const mend = 'Bundle the document first, for example with `npx @redocly/cli bundle`.';
    fail(pointer, `$ref ${JSON.stringify(reference)} leads out of the document.`, mend);
  } else if (valueAt(document, localPointer(reference)) === undefined) {
    fail(
      pointer,
      `$ref ${JSON.stringify(reference)} names nothing in the document.`,
      'Correct the reference.',
    );
  } else if (isCircular(document, pointer)) {
    fail(pointer, `$ref ${JSON.stringify(reference)} leads to itself.`, 'Correct the reference.');
  }
}

function isCircular(document: JsonObject, pointer: Pointer): boolean {
  try {
    referred(document, pointer);
    return false;
  } catch {
    return true;
  }
}
