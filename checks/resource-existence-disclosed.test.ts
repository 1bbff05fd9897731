import { describe, expect, it } from 'vitest';
import type { Credentials } from '../model/case.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { exchangeOf } from '../test/support/tiny-exchange.ts';
import { resourceExistenceDisclosed as check } from './resource-existence-disclosed.ts';
import { lacking, withLevel } from './testing/contracts.ts';
import { coveredBy } from './testing/covered.ts';
import { NO_REPLY } from './testing/no-reply.ts';

const contract = tinyContract();
const CARD = 'GET /cards/{card_id}';

function judged(known: number, unknown: number, credentials: Credentials = 'none', by = contract) {
  const read = (status: number) =>
    exchangeOf(by, CARD, { status, credentials, ...(status === 0 ? NO_REPLY : {}) });
  const trace = { kind: 'disclosure', known: read(known), unknown: read(unknown) } as const;
  return { trace, judgements: check.judge(trace, by) };
}

describe('a read without valid credentials', () => {
  it.each([400, 401, 403, 404, 499])('may be answered %i whether the object is there or not', (status) => {
    expect(judged(status, status).judgements).toEqual([{ operation: CARD, verdict: 'holds' }]);
  });

  it.each<[Credentials, string]>([
    ['none', 'without credentials a read answers 401 of what is there and 404 of what is not'],
    ['wrong', 'with made-up credentials a read answers 401 of what is there and 404 of what is not'],
  ])('should not tell with credentials that are %s', (credentials, message) => {
    const { trace, judgements } = judged(401, 404, credentials);

    expect(judgements).toMatchObject([
      {
        operation: CARD,
        verdict: 'broken',
        broken: [
          {
            level: 'should',
            statement: { pointer: '/components/securitySchemes/user', keyword: 'security' },
            instance: null,
            message,
            expected: 401,
            received: 404,
          },
        ],
      },
    ]);
    expect(judgements[0]?.broken?.[0]?.exchange).toBe(trace.unknown);
    expect(judgements[0]?.broken?.[0]?.steps).toEqual([trace.known, trace.unknown]);
  });

  it('is bound no harder than what asks for credentials', () => {
    expect(judged(401, 404, 'none', withLevel(contract, 'security', 'may')).judgements).toMatchObject([
      { broken: [{ level: 'may' }] },
    ]);
  });

  it.each([0, 200, 302, 399, 408, 425, 429, 500, 503])('is not judged where one is answered %i', (status) => {
    const why = 'one of the two reads was not refused for good';

    expect(judged(status, 401).judgements).toEqual([{ operation: CARD, verdict: 'not-exercised', why }]);
    expect(judged(401, status).judgements).toEqual([{ operation: CARD, verdict: 'not-exercised', why }]);
  });

  it('is judged beside another one alone', () => {
    const exchange = exchangeOf(contract, CARD, { status: 401 });

    expect(check.judge({ kind: 'exchange', exchange }, contract)).toEqual([]);
  });

  it('concerns reads with credentials, of what can be made and removed and of what names nothing', () => {
    const READS = ['GET /labels/{label_id}', 'GET /notes/{note_id}'];

    expect(coveredBy(check, contract).sort()).toEqual([CARD, ...READS]);
    expect(coveredBy(check, lacking(contract, 'card', 'create'))).toEqual(READS);
    expect(coveredBy(check, lacking(contract, 'card', 'delete'))).toEqual(READS);
    expect(coveredBy(check, lacking(contract, 'card', 'read'))).toEqual(READS);
    expect(
      coveredBy(
        check,
        tinyContract((text) => text.replace(', x-assay-unknown: c0', '')),
      ),
    ).toEqual(READS);
    expect(
      coveredBy(
        check,
        tinyContract((text) => text.replace(/(getCard\n +security: )\[\{user: \[\]\}\]/, '$1[]')),
      ),
    ).toEqual(READS);
  });
});
