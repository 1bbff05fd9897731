import { expect, it } from 'vitest';
import type { PlannedFault } from '../model/case.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { type ExchangeParts, exchangeOf, operationOf } from '../test/support/tiny-exchange.ts';
import { requestInvalidRefusalStatus } from './request-invalid-refusal-status.ts';
import { NO_TITLE } from './testing/faults.ts';
import { NO_REPLY } from './testing/no-reply.ts';

const contract = tinyContract();
const id = 'POST /notes';

function judged(parts: ExchangeParts, fault: PlannedFault = NO_TITLE, control = 201) {
  const exchange = exchangeOf(contract, id, { expectation: { kind: 'refusal', fault }, ...parts });
  return requestInvalidRefusalStatus.judge(
    { kind: 'refusal', exchange, control: exchangeOf(contract, id, { status: control }) },
    contract,
  );
}

it('a fault has a status that is meant for it', () => {
  expect(judged({ status: 400 })).toEqual([{ operation: id, verdict: 'holds' }]);
});

it('a fault has another one', () => {
  expect(judged({ status: 499 })).toMatchObject([
    {
      verdict: 'broken',
      broken: [
        {
          statement: { pointer: '/components/schemas/NoteInput/properties/title', keyword: 'status' },
          level: 'should',
          instance: '/title',
          message:
            'refused with 499, which is not documented for a fault of the body: /title is faulty: missing',
          expected: ['201', '400', '401', 'default'],
          received: 499,
        },
      ],
    },
  ]);
});

it.each<[number, Partial<PlannedFault>, string, string | null]>([
  [404, {}, 'may', '/title'],
  [499, { level: 'may' }, 'may', '/title'],
  [499, { kind: 'query', instance: 'limit' }, 'should', null],
])('%i to a fault of %j binds as %s', (status, fault, level, instance) => {
  expect(judged({ status }, { ...NO_TITLE, ...fault })[0]?.broken).toMatchObject([{ level, instance }]);
});

it.each<[string, ExchangeParts]>([
  ['no reply', NO_REPLY],
  ['what was accepted', { status: 201 }],
  ['a redirect', { status: 399 }],
  ['a failure', { status: 500 }],
  ['what has no fault', { status: 499, expectation: { kind: 'documented' } }],
])('%s is left to other checks', (_, parts) => {
  expect(judged(parts)).toEqual([]);
});

it('nothing is said where the control is refused, too, or in another trace', () => {
  const expectation = { kind: 'refusal', fault: NO_TITLE } as const;
  const exchange = exchangeOf(contract, id, { status: 499, expectation });

  expect(judged({ status: 499 }, NO_TITLE, 404)).toEqual([]);
  expect(requestInvalidRefusalStatus.judge({ kind: 'exchange', exchange }, contract)).toEqual([]);
  expect(
    requestInvalidRefusalStatus.judge(
      { kind: 'state-refusal', exchange, control: exchangeOf(contract, id, { status: 201 }) },
      contract,
    ),
  ).toEqual([]);
  expect(requestInvalidRefusalStatus.applies(operationOf(contract, id), contract)).toBe(true);
});
