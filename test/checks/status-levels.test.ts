import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { responseServerError } from '../../checks/response-server-error.ts';
import { responseStatusUndocumented } from '../../checks/response-status-undocumented.ts';
import type { Check } from '../../model/check.ts';
import { tinyContract } from '../support/compiled-tiny.ts';
import { type ExchangeParts, exchangeOf } from '../support/tiny-exchange.ts';

const CONTRACT = tinyContract();
// 400, 401 and 404 are documented here, and there is no `default`.
const UPDATE = 'PATCH /notes/{note_id}';
const DOCUMENTED = [200, 400, 401, 404];
const PROTOCOL = [403, 405, 406, 411, 413, 414, 415, 417, 426, 431];
const LIMIT = 429;

function levelsOf(check: Check, operation: string, parts: ExchangeParts) {
  const trace = { kind: 'exchange', exchange: exchangeOf(CONTRACT, operation, parts) } as const;
  return check.judge(trace, CONTRACT).flatMap(({ broken = [] }) => broken.map(({ level }) => level));
}

describe('an undocumented status', () => {
  it.each([...PROTOCOL, LIMIT])('is MAY where it is %i, which front ends answer of themselves', (status) => {
    expect(levelsOf(responseStatusUndocumented, UPDATE, { status })).toEqual(['may']);
  });

  it('is MUST for any other status below 500', () => {
    const others = fc
      .integer({ min: 200, max: 499 })
      .filter((status) => ![...DOCUMENTED, ...PROTOCOL, LIMIT].includes(status));
    fc.assert(
      fc.property(others, (status) => {
        expect(levelsOf(responseStatusUndocumented, UPDATE, { status })).toEqual(['must']);
      }),
      { seed: 1 },
    );
  });

  it('is none where the document lists it, or the method is not the document’s', () => {
    for (const status of DOCUMENTED)
      expect(levelsOf(responseStatusUndocumented, UPDATE, { status })).toEqual([]);
    expect(levelsOf(responseStatusUndocumented, UPDATE, { status: 299, method: 'PUT' })).toEqual([]);
  });

  it('is none where the document lists no responses at all, which says nothing of any', () => {
    const silent = tinyContract((text) =>
      text.replace(/(operationId: getCard\n +security: .*\n) +responses:\n(?: {8}.*\n)+/, '$1'),
    );
    const [operation] = silent.operations.filter(({ id }) => id === 'GET /cards/{card_id}');
    const judged = [200, 299, 302, 404, 418].map((status) => {
      const exchange = exchangeOf(silent, 'GET /cards/{card_id}', { status });
      return responseStatusUndocumented.judge({ kind: 'exchange', exchange }, silent);
    });

    expect(operation?.responses).toEqual([]);
    for (const [judgement] of judged)
      expect(judgement).toMatchObject({
        verdict: 'not-applicable',
        why: 'the document lists no responses',
      });
  });

  it('is every success beside a listed one, also under `default`, which documents errors alone', () => {
    const create = (status: number) => levelsOf(responseStatusUndocumented, 'POST /notes', { status });

    expect([200, 202, 204, 299, 302].map(create)).toEqual(Array.from({ length: 5 }, () => ['must']));
    expect([201, 400, 409, 418, 499].map(create)).toEqual(Array.from({ length: 5 }, () => []));
  });
});

describe('a status of 500 and above', () => {
  const statuses = fc.integer({ min: 500, max: 599 });

  it('is MUST with credentials, documented or not', () => {
    fc.assert(
      fc.property(statuses, fc.constantFrom('GET /health', 'GET /notes', UPDATE), (status, operation) => {
        expect(levelsOf(responseServerError, operation, { status })).toEqual(['must']);
      }),
      { seed: 1 },
    );
  });

  it.each(['none', 'wrong'] as const)('is MAY with credentials that are %s', (credentials) => {
    expect(levelsOf(responseServerError, UPDATE, { status: 500, credentials })).toEqual(['may']);
  });

  it('is a limit where it is 503 with Retry-After, and no failure', () => {
    expect(levelsOf(responseServerError, UPDATE, { status: 503, headers: [['Retry-After', '1']] })).toEqual(
      [],
    );
    expect(levelsOf(responseServerError, UPDATE, { status: 503 })).toEqual(['must']);
    expect(levelsOf(responseServerError, UPDATE, { status: 500, headers: [['Retry-After', '1']] })).toEqual([
      'must',
    ]);
  });

  it('is a right answer where it is 501 to an undocumented method, and only there', () => {
    expect(levelsOf(responseServerError, UPDATE, { status: 501, method: 'PUT' })).toEqual([]);
    expect(levelsOf(responseServerError, UPDATE, { status: 501 })).toEqual(['must']);
    expect(levelsOf(responseServerError, UPDATE, { status: 500, method: 'PUT' })).toEqual(['must']);
  });

  it('is never told as undocumented too', () => {
    expect(levelsOf(responseStatusUndocumented, UPDATE, { status: 500 })).toEqual([]);
  });
});
