import { describe, expect, it } from 'vitest';
import { rawFaults, spoilt } from '../../generators/wire/index.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import { prismCannotShow } from './cannot-show.ts';
import { body, CLOSED, exchange, INTEGER, JSON_TYPE, LIST, posts, query } from './test-support.ts';

const RANGE: JsonObject = {
  type: 'object',
  properties: { a: { type: 'integer', maximum: 9 }, t: { type: 'string' } },
};
const refusing = {
  ...body(RANGE),
  responses: {
    200: { description: 'Done.' },
    400: { description: 'Refused.', 'x-assay-refuses': ['body'] },
    415: { description: 'Of another type.', 'x-assay-refuses': ['media-type'] },
  },
};

const SHOWN_BODIES: readonly { keyword: string; expected?: Json; schema: JsonObject; value: Json }[] = [
  { keyword: 'type', schema: { type: 'object' }, value: [] },
  { keyword: 'type', schema: { type: 'object' }, value: null },
  { keyword: 'required', schema: { required: ['a'] }, value: {} },
  { keyword: 'additionalProperties', schema: CLOSED, value: { a: 1, z: 1 } },
  { keyword: 'enum', schema: { enum: ['a'] }, value: 'b' },
  { keyword: 'const', schema: { const: 'a' }, value: 'b' },
  { keyword: 'minimum', schema: { minimum: 2 }, value: 1 },
  { keyword: 'exclusiveMaximum', schema: { exclusiveMaximum: 2 }, value: 2 },
  { keyword: 'multipleOf', expected: 3, schema: { multipleOf: 3 }, value: 4 },
  { keyword: 'maxLength', schema: { maxLength: 1 }, value: 'ab' },
  { keyword: 'pattern', expected: '^a$', schema: { pattern: '^a$' }, value: 'b' },
  { keyword: 'uniqueItems', schema: { uniqueItems: true }, value: [1, 1] },
  { keyword: 'maxItems', schema: { maxItems: 1 }, value: [1, 2] },
  { keyword: 'minContains', schema: { contains: { const: 1 }, minContains: 2 }, value: [1] },
  { keyword: 'prefixItems', schema: { prefixItems: [INTEGER] }, value: ['a'] },
  { keyword: 'dependentRequired', schema: { dependentRequired: { a: ['b'] } }, value: { a: 1 } },
  {
    keyword: 'unevaluatedProperties',
    schema: { allOf: [{ properties: { a: {} } }], unevaluatedProperties: false },
    value: { b: 1 },
  },
  { keyword: 'propertyNames', schema: { propertyNames: { maxLength: 1 } }, value: { ab: 1 } },
  { keyword: 'oneOf', schema: { oneOf: [{ type: 'string' }, { type: 'integer' }] }, value: 1.5 },
  { keyword: 'not', schema: { not: { const: 1 } }, value: 1 },
  { keyword: 'type', schema: { properties: { a: { type: 'integer', readOnly: true } } }, value: { a: 'x' } },
  ...[
    'date',
    'date-time',
    'time',
    'duration',
    'email',
    'hostname',
    'ipv4',
    'ipv6',
    'uri',
    'uuid',
    'regex',
    'byte',
  ].map((format) => ({ keyword: 'format', expected: format, schema: { format }, value: '(_' })),
];

describe('what the mock shows', () => {
  it.each(SHOWN_BODIES)(
    'a body that breaks $keyword of $schema',
    async ({ keyword, expected, schema, value }) => {
      const seen = await exchange({ operation: body(schema), sent: '/t', as: posts(JSON.stringify(value)) });

      expect(seen.status).toBe(400);
      expect(prismCannotShow({ kind: 'body', mediaType: JSON_TYPE, keyword, expected })).toBeUndefined();
    },
  );

  it.each([
    { kind: 'query', keyword: 'required', schema: INTEGER, sent: '/t', required: true },
    { kind: 'query', keyword: 'type', schema: INTEGER, sent: '/t?n=abc', value: 'abc' },
    { kind: 'query', keyword: 'type', schema: INTEGER, sent: '/t?n=1.5', value: '1.5', expected: 'integer' },
    { kind: 'query', keyword: 'maximum', schema: { type: 'integer', maximum: 9 }, sent: '/t?n=10' },
    { kind: 'query', keyword: 'enum', schema: { enum: ['a'] }, sent: '/t?n=b' },
    { kind: 'query', keyword: 'maxItems', schema: LIST, sent: '/t?n=1&n=2&n=3' },
    { kind: 'query', keyword: 'uniqueItems', schema: { ...LIST, uniqueItems: true }, sent: '/t?n=1&n=1' },
    {
      kind: 'query',
      keyword: 'type',
      schema: LIST,
      sent: '/t?n=1%20x',
      style: 'spaceDelimited',
      where: '/1',
    },
    { kind: 'query', keyword: 'maxItems', schema: LIST, sent: '/t?n=1|2|3', style: 'pipeDelimited' },
    { kind: 'query', keyword: 'type', schema: CLOSED, sent: '/t?n[a]=x', style: 'deepObject', where: '/a' },
  ] as const)('$kind $keyword: $sent', async ({ sent, schema, ...fault }) => {
    const style = 'style' in fault ? { style: fault.style, explode: fault.style === 'deepObject' } : {};
    const seen = await exchange({
      operation: query('n', { schema: { ...schema } as JsonObject, required: 'required' in fault, ...style }),
      sent,
    });

    expect(seen.status).toBe(400);
    expect(prismCannotShow(fault)).toBeUndefined();
  });

  it.each([
    { kind: 'media-type', mediaType: 'text/plain' },
    { kind: 'method' },
    { kind: 'credentials', keyword: 'missing' },
  ] as const)('$kind', (fault) => {
    expect(prismCannotShow(fault)).toBeUndefined();
  });

  it.each(['junk', 'a/b/c', 'application/', '/json', 'text/plain'])(
    'a body of the media type %s',
    async (mediaType) => {
      const seen = await exchange({ operation: refusing, sent: '/t', as: posts('{}', mediaType) });

      expect(seen.status, seen.text).toBe(415);
      expect(prismCannotShow({ kind: 'media-type', mediaType })).toBeUndefined();
    },
  );

  it('a body without a media type', async () => {
    const as = { method: 'POST', body: '{}' };

    const seen = await exchange({ operation: refusing, sent: '/t', as });

    expect(seen.status, seen.text).toBe(415);
  });

  it.each(rawFaults(JSON_TYPE).filter(({ keyword, kind }) => keyword !== 'duplicate' && kind === 'body'))(
    'a raw fault of JSON: $what',
    async ({ what, keyword, refusal }) => {
      const value = { a: 1, t: 'x' };
      const at = /string|escape|Latin|UTF-8|surrogate/.test(what) ? '/t' : '/a';
      const raw = spoilt(
        { mediaType: JSON_TYPE, bytes: Buffer.from(JSON.stringify(value)), value },
        { what, at },
      );

      const seen = await exchange({
        operation: { ...body(RANGE), responses: refusing.responses },
        sent: '/t',
        as: { method: 'POST', body: raw?.bytes ?? '', headers: { 'content-type': raw?.mediaType ?? '' } },
      });

      expect(seen.status, seen.text).toBe(400);
      if (refusal !== 'open') {
        expect(prismCannotShow({ kind: 'body', keyword, mediaType: JSON_TYPE })).toBeUndefined();
      }
    },
  );
});
