import { describe, expect, it } from 'vitest';
import { inWords } from '../model/in-words.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { type ExchangeParts, exchangeOf, operationOf } from '../test/support/tiny-exchange.ts';
import { responseBodySchemaViolation } from './response-body-schema-violation.ts';
import { judgedExchange, refusalOf } from './testing/exchanges.ts';
import { NO_REPLY } from './testing/no-reply.ts';
import { contractOf } from './testing/one-operation.ts';

const contract = tinyContract();
const NOTE = { id: 'n1', title: 'a', status: 'open' };

function judged(id: string, status: number, json: Json, more: Partial<ExchangeParts> = {}) {
  return judgedExchange(responseBodySchemaViolation, contract, id, { status, json, ...more });
}

describe('a body', () => {
  it('is as its schema says', () => {
    expect(judged('POST /notes', 201, NOTE)).toEqual([{ operation: 'POST /notes', verdict: 'holds' }]);
  });

  it('lacks a member', () => {
    expect(judged('POST /notes', 201, { id: 'n1', title: 'a' })).toMatchObject([
      {
        verdict: 'broken',
        broken: [
          {
            statement: { pointer: '/components/schemas/Note/properties/status', keyword: 'required' },
            level: 'may',
            instance: '',
            message: "the body must have required property 'status'",
            expected: inWords('the member "status"'),
            received: ['id', 'title'],
          },
        ],
      },
    ]);
  });

  it.each<[string, JsonObject, string, JsonObject, Json]>([
    ['another type', { ...NOTE, title: 7 }, '/title', { type: 'string' }, 7],
    ['null', { ...NOTE, title: null }, '/title', { type: 'string' }, null],
    ['an item of another type', { ...NOTE, tags: ['a', 1] }, '/tags/1', { type: 'string' }, 1],
    ['another text', { ...NOTE, status: 'shut' }, '/status', { enum: ['open', 'done'] }, 'shut'],
  ])('has %s', (_, json, instance, expected, received) => {
    const [judgement] = judged('POST /notes', 201, json);

    expect(judgement?.broken).toMatchObject([{ level: 'must', instance, expected, received }]);
    expect(judgement?.broken?.[0]?.message).toMatch(new RegExp(`^${instance} must be `));
  });

  it('breaks several keywords', () => {
    const [judgement] = judged('POST /notes', 201, { ...NOTE, title: 7, priority: 9 });

    expect(judgement?.broken?.map(({ instance, level }) => `${instance} ${level}`)).toEqual([
      '/title must',
      '/priority should',
    ]);
  });

  it.each([
    [418, 'must'],
    [500, 'may'],
  ])('of a default with %i binds as %s', (status, level) => {
    expect(judged('GET /notes', status, {})[0]?.broken?.[0]?.level).toBe(level);
  });

  it.each<[string, ExchangeParts]>([
    ['no body', { status: 200 }],
    ['a media type that is not documented', { status: 200, json: {}, contentType: 'text/x+json' }],
    ['a status that is not documented', { status: 299, json: {} }],
    ['a response without content', { status: 500, json: {} }],
    ['no reply', NO_REPLY],
  ])('is not judged: %s', (_, parts) => {
    expect(judgedExchange(responseBodySchemaViolation, contract, 'GET /health', parts)).toEqual([]);
  });

  it('is not judged: of no media type, or in another trace', () => {
    const { reply, ...rest } = exchangeOf(contract, 'GET /health', { status: 200, json: {} });
    if (!reply) throw new Error('no reply');
    const exchange = { ...rest, reply: { ...reply, contentType: undefined } };
    const refusal = refusalOf(contract, 'GET /health', { status: 200, json: {} });

    expect(responseBodySchemaViolation.judge({ kind: 'exchange', exchange }, contract)).toEqual([]);
    expect(responseBodySchemaViolation.judge(refusal, contract)).toEqual([]);
  });
});

describe('a schema', () => {
  function judgedBy(schema: JsonObject | undefined, json: Json) {
    const content = { 'application/json': schema === undefined ? {} : { schema } };
    const own = contractOf({ get: { responses: { 200: { description: 'A.', content } } } });
    return judgedExchange(responseBodySchemaViolation, own, 'GET /a', { status: 200, json });
  }

  it('may ask for a member beside another one, or for no other', () => {
    const schema = {
      dependentRequired: { a: ['b'] },
      properties: { a: {}, b: {}, d: { required: ['e'] } },
      additionalProperties: false,
    };

    expect(judgedBy(schema, { a: 1, c: 2, d: {} })[0]?.broken).toMatchObject([
      { instance: '', expected: { additionalProperties: false }, received: { a: 1, c: 2, d: {} } },
      { instance: '/d', expected: inWords('the member "e"'), received: [] },
      { instance: '', expected: inWords('the member "b"'), received: ['a', 'c', 'd'] },
    ]);
  });

  it('that cannot be used decides nothing', () => {
    expect(judgedBy({ pattern: '(' }, 'a')).toEqual([
      {
        operation: 'GET /a',
        verdict: 'not-decidable',
        why: expect.stringMatching(
          /^the schema at \/paths\/~1a\/get\/responses\/200\/content\/application~1json\/schema cannot be used: .*regular expression/,
        ),
      },
    ]);
  });

  it('that is not there says nothing', () => {
    expect(judgedBy(undefined, 'a')).toEqual([]);
  });

  it('is looked for', () => {
    const applies = (id: string) => responseBodySchemaViolation.applies(operationOf(contract, id), contract);

    expect(applies('GET /health')).toBe(true);
    expect(applies('DELETE /session')).toBe(false);
  });
});
