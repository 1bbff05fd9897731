import { expect, it } from 'vitest';
import { inWords } from '../model/in-words.ts';
import type { Json } from '../model/json.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { operationOf } from '../test/support/tiny-exchange.ts';
import { responseBodyMemberRepeated } from './response-body-member-repeated.ts';
import { judgedExchange, refusalOf } from './testing/exchanges.ts';
import { NO_REPLY } from './testing/no-reply.ts';

const contract = tinyContract();

function judged(text: string) {
  const parts = { status: 200, json: JSON.parse(text) as Json, bytes: Buffer.from(text) };
  return judgedExchange(responseBodyMemberRepeated, contract, 'GET /health', parts);
}

it('each name stands once in an object', () => {
  expect(judged('{"ok": {"ok": [{"a": 1}, {"a": 1}]}}')).toEqual([
    { operation: 'GET /health', verdict: 'holds' },
  ]);
});

it.each([
  ['{"ok": true, "ok": false}', '/ok', 'ok'],
  ['{"a": [{}, {"b/c": 1, "b\\u002fc": 2}]}', '/a/1/b~1c', 'b/c'],
])('a name stands twice in %s', (text, place, name) => {
  expect(judged(text)).toMatchObject([
    {
      verdict: 'broken',
      broken: [
        {
          statement: { pointer: '/paths/~1health/get/responses/200', keyword: 'content' },
          level: 'should',
          instance: place,
          message: `the member ${place} stands twice, and which one counts is left to the reader`,
          expected: inWords('each name once in an object'),
          received: name,
        },
      ],
    },
  ]);
});

it('what is no JSON or no exchange is not judged', () => {
  const bytes = Buffer.from('{"a": 1, "a": 1');
  const trace = refusalOf(contract, 'GET /health', { status: 200, json: {}, bytes });

  for (const parts of [{ status: 200, bytes }, NO_REPLY])
    expect(judgedExchange(responseBodyMemberRepeated, contract, 'GET /health', parts)).toEqual([]);
  expect(responseBodyMemberRepeated.judge(trace, contract)).toEqual([]);
  expect(responseBodyMemberRepeated.applies(operationOf(contract, 'GET /health'), contract)).toBe(true);
});
