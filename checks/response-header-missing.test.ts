import { expect, it } from 'vitest';
import { inWords } from '../model/in-words.ts';
import type { HeaderField } from '../model/request.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { type ExchangeParts, operationOf } from '../test/support/tiny-exchange.ts';
import { responseHeaderMissing } from './response-header-missing.ts';
import { judgedExchange, refusalOf } from './testing/exchanges.ts';
import { NO_REPLY } from './testing/no-reply.ts';
import { contractOf } from './testing/one-operation.ts';

const contract = tinyContract();
const id = 'GET /notes';

function judged(headers: HeaderField[], status = 200) {
  return judgedExchange(responseHeaderMissing, contract, id, { status, headers });
}

it('all come', () => {
  expect(
    judged([
      ['x-total', '0'],
      ['X-Page', ''],
    ]),
  ).toEqual([{ operation: id, verdict: 'holds' }]);
});

it('one is missing', () => {
  expect(
    judged([
      ['X-Page', '0'],
      ['Date', 'now'],
    ]),
  ).toMatchObject([
    {
      verdict: 'broken',
      broken: [
        {
          statement: { pointer: '/paths/~1notes/get/responses/200/headers/X-Total', keyword: 'required' },
          level: 'must',
          instance: null,
          message: 'answered 200 without the header X-Total',
          expected: inWords('the header X-Total'),
          received: ['X-Page', 'Date'],
        },
      ],
    },
  ]);
});

it('each is told, as hard as the document says it', () => {
  expect(judged([])[0]?.broken?.map(({ expected, level }) => [expected, level])).toEqual([
    [inWords('the header X-Total'), 'must'],
    [inWords('the header X-Page'), 'should'],
  ]);
});

it.each([
  [418, 'must'],
  [500, 'may'],
])('of a default with %i binds as %s, and what is not required may stay away', (status, level) => {
  const headers = { A: { required: true, schema: {} }, B: { schema: {} } };
  const own = contractOf({ get: { responses: { default: { description: 'No.', headers } } } });

  expect(judgedExchange(responseHeaderMissing, own, 'GET /a', { status })[0]?.broken).toMatchObject([
    { expected: inWords('the header A'), level },
  ]);
});

it.each<[string, string, ExchangeParts]>([
  ['a response that asks for none', 'GET /notes', { status: 401 }],
  ['a status that is not documented', 'GET /notes', { status: 299 }],
  ['no reply', 'GET /notes', NO_REPLY],
])('nothing is judged: %s', (_, operation, parts) => {
  expect(judgedExchange(responseHeaderMissing, contract, operation, parts)).toEqual([]);
});

it('only exchanges are judged, of operations with such a header', () => {
  const applies = (operation: string) =>
    responseHeaderMissing.applies(operationOf(contract, operation), contract);

  expect(responseHeaderMissing.judge(refusalOf(contract, id, { status: 200 }), contract)).toEqual([]);
  expect(applies('GET /notes')).toBe(true);
  expect(applies('GET /health')).toBe(false);
});
