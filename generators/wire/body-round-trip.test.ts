import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equalJson, type Json, type JsonObject, type JsonSchema } from '../../model/json.ts';
import { valid } from '../valid/valid.ts';
import { contentTypeOf, decodeBody, encodeBody } from './body.ts';
import { lackOfBodyForm } from './lack-of-body-form.ts';

const FORM = 'application/x-www-form-urlencoded';
const PARTS = 'multipart/form-data';
const ANY: JsonSchema = { type: 'string' };

const MEMBERS: Readonly<Record<string, JsonSchema>> = {
  text: ANY,
  integer: { type: 'integer' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  texts: { type: 'array', items: ANY },
  numbers: { type: 'array', items: { type: 'number' } },
  things: { type: 'array', items: { type: 'object', properties: { a: { type: 'integer' } } } },
  tree: {
    type: 'object',
    required: ['list'],
    properties: {
      list: { type: 'array', items: { type: ['null', 'boolean', 'number'] } },
      deep: { type: 'object' },
    },
  },
  'list of lists': { type: 'array', items: { type: 'array', items: ANY } },
  nothing: { type: ['integer', 'null'] },
  'na"me [x]&=+%22': ANY,
  'tags[]': { type: 'array', items: ANY },
  file: { type: 'string', format: 'binary' },
  coded: { type: 'string', contentEncoding: 'base64' },
  untyped: { maxLength: 9, type: 'string' },
};

const formSchema = (required: readonly string[]): JsonSchema => ({
  type: 'object',
  required: [...required],
  properties: MEMBERS,
  additionalProperties: false,
});

const ENCODINGS: Readonly<Record<string, JsonObject>> = {
  none: {},
  styles: {
    texts: { style: 'form', explode: false },
    numbers: { style: 'pipeDelimited' },
    tree: { style: 'deepObject', explode: true },
    things: { style: 'form' },
  },
  'content types': {
    texts: { contentType: 'application/json' },
    text: { contentType: 'text/*, application/json' },
    integer: { contentType: 'application/json' },
    nothing: { contentType: 'application/vnd.x+json' },
    file: { contentType: 'image/png, image/jpeg' },
  },
};

function tried(mediaType: string, schema: JsonSchema, encoding: JsonObject, numRuns: number) {
  const how = { source: { schema }, encoding };
  const type = contentTypeOf(mediaType);
  const wrong: string[] = [];
  let formed = 0;
  for (const value of fc.sample(valid(schema), { numRuns, seed: 8 })) {
    if (lackOfBodyForm(type, value, how) !== undefined) continue;
    formed += 1;
    const bytes = encodeBody(type, value, how);
    const read = decodeBody(type, bytes, how);
    if (!equalJson(read, value))
      wrong.push(`${JSON.stringify(value)} as ${Buffer.from(bytes)} is read as ${JSON.stringify(read)}`);
  }
  return { wrong, formed };
}

describe('any valid value', () => {
  it.each([FORM, PARTS].flatMap((mediaType) => Object.keys(ENCODINGS).map((said) => ({ mediaType, said }))))(
    'in $mediaType with encodings $said is read as it was written',
    ({ mediaType, said }) => {
      const { wrong, formed } = tried(mediaType, formSchema(['text', 'tree']), ENCODINGS[said] ?? {}, 400);

      expect(wrong).toEqual([]);
      if (said !== 'styles') expect(formed).toBeGreaterThan(20);
    },
  );

  it.each([FORM, PARTS])('of one member in %s is read as it was written', (mediaType) => {
    for (const [name, member] of Object.entries(MEMBERS)) {
      const schema = {
        type: 'object',
        required: [name],
        properties: { [name]: member },
        additionalProperties: false,
      };
      const { wrong } = tried(mediaType, schema, {}, 60);
      expect(wrong, name).toEqual([]);
    }
  });

  it.each(['application/json', 'application/problem+json; charset=utf-8', 'application/merge-patch+json'])(
    'as %s is read as it was written, and always has a form',
    (mediaType) => {
      expect(tried(mediaType, formSchema(['tree']), {}, 200)).toEqual({ wrong: [], formed: 200 });
      expect(tried(mediaType, MEMBERS['nothing'] ?? true, {}, 50)).toEqual({ wrong: [], formed: 50 });
    },
  );

  it.each([
    'text/plain',
    'text/plain; charset=utf-8',
    'text/csv; charset="ISO-8859-1"',
    'text/plain; charset=us-ascii',
    'text/plain; charset=utf-16le',
    'application/octet-stream',
    'application/x-ndjson',
  ])('as %s is read as it was written', (mediaType) => {
    for (const schema of [ANY, { type: 'integer' }, { type: 'number' }, { type: 'boolean' }]) {
      const { wrong, formed } = tried(mediaType, schema, {}, 200);
      expect(wrong).toEqual([]);
      expect(formed).toBeGreaterThan(20);
    }
  });

  it('in a form is what another reader finds', async () => {
    const schema = { type: 'object', additionalProperties: ANY };

    for (const value of fc.sample(valid(schema), { numRuns: 200, seed: 3 })) {
      const bytes = encodeBody(FORM, value);
      expect(Object.fromEntries(new URLSearchParams(Buffer.from(bytes).toString()))).toEqual(value);
      if (lackOfBodyForm(PARTS, value) !== undefined || Object.keys(value as object).length === 0) continue;
      const parts = new Response(Buffer.from(encodeBody(PARTS, value)), {
        headers: { 'content-type': contentTypeOf(PARTS) },
      });
      expect(Object.fromEntries(await parts.formData())).toEqual(value);
    }
  });
});

describe('a part', () => {
  const parts = (value: Json, schema: JsonSchema = true, encoding: JsonObject = {}): string[] =>
    Buffer.from(encodeBody('multipart/form-data; boundary=X', value, { source: { schema }, encoding }))
      .toString()
      .split('--X')
      .slice(1, -1);
  const of = (member: JsonSchema): JsonSchema => ({ properties: { m: member } });

  // The table of default content types of OpenAPI 3.1.1, Encoding Object.
  it.each<[string, JsonSchema, Json, string | undefined]>([
    ['text', { type: 'string' }, 'x', undefined],
    [
      'text with an encoding',
      { type: 'string', contentEncoding: 'base64' },
      'eA==',
      'application/octet-stream',
    ],
    ['binary of OpenAPI 3.0', { type: 'string', format: 'binary' }, 'x', 'application/octet-stream'],
    ['text of no type', { description: 'anything' }, 'x', 'application/octet-stream'],
    ['a number', { type: 'number' }, 5, undefined],
    ['a boolean', { type: 'boolean' }, true, undefined],
    ['an object', { type: 'object' }, { a: 1 }, 'application/json'],
    ['a list of texts', { type: 'array', items: { type: 'string' } }, ['x'], undefined],
    ['a list of objects', { type: 'array', items: { type: 'object' } }, [{}], 'application/json'],
    [
      'a list of files',
      { type: 'array', items: { type: 'string', format: 'binary' } },
      ['x'],
      'application/octet-stream',
    ],
  ])('of %s has the content type of its kind', (_, schema, value, type) => {
    const [part = ''] = parts({ m: value }, of(schema));

    expect(/Content-Type: (.*)\r/.exec(part)?.[1]).toBe(type);
    expect(part.includes('; filename="m"')).toBe(type === 'application/octet-stream');
  });

  it('is of the first content type that is stated, with the headers that are shown', () => {
    const encoding = {
      m: {
        contentType: 'image/png, image/*',
        headers: {
          'X-Shown': { example: 5 },
          'X-Fixed': { required: true, schema: { enum: ['a', 'b'] } },
          'X-Open': { schema: { type: 'string' } },
          'Content-Type': { example: 'text/plain' },
        },
      },
    };

    expect(parts({ m: 'x' }, true, encoding)).toEqual([
      '\r\nContent-Disposition: form-data; name="m"; filename="m"\r\nContent-Type: image/png\r\nX-Shown: 5\r\nX-Fixed: a\r\n\r\nx\r\n',
    ]);
  });

  it('of JSON that is stated holds a text in quotes', () => {
    expect(parts({ m: 'x' }, true, { m: { contentType: 'application/json' } })[0]).toContain(
      '\r\n\r\n"x"\r\n',
    );
  });
});

describe('a value without a form', () => {
  it.each<[string, string, Json, JsonObject]>([
    ['a form is an object', FORM, ['x'], {}],
    ['a: null has no form there', FORM, { a: null }, {}],
    ['a: null has no form in a part', PARTS, { a: null }, {}],
    ['a: null has no form within a list', FORM, { a: [null] }, {}],
    ['a: a list within a list has no form', PARTS, { a: [['x']] }, {}],
    ['a: an empty list leaves nothing on the wire', FORM, { a: [] }, {}],
    ['a: an object has no form in text/plain', FORM, { a: {} }, { a: { contentType: 'text/plain' } }],
    ['a: an object has no form in image/png', PARTS, { a: {} }, { a: { contentType: 'image/png' } }],
    [
      'a: a list within an object has no form in a style',
      FORM,
      { a: { b: [1] } },
      { a: { style: 'deepObject' } },
    ],
    [
      'a: members of an exploded object cannot be told from those of the form',
      FORM,
      { a: { b: 1 } },
      { a: { style: 'form' } },
    ],
    ['a: a part of a style is not supported', PARTS, { a: ['x'] }, { a: { style: 'form', explode: false } }],
    [
      'a: nothing shows what its header X-A holds',
      PARTS,
      { a: 'x' },
      { a: { headers: { 'X-A': { required: true } } } },
    ],
    ['a%22: its name would be read as another', PARTS, { 'a%22': 'x' }, {}],
    ['it holds the boundary of its parts', 'multipart/form-data; boundary=X', { a: 'x\r\n--X' }, {}],
    ['an object has no form in text/plain', 'text/plain', {}, {}],
    ['a list has no form in application/x-ndjson', 'application/x-ndjson', ['x'], {}],
    ['the text has characters that us-ascii has not', 'text/plain; charset=us-ascii', 'é', {}],
    ['the character set koi8-r is not known', 'text/plain; charset=koi8-r', 'x', {}],
    ['a: half of a surrogate pair has no UTF-8', FORM, { a: ['\ud800'] }, {}],
  ])('is told: %s', (why, mediaType, value, encoding) => {
    expect(lackOfBodyForm(mediaType, value, { encoding })).toBe(why);
  });
});
