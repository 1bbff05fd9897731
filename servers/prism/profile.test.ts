import { describe, expect, it } from 'vitest';
import { contentTypeOf, encodeBody, rawFaults, spoilt } from '../../generators/wire/index.ts';
import { prismCannotShow, type RequestFault } from './cannot-show.ts';
import { type MockLimitId, PRISM_PROFILE } from './profile.ts';
import {
  body,
  CLOSED,
  exchange,
  INTEGER,
  JSON_TYPE,
  LIST,
  posts,
  query,
  type Trial,
} from './test-support.ts';

const ONLY_SUCCESS = { 200: { description: 'Done.' } };
const FORM = 'application/x-www-form-urlencoded';
const PARTS = 'multipart/form-data';

/** A fault that the mock takes for none. */
interface Proof extends Trial {
  readonly fault?: RequestFault;
  readonly status?: number;
}

const PROOFS: Readonly<
  Record<Exclude<MockLimitId, 'state' | 'task-progress' | 'respond-async'>, readonly Proof[]>
> = {
  'own-refusals': [
    {
      operation: { ...query('n', { schema: INTEGER }), responses: ONLY_SUCCESS },
      sent: '/t?n=x',
      status: 422,
    },
    {
      operation: {
        requestBody: { content: { [JSON_TYPE]: { schema: { type: 'object' } } } },
        responses: ONLY_SUCCESS,
      },
      sent: '/t',
      as: posts('null'),
      status: 400,
    },
  ],
  invariants: [
    {
      operation: {
        ...query('n', { schema: INTEGER }),
        'x-assay-invariants': [{ id: 'small', cel: 'request.query.n < 5', message: 'n is small' }],
      },
      sent: '/t?n=7',
      fault: { kind: 'query', keyword: 'x-assay-invariants/small' },
    },
  ],
  'unmade-bodies': [
    {
      operation: {
        responses: {
          200: {
            description: 'Done.',
            content: { [JSON_TYPE]: { schema: { oneOf: [{ type: 'object' }, { type: 'object' }] } } },
          },
        },
      },
      sent: '/t',
    },
  ],
  'credential-values': [
    {
      operation: { security: [{ key: [] }] },
      more: { components: { securitySchemes: { key: { type: 'http', scheme: 'basic' } } } },
      sent: '/t',
      as: { headers: { authorization: 'Basic bm9ib2R5Ondyb25n' } },
      fault: { kind: 'credentials', keyword: 'wrong' },
    },
  ],
  'cookie-parameters': [
    {
      operation: { parameters: [{ in: 'cookie', name: 'c', required: true, schema: INTEGER }] },
      sent: '/t',
      fault: { kind: 'cookie', keyword: 'required' },
    },
  ],
  'content-parameters': [
    {
      operation: query('f', { content: { [JSON_TYPE]: { schema: CLOSED } } }),
      sent: '/t?f=zzz',
      fault: { kind: 'query', keyword: 'type', mediaType: JSON_TYPE },
    },
    {
      operation: {
        parameters: [{ in: 'header', name: 'X-F', content: { [JSON_TYPE]: { schema: CLOSED } } }],
      },
      sent: '/t',
      as: { headers: { 'x-f': 'zzz' } },
      fault: { kind: 'header', keyword: 'type', mediaType: JSON_TYPE },
    },
  ],
  'list-headers': [
    {
      operation: { parameters: [{ in: 'header', name: 'X-F', schema: LIST }] },
      sent: '/t',
      as: { headers: { 'x-f': 'x' } },
      fault: { kind: 'header', keyword: 'type', expected: 'integer', where: '/0' },
    },
  ],
  'media-type-parameters': [
    {
      operation: body({ type: 'object' }),
      sent: '/t',
      as: posts('{}', 'application/json; charset=utf-16'),
      fault: { kind: 'media-type', mediaType: 'application/json; charset=utf-16' },
    },
  ],
  'media-type-suffix': [
    {
      operation: body({ type: 'object' }),
      sent: '/t',
      as: posts('{}', 'application/problem+json'),
      fault: { kind: 'media-type', mediaType: 'application/problem+json' },
    },
  ],
  'media-type-without-body': [
    {
      operation: { requestBody: { content: { [JSON_TYPE]: { schema: { type: 'object' } } } } },
      sent: '/t',
      as: { method: 'POST', headers: { 'content-type': 'text/plain' } },
      fault: { kind: 'media-type', mediaType: 'text/plain', where: 'no-body' },
    },
  ],
  'unknown-query': [{ operation: {}, sent: '/t?zzz=1', fault: { kind: 'query', keyword: 'unknown' } }],
  'empty-query': [
    {
      operation: query('n', { schema: { type: 'string', minLength: 1 } }),
      sent: '/t?n=',
      fault: { kind: 'query', keyword: 'minLength', expected: 1, value: '' },
    },
  ],
  'number-spelling': ['0x10', '1e3', '5.0', ' 5'].flatMap((value): Proof[] => [
    {
      operation: query('n', { schema: INTEGER }),
      sent: `/t?n=${encodeURIComponent(value)}`,
      fault: { kind: 'query', keyword: 'type', expected: 'integer', value },
    },
    {
      operation: body({ type: 'object', properties: { a: INTEGER } }, FORM),
      sent: '/t',
      as: posts(`a=${encodeURIComponent(value)}`, FORM),
      fault: { kind: 'body', mediaType: FORM, keyword: 'type', expected: 'integer', where: '/a', value },
    },
  ]),
  'query-objects': [
    {
      operation: query('f', { style: 'deepObject', explode: true, schema: CLOSED }),
      sent: '/t?f[a]=1&f[z]=1',
      fault: { kind: 'query', style: 'deepObject', keyword: 'additionalProperties', where: '' },
    },
    {
      operation: query('f', { style: 'deepObject', explode: true, schema: CLOSED }),
      sent: '/t?f[Big]=1',
      fault: { kind: 'query', style: 'deepObject', keyword: 'required', where: '' },
    },
    {
      operation: query('f', { style: 'form', explode: true, schema: CLOSED }),
      sent: '/t?a=1&Big=x',
      fault: { kind: 'query', style: 'form', keyword: 'type', where: '/Big', value: 'x' },
    },
    {
      operation: query('f', { style: 'pipeDelimited', explode: false, schema: CLOSED }),
      sent: '/t?f=a%7Cx',
      fault: { kind: 'query', style: 'pipeDelimited', keyword: 'type', where: '/a', value: 'x' },
    },
  ],
  'encoded-comma': [{ operation: query('n', { explode: false, schema: LIST }), sent: '/t?n=1%2C2' }],
  'form-members': [
    {
      operation: body(CLOSED, FORM),
      sent: '/t',
      as: posts('a=1&z=1', FORM),
      fault: { kind: 'body', mediaType: FORM, keyword: 'additionalProperties', where: '' },
    },
  ],
  'form-structures': [
    {
      operation: body({ type: 'object', properties: { l: LIST } }, FORM),
      sent: '/t',
      as: posts('l=x', FORM),
      fault: {
        kind: 'body',
        mediaType: FORM,
        keyword: 'type',
        expected: 'integer',
        where: '/l/0',
        value: 'x',
      },
    },
  ],
  'form-encoding': [
    {
      operation: body({ type: 'object', properties: { s: { type: 'string' } } }, FORM),
      sent: '/t',
      as: posts('s=%zz', FORM),
      fault: { kind: 'body', mediaType: FORM, keyword: 'encoding', where: '/s' },
    },
  ],
  'multipart-syntax': rawFaults(PARTS)
    .filter(({ form, kind }) => form === 'multipart' && kind === 'body')
    .map(({ what }): Proof => {
      const mediaType = contentTypeOf(PARTS);
      const value = { a: 'x' };
      const raw = spoilt({ mediaType, bytes: encodeBody(mediaType, value), value }, { what });
      return {
        operation: body({ type: 'object', properties: { a: { type: 'string' } } }, PARTS),
        sent: '/t',
        as: posts(Buffer.from(raw?.bytes ?? []).toString(), raw?.mediaType),
        fault: { kind: 'body', keyword: 'content', mediaType: PARTS },
      };
    }),
  discriminator: [
    {
      operation: body({
        oneOf: [CLOSED, { type: 'object', required: ['b'] }],
        discriminator: { propertyName: 'kind' },
      }),
      sent: '/t',
      as: posts('{"a": 1}'),
      fault: { kind: 'body', mediaType: JSON_TYPE, keyword: 'discriminator' },
    },
  ],
  formats: ['idn-email', 'idn-hostname', 'iri', 'iri-reference', 'vendor-own'].map((format) => ({
    operation: body({ type: 'string', format }),
    sent: '/t',
    as: posts('"\\\\ -"'),
    fault: { kind: 'body', keyword: 'format', expected: format },
  })),
  fractions: [
    {
      operation: body({ type: 'number', multipleOf: 0.01 }),
      sent: '/t',
      as: posts('0.071'),
      fault: { kind: 'body', keyword: 'multipleOf', expected: 0.01 },
    },
  ],
  patterns: [
    {
      operation: body({ type: 'string', pattern: '^[\\w-.]+$' }),
      sent: '/t',
      as: posts('"!"'),
      fault: { kind: 'body', keyword: 'pattern', expected: '^[\\w-.]+$' },
    },
  ],
  'duplicate-members': [
    {
      operation: body(CLOSED),
      sent: '/t',
      as: posts('{"a": "x", "a": 1}'),
      fault: { kind: 'body', mediaType: JSON_TYPE, keyword: 'duplicate' },
    },
  ],
  throws: [
    {
      path: '/t/{id}',
      operation: { parameters: [{ in: 'path', name: 'id', required: true, schema: INTEGER }] },
      sent: '/t/%zz',
      fault: { kind: 'path', keyword: 'encoding' },
      status: 500,
    },
    {
      path: '/t/{id}',
      operation: {
        parameters: [{ in: 'path', name: 'id', required: true, style: 'matrix', schema: INTEGER }],
      },
      sent: '/t/1',
      fault: { kind: 'path', style: 'matrix', keyword: 'style' },
      status: 500,
    },
  ],
};

describe('the profile of the mock', () => {
  const proofs = Object.entries(PROOFS).flatMap(([id, list]) => list.map((proof) => ({ id, ...proof })));

  it.each(proofs)('cannot show $id: $sent $fault', async ({ id, ...proof }) => {
    const seen = await exchange(proof);

    expect(seen.status, seen.text).toBe(proof.status ?? 200);
    if (proof.fault) expect(prismCannotShow(proof.fault)?.id).toBe(id);
  });

  it('has a proof of each entry, here or in start.test.ts', () => {
    const proved = [...Object.keys(PROOFS), 'state', 'task-progress', 'respond-async'];

    expect(proved.sort()).toEqual(PRISM_PROFILE.map(({ id }) => id).sort());
  });
});
