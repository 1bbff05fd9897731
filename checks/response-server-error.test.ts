import { expect, it } from 'vitest';
import type { Credentials } from '../model/case.ts';
import { inWords } from '../model/in-words.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { type ExchangeParts, operationOf } from '../test/support/tiny-exchange.ts';
import { responseServerError } from './response-server-error.ts';
import { judgedExchange, refusalOf } from './testing/exchanges.ts';
import { NO_REPLY } from './testing/no-reply.ts';

const contract = tinyContract();
const id = 'GET /health';
const RETRY_AFTER = [['retry-after', '1']] as const;

function judged(parts: ExchangeParts) {
  return judgedExchange(responseServerError, contract, id, parts);
}

it.each<[string, ExchangeParts]>([
  ['what is no failure', { status: 499 }],
  ['a limit', { status: 503, headers: RETRY_AFTER }],
  ['an unknown method', { status: 501, method: 'TRACE' }],
])('%s is none', (_, parts) => {
  expect(judged(parts)).toEqual([{ operation: id, verdict: 'holds' }]);
});

it.each<[number, Partial<ExchangeParts>]>([
  [500, {}],
  [500, { method: 'TRACE' }],
  [501, {}],
  [503, {}],
  [502, { headers: RETRY_AFTER }],
])('%i is a failure: %j', (status, parts) => {
  expect(judged({ status, ...parts })).toMatchObject([
    {
      verdict: 'broken',
      broken: [
        {
          statement: { pointer: '/paths/~1health/get/responses', keyword: 'status' },
          level: 'must',
          instance: null,
          message: `answered ${status}, a failure of the server itself`,
          expected: inWords('a reply below 500'),
          received: status,
        },
      ],
    },
  ]);
});

it.each<[Credentials, string]>([
  ['valid', 'must'],
  ['none', 'may'],
  ['wrong', 'may'],
])('a failure with credentials that are %s binds as %s', (credentials, level) => {
  expect(judged({ status: 500, credentials })[0]?.broken?.[0]?.level).toBe(level);
});

it('nothing is said without a reply, or of another trace', () => {
  expect(judged(NO_REPLY)).toEqual([]);
  expect(responseServerError.judge(refusalOf(contract, id, { status: 500 }), contract)).toEqual([]);
  expect(responseServerError.applies(operationOf(contract, id), contract)).toBe(true);
});
