import { expect, it } from 'vitest';
import { inWords } from '../model/in-words.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { type ExchangeParts, operationOf } from '../test/support/tiny-exchange.ts';
import { responseContentForbidden } from './response-content-forbidden.ts';
import { judgedExchange, refusalOf } from './testing/exchanges.ts';
import { NO_REPLY } from './testing/no-reply.ts';

const contract = tinyContract();
const id = 'DELETE /session';

function judged(parts: ExchangeParts) {
  return judgedExchange(responseContentForbidden, contract, id, parts);
}

it.each<[string, ExchangeParts]>([
  ['204', { status: 204 }],
  ['205', { status: 205 }],
  ['205 with a length of nothing', { status: 205, headers: [['Content-Length', '0']] }],
])('a %s announces nothing', (_, parts) => {
  expect(judged(parts)).toEqual([{ operation: id, verdict: 'holds' }]);
});

it.each<[string, ExchangeParts, string, string, string]>([
  ['a length', { status: 204, headers: [['content-length', '2']] }, 'must', 'Content-Length', '2'],
  ['a length of nothing', { status: 204, headers: [['Content-Length', '0']] }, 'may', 'Content-Length', '0'],
  [
    'a coding',
    {
      status: 204,
      headers: [
        ['Content-Length', '0'],
        ['transfer-encoding', 'chunked'],
      ],
    },
    'must',
    'Transfer-Encoding',
    'chunked',
  ],
])('a 204 announces %s', (_, parts, level, name, value) => {
  expect(judged(parts)).toMatchObject([
    {
      verdict: 'broken',
      broken: [
        {
          statement: { pointer: '/paths/~1session/delete/responses/204', keyword: name },
          level,
          instance: null,
          message: `answered 204 with ${name}: ${value}`,
          expected: inWords('no content, and no header that announces one'),
          received: inWords(`${name}: ${value}`),
        },
      ],
    },
  ]);
});

it('a 205 has a body', () => {
  expect(judged({ status: 205, bytes: Buffer.from('ab') })[0]?.broken).toMatchObject([
    {
      statement: { pointer: '/paths/~1session/delete/responses', keyword: 'content' },
      level: 'must',
      message: 'answered 205 with a body of 2 bytes',
    },
  ]);
});

it('another reply is not judged, nor another trace', () => {
  const headers: ExchangeParts['headers'] = [['Content-Length', '2']];

  expect(judged({ status: 200, headers })).toEqual([]);
  expect(judged(NO_REPLY)).toEqual([]);
  expect(responseContentForbidden.judge(refusalOf(contract, id, { status: 204, headers }), contract)).toEqual(
    [],
  );
  expect(responseContentForbidden.applies(operationOf(contract, id), contract)).toBe(true);
});
