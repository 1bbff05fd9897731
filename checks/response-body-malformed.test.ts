import { describe, expect, it } from 'vitest';
import { inWords } from '../model/in-words.ts';
import type { JsonObject } from '../model/json.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { type ExchangeParts, operationOf } from '../test/support/tiny-exchange.ts';
import { responseBodyMalformed } from './response-body-malformed.ts';
import { judgedExchange, refusalOf } from './testing/exchanges.ts';
import { NO_REPLY } from './testing/no-reply.ts';
import { contractOf } from './testing/one-operation.ts';

const contract = tinyContract();
const CUT = {
  contentType: 'application/json',
  bytes: Buffer.from('{"ok": ['),
  malformed: 'Unexpected end of JSON input',
} as const;

function judged(id: string, parts: Partial<ExchangeParts>, by = contract) {
  return judgedExchange(responseBodyMalformed, by, id, { status: 200, ...parts });
}

describe('a JSON body', () => {
  it('is one', () => {
    expect(judged('GET /health', { json: { ok: true } })).toEqual([
      { operation: 'GET /health', verdict: 'holds' },
    ]);
  });

  it('is none where it cannot be read', () => {
    expect(judged('GET /health', CUT)).toMatchObject([
      {
        verdict: 'broken',
        broken: [
          {
            statement: {
              pointer: '/paths/~1health/get/responses/200/content/application~1json',
              keyword: 'content',
            },
            level: 'must',
            instance: null,
            message: 'the body is no JSON: Unexpected end of JSON input',
            expected: inWords('a JSON body'),
            received: '{"ok": [',
          },
        ],
      },
    ]);
  });

  it('is missing where nothing else is documented', () => {
    expect(judged('GET /health', {})[0]?.broken).toMatchObject([
      { message: 'answered 200 with an empty body where JSON is documented', received: '' },
    ]);
  });

  it('is shown by its beginning', () => {
    const bytes = Buffer.from('['.repeat(300));

    expect(judged('GET /health', { ...CUT, bytes })[0]?.broken?.[0]?.received).toBe('['.repeat(200));
  });

  it('is judged where it is announced and not documented', () => {
    expect(judged('GET /health', { ...CUT, status: 500 })[0]?.broken).toMatchObject([
      { statement: { pointer: '/paths/~1health/get/responses/500/content', keyword: 'content' } },
    ]);
  });

  it.each([
    [418, 'must'],
    [500, 'may'],
    [429, 'may'],
  ])('of a default with %i binds as %s', (status, level) => {
    expect(judged('GET /notes', { ...CUT, status })[0]?.broken?.[0]?.level).toBe(level);
  });

  it('of another charset is left to another check, unless it was cut', () => {
    const latin = { ...CUT, bytes: Buffer.from('"Tür', 'latin1') };

    expect(judged('GET /health', latin)).toEqual([]);
    expect(judged('GET /health', { ...latin, truncated: true })).toMatchObject([{ verdict: 'broken' }]);
  });

  it.each<[string, string, Partial<ExchangeParts>]>([
    ['an empty body where none is documented', 'GET /health', { status: 500 }],
    ['another media type', 'GET /health', { ...CUT, contentType: 'text/plain' }],
    ['an undocumented status', 'GET /health', { ...CUT, status: 299 }],
    ['no reply', 'GET /health', NO_REPLY],
  ])('is not judged: %s', (_, id, parts) => {
    expect(judged(id, parts)).toEqual([]);
  });

  it('is judged as part of an exchange alone', () => {
    const trace = refusalOf(contract, 'GET /health', { ...CUT, status: 200 });

    expect(responseBodyMalformed.judge(trace, contract)).toEqual([]);
  });
});

describe('an empty body', () => {
  const schema = {};

  function emptyBy(content: JsonObject, method = 'get') {
    const own = contractOf({ [method]: { responses: { 200: { description: 'A.', content } } } });
    return judged(`${method.toUpperCase()} /a`, {}, own).map(({ verdict }) => verdict);
  }

  it('breaks where all documented content is JSON with a schema', () => {
    expect(emptyBy({ 'application/json': { schema }, 'application/a+json': { schema } })).toEqual(['broken']);
  });

  it.each<[string, JsonObject]>([
    ['is not all JSON', { 'application/json': { schema }, 'text/plain': { schema } }],
    ['has no schema', { 'application/json': {} }],
    ['has no schema for one of two', { 'application/json': { schema }, 'application/a+json': {} }],
    ['is no JSON', { 'text/plain': { schema } }],
  ])('may be where the content %s', (_, content) => {
    expect(emptyBy(content)).toEqual([]);
  });

  it('is right for a HEAD', () => {
    expect(emptyBy({ 'application/json': { schema } }, 'head')).toEqual([]);
  });
});

it('JSON is looked for where a schema describes it', () => {
  const applies = (id: string) => responseBodyMalformed.applies(operationOf(contract, id), contract);

  expect(applies('GET /health')).toBe(true);
  expect(applies('DELETE /session')).toBe(false);
});
