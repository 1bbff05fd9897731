import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../model/json.ts';
import { checkReferences, localPointer, meant } from './reference.ts';

function broken(document: JsonObject): string[] {
  const found: string[] = [];
  checkReferences(document, (pointer) => {
    found.push(pointer);
  });
  return found;
}

describe('checkReferences', () => {
  it.each<{ what: string; document: JsonObject; places: string[] }>([
    { what: 'to nothing', document: { a: { $ref: '#/b' } }, places: ['/a'] },
    { what: 'out of the document', document: { a: { $ref: 'b.yaml#/c' } }, places: ['/a'] },
    { what: 'to itself', document: { a: { $ref: '#/b' }, b: { $ref: '#/a' } }, places: ['/a', '/b'] },
    {
      what: 'below responses.default',
      document: { responses: { default: { $ref: '#/x' } } },
      places: ['/responses/default'],
    },
    {
      what: 'below a member called value',
      document: { properties: { value: { $ref: '#/x' } } },
      places: ['/properties/value'],
    },
    {
      what: 'that is a named example',
      document: { examples: { a: { $ref: '#/x' } } },
      places: ['/examples/a'],
    },
  ])('finds a reference $what', ({ document, places }) => {
    expect(broken(document)).toEqual(places);
  });

  it.each<{ what: string; document: JsonObject }>([
    { what: 'an example', document: { example: { $ref: '#/x' } } },
    { what: 'a named example', document: { examples: { a: { value: { $ref: '#/x' } } } } },
    { what: 'examples of a schema', document: { examples: [{ $ref: '#/x' }] } },
    { what: 'an enum', document: { enum: [{ $ref: '#/x' }] } },
    { what: 'a foreign extension', document: { 'x-other': { $ref: '#/x' } } },
    { what: 'a member called $ref', document: { properties: { $ref: { type: 'string' } } } },
    { what: 'an anchor', document: { a: { $ref: '#here' } } },
    { what: 'recursion', document: { a: { items: { $ref: '#/a' } } } },
  ])('passes over $what', ({ document }) => {
    expect(broken(document)).toEqual([]);
  });
});

describe('meant', () => {
  it('follows references, escaped and encoded', () => {
    const document = { a: { $ref: '#/b~1c/%7Bd%7D' }, 'b/c': { '{d}': { $ref: '#/e' } }, e: 5 };

    expect(meant(document, '/a')).toEqual({ pointer: '/e', value: 5 });
  });

  it('does not take an anchor for the whole document', () => {
    expect(meant({ a: { $ref: '#here' } }, '/a').value).toBeUndefined();
    expect(localPointer('#')).toBe('');
  });
});
