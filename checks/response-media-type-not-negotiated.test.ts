import { expect, it } from 'vitest';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { type ExchangeParts, exchangeOf, operationOf } from '../test/support/tiny-exchange.ts';
import { responseMediaTypeNotNegotiated } from './response-media-type-not-negotiated.ts';
import { contractOf } from './testing/one-operation.ts';

const contract = contractOf({
  get: {
    responses: {
      200: { description: 'A.', content: { 'application/json': {} } },
      201: { description: 'B.', content: { 'text/plain': {} } },
      400: { description: 'No.', content: { 'text/csv': {} } },
    },
  },
});
const BODY = { bytes: Buffer.from('a') };

function exchangeFor(accept: string | undefined, status: number, parts: Partial<ExchangeParts>) {
  const request = { method: 'GET', parameters: [], credentials: 'valid' } as const;
  const planned = { request: accept === undefined ? request : { ...request, accept } };
  return exchangeOf(contract, 'GET /a', { ...BODY, status, planned, ...parts });
}

function judged(accept: string | undefined, status: number, parts: Partial<ExchangeParts> = {}) {
  const exchange = exchangeFor(accept, status, parts);
  return responseMediaTypeNotNegotiated.judge({ kind: 'exchange', exchange }, contract);
}

it.each<[string, string, number, Partial<ExchangeParts>]>([
  ['it comes', 'text/plain', 201, { contentType: 'text/plain' }],
  ['it comes in other letters', 'text/plain', 200, { contentType: ' Text/Plain ; charset=utf-8' }],
  ['it was asked for in other letters', 'TEXT/plain;q=1', 200, { contentType: 'text/plain' }],
  ['nothing comes', 'text/plain', 200, { bytes: new Uint8Array() }],
  ['another one comes for an undocumented one', 'text/csv', 200, { contentType: 'text/plain' }],
  ['an undocumented one is refused', 'text/csv', 406, {}],
])('%s', (_, accept, status, parts) => {
  expect(judged(accept, status, parts)).toEqual([{ operation: 'GET /a', verdict: 'holds' }]);
});

it.each<[string, number, Partial<ExchangeParts>, string, string]>([
  ['another type', 200, { contentType: 'application/json' }, 'application/json', '/200'],
  ['a body of no type', 299, {}, 'no named type', ''],
  ['a 406', 406, {}, '406', ''],
])('a documented one is answered with %s', (_, status, parts, came, response) => {
  expect(judged('text/plain', status, parts)).toMatchObject([
    {
      verdict: 'broken',
      broken: [
        {
          statement: { pointer: `/paths/~1a/get/responses${response}`, keyword: 'Accept' },
          level: 'should',
          instance: null,
          message: `asked for text/plain, which is documented, and was answered ${came}`,
          expected: 'text/plain',
          received: came,
        },
      ],
    },
  ]);
});

it.each([
  ['text/plain', 404],
  ['text/csv', 404],
  ['text/plain', 500],
])('a request for %s that is answered %i decides nothing', (accept, status) => {
  expect(judged(accept, status)).toEqual([
    {
      operation: 'GET /a',
      verdict: 'not-exercised',
      why: `the request for ${accept} was answered ${status}`,
    },
  ]);
});

it('nothing is judged where nothing was asked for, or no reply came, or in another trace', () => {
  const { reply: _, ...silent } = exchangeFor('text/plain', 200, {});
  const exchange = exchangeFor('text/plain', 406, {});

  expect(judged(undefined, 200)).toEqual([]);
  expect(responseMediaTypeNotNegotiated.judge({ kind: 'exchange', exchange: silent }, contract)).toEqual([]);
  expect(
    responseMediaTypeNotNegotiated.judge({ kind: 'refusal', exchange, control: undefined }, contract),
  ).toEqual([]);
});

it('only reads are asked', () => {
  const tiny = tinyContract();
  const applies = (id: string) => responseMediaTypeNotNegotiated.applies(operationOf(tiny, id), tiny);

  expect(applies('GET /notes')).toBe(true);
  expect(applies('POST /notes')).toBe(false);
});
