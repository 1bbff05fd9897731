import { expect, it } from 'vitest';
import { inWords } from '../model/in-words.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { type ExchangeParts, operationOf } from '../test/support/tiny-exchange.ts';
import { responseTooSlow } from './response-too-slow.ts';
import { judgedExchange, refusalOf } from './testing/exchanges.ts';
import { NO_REPLY } from './testing/no-reply.ts';

const contract = tinyContract();
const id = 'GET /health';

function judged(parts: Partial<ExchangeParts>) {
  return judgedExchange(responseTooSlow, contract, id, { status: 200, maxResponseMs: 1000, ...parts });
}

it.each([0, 1000, 1000.4])('a reply after %d ms is soon enough', (durationMs) => {
  expect(judged({ durationMs })).toEqual([{ operation: id, verdict: 'holds' }]);
});

it('a reply comes too late', () => {
  expect(judged({ durationMs: 1000.6 })).toMatchObject([
    {
      verdict: 'broken',
      broken: [
        {
          statement: { pointer: '/paths/~1health/get', keyword: 'max-response-time' },
          level: 'must',
          instance: null,
          message: 'answered 200 after 1001 ms',
          expected: inWords('within 1000 ms'),
          received: 1001,
        },
      ],
    },
  ]);
});

it('who gives the option makes the rule, whatever the document is sure of', () => {
  const doubtful = tinyContract((text) =>
    text.replace('operationId: health', '$&\n      x-assay-source: {at: our reading, basis: inferred}'),
  );
  const parts = { status: 200, maxResponseMs: 1, durationMs: 2 };
  const [judgement] = judgedExchange(responseTooSlow, doubtful, id, parts);

  expect(judgement?.broken?.[0]?.level).toBe('must');
});

it('is not judged without the option, without a time, without a reply or in another trace', () => {
  const slow = { status: 200, maxResponseMs: 1, durationMs: 2 };

  expect(judgedExchange(responseTooSlow, contract, id, { status: 200, durationMs: 9 })).toEqual([
    { operation: id, verdict: 'not-applicable', why: 'no --max-response-time was given' },
  ]);
  expect(judged({})).toEqual([]);
  expect(judged(NO_REPLY)).toEqual([]);
  expect(responseTooSlow.judge(refusalOf(contract, id, slow), contract)).toEqual([]);
  expect(responseTooSlow.applies(operationOf(contract, id), contract)).toBe(true);
});
