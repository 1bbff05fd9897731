import { describe, expect, it } from 'vitest';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { type ExchangeParts, exchangeOf, operationOf } from '../test/support/tiny-exchange.ts';
import { headDiffersFromGet } from './head-differs-from-get.ts';
import { refusalOf } from './testing/exchanges.ts';
import { NO_REPLY } from './testing/no-reply.ts';
import { contractOf } from './testing/one-operation.ts';

const contract = tinyContract();
const BODY: ExchangeParts = { status: 200, contentType: 'text/plain', bytes: Buffer.from('abc') };

function traceOf(head: ExchangeParts, get: ExchangeParts, by = contract, id = 'GET /health') {
  return {
    kind: 'head' as const,
    head: exchangeOf(by, id, { method: 'HEAD', ...head }),
    get: exchangeOf(by, id, get),
  };
}

function judged(head: ExchangeParts, get: ExchangeParts = BODY) {
  return headDiffersFromGet.judge(traceOf(head, get), contract);
}

describe('a HEAD', () => {
  it.each<[string, ExchangeParts, ExchangeParts]>([
    ['the same type', { status: 200, contentType: ' Text/Plain ;charset=utf-8' }, BODY],
    ['no type', { status: 204 }, BODY],
    ['a type where the GET has none', { status: 200, contentType: 'text/plain' }, { status: 200 }],
    ['another length', { status: 200, headers: [['content-length', '7']] }, BODY],
    ['no length of nothing', { status: 200, headers: [['content-length', '0']] }, { status: 204 }],
  ])('is alike: %s', (_, head, get) => {
    expect(judged(head, get)).toEqual([{ operation: 'GET /health', verdict: 'holds' }]);
  });

  it.each<[ExchangeParts, string, string, string | number, string | number]>([
    [{ status: 400 }, 'should', 'was answered 400, and the GET 200', 200, 400],
    [{ status: 302 }, 'should', 'was answered 302, and the GET 200', 200, 302],
    ...[404, 405, 501].map((status): [ExchangeParts, string, string, number, number] => [
      { status },
      'may',
      `was answered ${status}, and the GET 200`,
      200,
      status,
    ]),
    [
      { status: 200, contentType: 'text/html' },
      'should',
      'announces text/html, and the GET comes as text/plain',
      'text/plain',
      'text/html',
    ],
    [
      { status: 200, headers: [['Content-Length', '0']] },
      'should',
      'announces no content, and the GET has 3 bytes',
      3,
      0,
    ],
  ])('differs: %j', (head, level, message, expected, received) => {
    const trace = traceOf(head, BODY);

    expect(headDiffersFromGet.judge(trace, contract)).toMatchObject([
      {
        verdict: 'broken',
        broken: [
          {
            statement: { pointer: '/paths/~1health/get/responses', keyword: 'HEAD' },
            level,
            instance: null,
            message: `the HEAD ${message}`,
            expected,
            received,
            exchange: trace.head,
            steps: [trace.head, trace.get],
          },
        ],
      },
    ]);
  });

  it('may be unknown by a status of the contract', () => {
    const refused = { description: 'No.', 'x-assay-refuses': ['method'] };
    const own = contractOf({ get: { responses: { 200: { description: 'A.' }, 400: refused } } });
    const [judgement] = headDiffersFromGet.judge(traceOf({ status: 400 }, BODY, own, 'GET /a'), own);

    expect(judgement?.broken?.[0]?.level).toBe('may');
  });

  it.each<[string, ExchangeParts, ExchangeParts]>([
    ['the HEAD or the GET got no reply', NO_REPLY, BODY],
    ['the HEAD or the GET got no reply', { status: 200 }, NO_REPLY],
    ['the GET was answered 404', { status: 200 }, { status: 404 }],
    ['the HEAD was answered 429', { status: 429 }, BODY],
    ['the HEAD was answered 500', { status: 500 }, BODY],
  ])('is not decided: %s', (why, head, get) => {
    expect(judged(head, get)).toEqual([{ operation: 'GET /health', verdict: 'not-exercised', why }]);
  });
});

it('only a HEAD beside a GET that reads is judged', () => {
  const own = contractOf({
    get: { 'x-assay-effect': 'update', responses: { 200: { description: 'A.' } } },
    post: { 'x-assay-effect': 'read', responses: { 200: { description: 'A.' } } },
  });
  const applies = (id: string, by = own) => headDiffersFromGet.applies(operationOf(by, id), by);

  expect(headDiffersFromGet.judge(refusalOf(contract, 'GET /health', BODY), contract)).toEqual([]);
  expect(applies('GET /health', contract)).toBe(true);
  expect(applies('GET /a')).toBe(false);
  expect(applies('POST /a')).toBe(false);
});
