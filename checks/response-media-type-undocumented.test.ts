import { expect, it } from 'vitest';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { type ExchangeParts, operationOf } from '../test/support/tiny-exchange.ts';
import { responseMediaTypeUndocumented } from './response-media-type-undocumented.ts';
import { judgedExchange, refusalOf } from './testing/exchanges.ts';
import { NO_REPLY } from './testing/no-reply.ts';

const contract = tinyContract();
const BYTES = Buffer.from('a');

function judged(id: string, parts: Partial<ExchangeParts>) {
  return judgedExchange(responseMediaTypeUndocumented, contract, id, { status: 200, bytes: BYTES, ...parts });
}

it('a body comes in a documented type', () => {
  expect(judged('GET /health', { contentType: 'application/json; charset=utf-8' })).toEqual([
    { operation: 'GET /health', verdict: 'holds' },
  ]);
});

it.each<[string, ExchangeParts['contentType'], string, string]>([
  ['another type', 'text/html', 'answered 200 with text/html', 'must'],
  ['no type', undefined, 'answered 200 with a body of no named type', 'should'],
])('a body comes in %s', (_, contentType, message, level) => {
  const parts = contentType === undefined ? {} : { contentType };

  expect(judged('GET /health', parts)).toMatchObject([
    {
      verdict: 'broken',
      broken: [
        {
          statement: { pointer: '/paths/~1health/get/responses/200/content', keyword: 'content' },
          level,
          instance: null,
          message,
          expected: ['application/json'],
          received: contentType ?? null,
        },
      ],
    },
  ]);
});

it.each([
  [418, 'must'],
  [500, 'may'],
])('a default with %i binds as %s', (status, level) => {
  const [judgement] = judged('GET /notes', { status, contentType: 'text/html' });

  expect(judgement?.broken?.[0]?.level).toBe(level);
});

it.each<[string, Partial<ExchangeParts>]>([
  ['an empty body', { bytes: new Uint8Array() }],
  ['a response without content', { status: 500 }],
  ['an undocumented status', { status: 299 }],
  ['no reply', NO_REPLY],
])('%s is not judged', (_, parts) => {
  expect(judged('GET /health', { contentType: 'text/html', ...parts })).toEqual([]);
});

it('only exchanges are judged, of operations with content', () => {
  const trace = refusalOf(contract, 'GET /health', { status: 200, bytes: BYTES });
  const applies = (id: string) => responseMediaTypeUndocumented.applies(operationOf(contract, id), contract);

  expect(responseMediaTypeUndocumented.judge(trace, contract)).toEqual([]);
  expect(applies('GET /health')).toBe(true);
  expect(applies('DELETE /session')).toBe(false);
});
