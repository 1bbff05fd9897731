import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../model/json.ts';
import type { HeaderField } from '../model/request.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { type ExchangeParts, operationOf } from '../test/support/tiny-exchange.ts';
import { responseHeaderSchemaViolation } from './response-header-schema-violation.ts';
import { judgedExchange, refusalOf } from './testing/exchanges.ts';
import { NO_REPLY } from './testing/no-reply.ts';
import { contractOf } from './testing/one-operation.ts';

const contract = tinyContract();
const id = 'GET /notes';

function judged(parts: Partial<ExchangeParts>) {
  return judgedExchange(responseHeaderSchemaViolation, contract, id, { status: 200, ...parts });
}

describe('a header', () => {
  it('is as its schema says', () => {
    expect(judged({ headers: [['x-total', '7']] })).toEqual([{ operation: id, verdict: 'holds' }]);
  });

  it('is not', () => {
    expect(judged({ headers: [['x-total', 'many']] })).toMatchObject([
      {
        verdict: 'broken',
        broken: [
          {
            statement: {
              pointer: '/paths/~1notes/get/responses/200/headers/X-Total/schema',
              keyword: 'type',
            },
            level: 'must',
            instance: null,
            message: 'the header X-Total must be integer',
            expected: { type: 'integer' },
            received: { 'X-Total': 'many' },
          },
        ],
      },
    ]);
  });

  it('is told beside others', () => {
    const headers: HeaderField[] = [
      ['X-Page', 'first'],
      ['X-Total', '1'],
      ['X-Total', '2'],
    ];

    expect(judged({ headers })[0]?.broken?.map(({ received, level }) => [received, level])).toEqual([
      [{ 'X-Total': '1, 2' }, 'must'],
      [{ 'X-Page': 'first' }, 'should'],
    ]);
  });

  it.each<[string, Partial<ExchangeParts>]>([
    ['none came', { headers: [['Date', 'now']] }],
    ['the status is not documented', { status: 299, headers: [['X-Total', 'many']] }],
    ['no reply', NO_REPLY],
  ])('is not judged: %s', (_, parts) => {
    expect(judged(parts)).toEqual([]);
  });

  it('is judged as part of an exchange alone', () => {
    const trace = refusalOf(contract, id, { status: 200, headers: [['X-Total', 'many']] });

    expect(responseHeaderSchemaViolation.judge(trace, contract)).toEqual([]);
  });
});

describe('a header by its declaration', () => {
  function judgedBy(header: JsonObject, values: string[], name = 'A', status = 200) {
    const key = status === 200 ? '200' : 'default';
    const own = contractOf({
      get: { responses: { [key]: { description: 'A.', headers: { [name]: header } } } },
    });
    const headers = values.map((value): HeaderField => [name, value]);
    return judgedExchange(responseHeaderSchemaViolation, own, 'GET /a', { status, headers });
  }

  const LIST = { schema: { type: 'array', items: { enum: ['a', 'b'] } } };
  const PAIRS = { schema: { type: 'object', properties: { a: { type: 'integer' } }, required: ['a'] } };

  it.each<[string, JsonObject, string[]]>([
    ['a list in several fields', LIST, ['a', 'b']],
    ['an object', PAIRS, ['a,1']],
    ['an object of pairs', { ...PAIRS, explode: true }, ['a=1']],
    ['a text of any type', { schema: { enum: ['7'] } }, ['7']],
    ['a number of any type', { schema: { enum: [7] } }, ['7']],
  ])('is right: %s', (_, header, values) => {
    expect(judgedBy(header, values)).toMatchObject([{ verdict: 'holds' }]);
  });

  it.each<[string, JsonObject, string[]]>([
    ['a list with something else', LIST, ['a', 'c']],
    ['pairs where there are none', PAIRS, ['a=1']],
    ['no pairs where there are', { ...PAIRS, explode: true }, ['a,1']],
    ['neither text nor number', { schema: { enum: [7, '8'] } }, ['9']],
  ])('is wrong: %s', (_, header, values) => {
    expect(judgedBy(header, values)).toMatchObject([{ verdict: 'broken' }]);
  });

  it('stands alone in each field of Set-Cookie', () => {
    const [judgement] = judgedBy({ schema: { pattern: '^a=' } }, ['a=1', 'b=2', 'a=3'], 'Set-Cookie');

    expect(judgement?.broken).toMatchObject([{ received: { 'Set-Cookie': 'b=2' } }]);
  });

  it.each([
    [418, 'must'],
    [500, 'may'],
  ])('of a default with %i binds as %s', (status, level) => {
    expect(judgedBy({ schema: { enum: ['a'] } }, ['b'], 'A', status)[0]?.broken?.[0]?.level).toBe(level);
  });

  it('is not decided by a schema that cannot be used', () => {
    expect(judgedBy({ schema: { pattern: '(' } }, ['a'])).toEqual([
      {
        operation: 'GET /a',
        verdict: 'not-decidable',
        why: expect.stringMatching(
          /^the schema at \/paths\/~1a\/get\/responses\/200\/headers\/A\/schema cannot be used: .*expression/,
        ),
      },
    ]);
  });

  it('is not judged where it is described as content', () => {
    expect(judgedBy({ content: { 'text/plain': { schema: { enum: ['a'] } } } }, ['b'])).toEqual([]);
  });
});

it('headers with a schema are looked for', () => {
  const headers = { A: { content: { 'text/plain': {} } } };
  const own = contractOf({ get: { responses: { 200: { description: 'A.', headers } } } });

  expect(responseHeaderSchemaViolation.applies(operationOf(contract, id), contract)).toBe(true);
  expect(responseHeaderSchemaViolation.applies(operationOf(contract, 'GET /health'), contract)).toBe(false);
  expect(responseHeaderSchemaViolation.applies(operationOf(own, 'GET /a'), own)).toBe(false);
});
