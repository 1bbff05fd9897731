import { describe, expect, it } from 'vitest';
import type { Case } from '../model/case.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { type ExchangeParts, operationOf } from '../test/support/tiny-exchange.ts';
import { responseStatusUndocumented } from './response-status-undocumented.ts';
import { judgedExchange, refusalOf } from './testing/exchanges.ts';
import { NO_REPLY } from './testing/no-reply.ts';
import { contractOf } from './testing/one-operation.ts';

const contract = tinyContract();
const ASSIGNED: Partial<Case> = {
  assigned: [
    {
      member: 'id',
      values: [],
      isIdentity: true,
      statement: { pointer: '', keyword: 'readOnly' },
      bound: 'must',
    },
  ],
};
const FAULT = {
  kind: 'body',
  what: '',
  instance: '',
  statement: '',
  keyword: 'type',
  level: 'must',
} as const;

function judged(id: string, status: number, parts: Partial<ExchangeParts> = {}) {
  return judgedExchange(responseStatusUndocumented, contract, id, { status, ...parts });
}

function asking(accept: string): Partial<ExchangeParts> {
  return { planned: { request: { method: 'GET', parameters: [], credentials: 'valid', accept } } };
}

describe('a status', () => {
  it.each([
    ['GET /health', 200],
    ['GET /notes', 418],
  ])('of %s is documented: %i', (id, status) => {
    expect(judged(id, status)).toEqual([{ operation: id, verdict: 'holds' }]);
  });

  it.each([
    ['a success beside another one', 'POST /notes', 200, '/components/responses/Note', 'must'],
    ['a redirect', 'GET /health', 302, '/paths/~1health/get/responses', 'must'],
    ['a refusal', 'GET /health', 499, '/paths/~1health/get/responses', 'must'],
    ['what a front end answers', 'GET /health', 404, '/paths/~1health/get/responses', 'may'],
    ['a limit', 'GET /health', 429, '/paths/~1health/get/responses', 'may'],
  ])('is undocumented: %s', (_, id, status, pointer, level) => {
    expect(judged(id, status)).toMatchObject([
      {
        verdict: 'broken',
        broken: [
          {
            statement: { pointer, keyword: 'status' },
            level,
            instance: null,
            message: `answered ${status}, which is not documented here`,
            expected: operationOf(contract, id).responses.map(({ status: one }) => one),
            received: status,
          },
        ],
      },
    ]);
  });

  it.each([
    [499, 'should'],
    [404, 'may'],
    [299, 'must'],
  ])('%i to a request with what no client may set binds as %s', (status, level) => {
    expect(judged('GET /health', status, { planned: ASSIGNED })[0]?.broken?.[0]?.level).toBe(level);
  });

  it('of a success stands at the documented one, if there is any', () => {
    const own = contractOf({
      get: { responses: { 404: { description: 'No.' }, 201: { description: 'A.' } } },
    });
    const none = contractOf({ get: { responses: { 404: { description: 'No.' } } } });
    const pointerIn = (by: typeof own) =>
      judgedExchange(responseStatusUndocumented, by, 'GET /a', { status: 200 })[0]?.broken?.[0]?.statement
        .pointer;

    expect(pointerIn(own)).toBe('/paths/~1a/get/responses/201');
    expect(pointerIn(none)).toBe('/paths/~1a/get/responses');
  });

  it('is not judged where the document lists none', () => {
    expect(
      judgedExchange(responseStatusUndocumented, contractOf({ get: {} }), 'GET /a', { status: 200 }),
    ).toEqual([{ operation: 'GET /a', verdict: 'not-applicable', why: 'the document lists no responses' }]);
  });

  it.each<[string, number, Partial<ExchangeParts>]>([
    ['a failure', 500, {}],
    ['an undocumented method', 499, { method: 'TRACE' }],
    ['a media type that is not to be had', 406, asking('text/csv')],
    ['a fault that was accepted', 299, { expectation: { kind: 'refusal', fault: FAULT } }],
    ['no reply', 0, NO_REPLY],
  ])('is left to other checks: %s', (_, status, parts) => {
    expect(judged('GET /health', status, parts)).toEqual([]);
  });

  it.each<[string, number, Partial<ExchangeParts>]>([
    ['a 406 that nobody asked for', 406, {}],
    ['another refusal of a media type', 499, asking('text/csv')],
    ['a fault that was refused', 499, { expectation: { kind: 'refusal', fault: FAULT } }],
  ])('is judged: %s', (_, status, parts) => {
    expect(judged('GET /health', status, parts)).toMatchObject([{ verdict: 'broken' }]);
  });

  it('is judged as part of an exchange alone', () => {
    const trace = refusalOf(contract, 'GET /health', { status: 499 });

    expect(responseStatusUndocumented.judge(trace, contract)).toEqual([]);
    expect(responseStatusUndocumented.applies(operationOf(contract, 'GET /health'), contract)).toBe(true);
  });
});
