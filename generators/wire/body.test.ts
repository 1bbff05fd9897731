import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonSchema } from '../../model/json.ts';
import { valid } from '../valid/valid.ts';
import { contentTypeOf, decodeBody, encodeBody } from './body.ts';

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const FORM = 'application/x-www-form-urlencoded';

const schema: JsonSchema = {
  type: 'object',
  required: ['name', 'size', 'on'],
  properties: {
    name: { type: 'string' },
    size: { type: 'integer' },
    on: { type: 'boolean' },
    tags: { type: 'array', items: { type: 'string' }, minItems: 1 },
    owner: {
      type: 'object',
      properties: { id: { type: 'integer' }, mail: { type: 'string' } },
      required: ['id'],
    },
  },
  additionalProperties: false,
};

describe('a body', () => {
  it.each(['application/json', 'application/hal+json; charset=utf-8', FORM, 'multipart/form-data'])(
    'as %s is read as it was written',
    (mediaType) => {
      for (const value of fc.sample(valid(schema), { numRuns: 150, seed: 4 })) {
        expect(decodeBody(mediaType, encodeBody(mediaType, value), { source: { schema } })).toEqual(value);
      }
    },
  );

  it.each<[string, Json, string]>([
    ['application/json', { a: 'é' }, '{"a":"é"}'],
    [FORM, { a: 'x y&z', b: [1, 2], c: true }, 'a=x+y%26z&b=1&b=2&c=true'],
    [FORM, { a: '1+1', o: { b: 1 } }, 'a=1%2B1&o=%7B%22b%22%3A1%7D'],
    ['text/plain', 'hello', 'hello'],
    ['text/plain', 42, '42'],
  ])('as %s: %j', (mediaType, value, expected) => {
    expect(text(encodeBody(mediaType, value))).toBe(expected);
  });

  it('of a form honours the Encoding Object', () => {
    const encoding = {
      tags: { style: 'pipeDelimited', explode: false },
      o: { style: 'deepObject', explode: true },
    };

    expect(text(encodeBody(FORM, { tags: ['a', 'b'], o: { x: 1 } }, { encoding }))).toBe(
      'tags=a%7Cb&o%5Bx%5D=1',
    );
  });

  it('of parts has a boundary that its Content-Type names', () => {
    const type = contentTypeOf('multipart/form-data');

    expect(text(encodeBody('multipart/form-data', { a: 1 }))).toBe(
      `--${type.split('boundary=')[1]}\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--${type.split('boundary=')[1]}--\r\n`,
    );
  });

  it('of text is read by the types of its schema', () => {
    expect(
      decodeBody('text/plain', new TextEncoder().encode('42'), { source: { schema: { type: 'integer' } } }),
    ).toBe(42);
    expect(
      decodeBody('text/plain', new TextEncoder().encode('42'), { source: { schema: { type: 'string' } } }),
    ).toBe('42');
  });

  it('of parts keeps a file of JSON as the text it is', () => {
    const schema = { properties: { file: { type: 'string', format: 'binary' }, inner: { type: 'object' } } };
    const bytes = encodeBody('multipart/form-data', { file: { a: 1 }, inner: { a: 1 } });

    expect(decodeBody('multipart/form-data', bytes, { source: { schema } })).toEqual({
      file: '{"a":1}',
      inner: { a: 1 },
    });
  });

  it('is read by a schema at a place of a document', () => {
    const root = { bodies: [{ $ref: '#/defs/x' }], defs: { x: { properties: { n: { type: 'integer' } } } } };

    expect(
      decodeBody(FORM, new TextEncoder().encode('n=5'), { source: { schema: '/bodies/0', root } }),
    ).toEqual({
      n: 5,
    });
  });
});
