import { expect, it } from 'vitest';
import type { Expectation } from '../model/case.ts';
import { inWords } from '../model/in-words.ts';
import type { WireFailure } from '../model/request.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { exchangeOf, operationOf } from '../test/support/tiny-exchange.ts';
import { responseMissing } from './response-missing.ts';
import { judgedExchange, refusalOf } from './testing/exchanges.ts';
import { NO_REPLY } from './testing/no-reply.ts';

const contract = tinyContract();
const id = 'GET /health';

it('a reply is one', () => {
  expect(judgedExchange(responseMissing, contract, id, { status: 500 })).toEqual([
    { operation: id, verdict: 'holds' },
  ]);
});

it.each<[WireFailure['code'], Expectation, string]>([
  ['reset', { kind: 'success', level: 'may' }, 'must'],
  ['timeout', { kind: 'documented' }, 'should'],
])('%s is none to a request that expects %j', (code, expectation, level) => {
  const failure = { code, message: 'other side closed' };

  expect(judgedExchange(responseMissing, contract, id, { status: 0, failure, expectation })).toMatchObject([
    {
      verdict: 'broken',
      broken: [
        {
          statement: { pointer: '/paths/~1health/get/responses', keyword: code },
          level,
          instance: null,
          message: 'no reply that can be read: other side closed',
          expected: inWords('a reply'),
          received: inWords('other side closed'),
        },
      ],
    },
  ]);
});

it('nothing is said of a run that was interrupted, of what was not sent, or of another trace', () => {
  const failure = { code: 'aborted', message: 'the run was interrupted' } as const;
  const { reply: _, ...exchange } = exchangeOf(contract, id, { status: 200 });

  expect(judgedExchange(responseMissing, contract, id, { status: 0, failure })).toEqual([]);
  expect(responseMissing.judge({ kind: 'exchange', exchange }, contract)).toEqual([]);
  expect(responseMissing.judge(refusalOf(contract, id, NO_REPLY), contract)).toEqual([]);
  expect(responseMissing.applies(operationOf(contract, id), contract)).toBe(true);
});
