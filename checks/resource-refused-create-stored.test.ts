import { describe, expect, it } from 'vitest';
import type { Contract } from '../model/contract.ts';
import { inWords } from '../model/in-words.ts';
import type { Json } from '../model/json.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { type ExchangeParts, exchangeOf } from '../test/support/tiny-exchange.ts';
import { resourceRefusedCreateStored as check } from './resource-refused-create-stored.ts';
import { lacking } from './testing/contracts.ts';
import { coveredBy } from './testing/covered.ts';
import { lifeWith } from './testing/lives.ts';
import { NO_REPLY } from './testing/no-reply.ts';

const contract = tinyContract();
const REFUSED: ExchangeParts = { status: 400, body: { title: 'm-1' } };

/** The trace of refused creates and the list after them. */
function aftermath(
  refused: readonly ExchangeParts[],
  list: Partial<ExchangeParts>,
  judged: Contract = contract,
) {
  const resource = judged.resources.find(({ name }) => name === 'note');
  if (!resource) throw new Error('the contract has no note');
  return {
    kind: 'aftermath',
    resource,
    refused: refused.map((parts) => exchangeOf(judged, 'POST /notes', parts)),
    list: exchangeOf(judged, 'GET /notes', { status: 200, ...list }),
  } as const;
}

function verdictOf(body: Json, items: Json[], judged: Contract = contract) {
  const trace = aftermath([{ status: 400, body }], { json: { items } }, judged);
  return check.judge(trace, judged).map(({ verdict }) => verdict);
}

describe('a create that is refused', () => {
  it('stores nothing', () => {
    const trace = aftermath([REFUSED], { json: { items: [{ title: 'm-2' }, 'm-1', null] } });

    expect(check.judge(trace, contract)).toEqual([{ operation: 'POST /notes', verdict: 'holds' }]);
  });

  it('may not be found in the list', () => {
    const trace = aftermath(
      [{ status: 400, body: { title: 'm-0' } }, REFUSED, { status: 422, body: { title: 'm-2' } }],
      {
        json: { items: [{ title: 'm-3' }, { id: 'n1', title: 'm-1' }, { id: 'n2', title: 'm-2' }] },
      },
    );
    const [judgement] = check.judge(trace, contract);

    expect(judgement).toMatchObject({
      operation: 'POST /notes',
      verdict: 'broken',
      broken: [
        {
          level: 'must',
          statement: { pointer: '/components/responses/Invalid', keyword: 'status' },
          instance: null,
          message: 'the create was refused with 400, and the list shows what it was to make',
          expected: inWords('a list without "m-1"'),
          received: { id: 'n1', title: 'm-1' },
        },
        {
          message: 'the create was refused with 422, and the list shows what it was to make',
          received: { id: 'n2' },
        },
      ],
    });
    expect(judgement?.broken?.[0]?.exchange).toBe(trace.list);
    expect(judgement?.broken?.[0]?.steps).toEqual([trace.refused[1], trace.list]);
  });

  it('is told by its mark alone', () => {
    const unmarked = lacking(contract, 'note', 'mark');

    expect(verdictOf({ title: 'm-1', status: 'open' }, [{ title: 'm-2', status: 'open' }])).toEqual([
      'holds',
    ]);
    expect(verdictOf({ status: 'open' }, [{ status: 'open' }])).toEqual(['holds']);
    expect(verdictOf('m-1', ['m-1'])).toEqual(['holds']);
    expect(verdictOf({ title: 'm-1' }, [{ title: 'm-1' }], unmarked)).toEqual(['holds']);
  });

  it.each<[string, Partial<ExchangeParts>]>([
    ['500', { status: 500 }],
    ['200', { json: { items: 'none' } }],
    ['by nothing', NO_REPLY],
  ])('is not judged where the list is answered %s', (what, list) => {
    expect(check.judge(aftermath([REFUSED], list), contract)).toEqual([
      {
        operation: 'POST /notes',
        verdict: 'not-exercised',
        why: `the list after a refused create was answered ${what}`,
      },
    ]);
  });

  it('is not judged without a list of its resource', () => {
    const listless = lacking(contract, 'note', 'list');

    expect(verdictOf({ title: 'm-1' }, [{ title: 'm-1' }], listless)).toEqual(['not-exercised']);
  });

  it('is not spoken of where there is none, or in a life', () => {
    expect(check.judge(aftermath([], { json: { items: [] } }), contract)).toEqual([]);
    expect(check.judge(lifeWith(contract, 'note', 'n1', [['create']]), contract)).toEqual([]);
  });

  it('concerns creates of what is listed and bears a mark', () => {
    expect(coveredBy(check, contract)).toEqual(['POST /labels', 'POST /notes']);
    expect(coveredBy(check, lacking(contract, 'note', 'create'))).toEqual(['POST /labels']);
    expect(coveredBy(check, lacking(contract, 'note', 'list'))).toEqual(['POST /labels']);
    expect(coveredBy(check, lacking(contract, 'note', 'mark'))).toEqual(['POST /labels']);
  });
});
