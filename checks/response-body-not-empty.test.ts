import { describe, expect, it } from 'vitest';
import { inWords } from '../model/in-words.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { type ExchangeParts, operationOf } from '../test/support/tiny-exchange.ts';
import { responseBodyNotEmpty } from './response-body-not-empty.ts';
import { judgedExchange, refusalOf } from './testing/exchanges.ts';
import { NO_REPLY } from './testing/no-reply.ts';
import { contractOf } from './testing/one-operation.ts';

const contract = tinyContract();

function judged(id: string, parts: ExchangeParts) {
  return judgedExchange(responseBodyNotEmpty, contract, id, parts);
}

describe('a reply that is documented to be empty', () => {
  it('is empty', () => {
    expect(judged('GET /notes', { status: 401 })).toEqual([{ operation: 'GET /notes', verdict: 'holds' }]);
  });

  it('has a body', () => {
    expect(judged('GET /notes', { status: 401, bytes: Buffer.from('ü') })).toMatchObject([
      {
        verdict: 'broken',
        broken: [
          {
            statement: { pointer: '/components/responses/Unknown', keyword: 'x-assay-body' },
            level: 'must',
            instance: '',
            message: 'answered 401 with a body of 2 bytes where none is documented',
            expected: inWords('an empty body'),
            received: 'ü',
          },
        ],
      },
    ]);
  });

  it('has a long body, of which the beginning is shown', () => {
    const [judgement] = judged('GET /notes', { status: 401, bytes: Buffer.from('a'.repeat(300)) });

    expect(judgement?.broken?.[0]?.received).toBe('a'.repeat(200));
  });

  it.each([
    [418, 'must'],
    [503, 'may'],
  ])('by a default with %i binds as %s', (status, level) => {
    const responses = { default: { description: 'No.', 'x-assay-body': 'none' } };
    const parts = { status, bytes: Buffer.from('a') };
    const [judgement] = judgedExchange(
      responseBodyNotEmpty,
      contractOf({ get: { responses } }),
      'GET /a',
      parts,
    );

    expect(judgement?.broken?.[0]?.level).toBe(level);
  });
});

it.each<[string, ExchangeParts]>([
  ['a reply with a documented body', { status: 200, json: {} }],
  ['an undocumented one', { status: 204, bytes: Buffer.from('a') }],
  ['no reply', NO_REPLY],
])('%s is not judged', (_, parts) => {
  expect(judged('GET /notes', parts)).toEqual([]);
});

it('only exchanges are judged, of operations with such a reply', () => {
  const trace = refusalOf(contract, 'GET /notes', { status: 401, bytes: Buffer.from('a') });
  const applies = (id: string) => responseBodyNotEmpty.applies(operationOf(contract, id), contract);

  expect(responseBodyNotEmpty.judge(trace, contract)).toEqual([]);
  expect(applies('GET /notes')).toBe(true);
  expect(applies('GET /health')).toBe(false);
});
