import { describe, expect, it } from 'vitest';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { type ExchangeParts, exchangeOf, operationOf } from '../test/support/tiny-exchange.ts';
import type { Operation } from './contract.ts';
import { isSuccess, responseFor, succeeded } from './trace.ts';

const contract = tinyContract();
const [like] = operationOf(contract, 'GET /notes').responses;

function documenting(...statuses: readonly string[]): Operation {
  const operation = operationOf(contract, 'GET /notes');
  const responses = statuses.map((status) => ({ ...like, status }) as Operation['responses'][number]);
  return { ...operation, responses };
}

describe('a success', () => {
  it.each<[number | undefined, boolean]>([
    [200, true],
    [299, true],
    [199, false],
    [300, false],
    [undefined, false],
  ])('is %s: %s', (status, is) => {
    expect(isSuccess(status)).toBe(is);
  });

  it.each<[string, string[], Partial<ExchangeParts> & { status: number }, boolean]>([
    ['that is documented', ['200'], { status: 200 }, true],
    ['that falls under a class', ['2XX'], { status: 206 }, true],
    ['that is not documented', ['200'], { status: 201 }, false],
    ['where nothing is documented', [], { status: 201 }, true],
    ['that is none', ['200', '404'], { status: 404 }, false],
    ['that did not come', ['200'], { status: 200, failure: { code: 'reset', message: 'gone' } }, false],
  ])('of an exchange is one %s', (_, statuses, parts, is) => {
    const exchange = exchangeOf(contract, 'GET /notes', parts);

    expect(succeeded({ ...exchange, operation: documenting(...statuses) })).toBe(is);
  });

  it('is none of no exchange', () => {
    expect(succeeded(undefined)).toBe(false);
  });
});

describe('the documented response', () => {
  it.each<[number, string[], string | undefined]>([
    [404, ['4XX', '404', 'default'], '404'],
    [404, ['default', '4XX'], '4XX'],
    [404, ['200', 'default'], 'default'],
    [400, ['200', 'default'], 'default'],
    [399, ['200', 'default'], undefined],
    [201, ['200', 'default'], undefined],
    [201, ['404', 'default'], 'default'],
    [201, ['default'], 'default'],
    [404, ['200'], undefined],
  ])('of %i among %j is %s', (status, statuses, found) => {
    expect(responseFor(documenting(...statuses), status)?.status).toBe(found);
  });
});
