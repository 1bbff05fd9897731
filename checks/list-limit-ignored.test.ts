import { describe, expect, it } from 'vitest';
import type { Json } from '../model/json.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import type { ExchangeParts } from '../test/support/tiny-exchange.ts';
import { exchangeOf } from '../test/support/tiny-exchange.ts';
import { listLimitIgnored } from './list-limit-ignored.ts';
import { coveredBy } from './testing/covered.ts';
import { edited } from './testing/edited.ts';
import { LIST, listingOf, shows } from './testing/listings.ts';
import { unexercised } from './testing/unexercised.ts';

const contract = tinyContract();
const FAULT = {
  kind: 'query',
  what: '',
  instance: '',
  statement: '',
  keyword: 'type',
  level: 'must',
} as const;
const LIST_RULE = '{document: guide, at: Lists, basis: documented}';

function judged(limit: Json | undefined, items: readonly string[], parts: Partial<ExchangeParts> = {}) {
  const exchange = shows(contract, items, { query: limit === undefined ? {} : { limit }, ...parts });
  return listLimitIgnored.judge({ kind: 'exchange', exchange }, contract);
}

describe('a list that was asked for a limit', () => {
  it('holds where it shows just as many', () => {
    expect(judged(1, ['n1'])).toEqual([{ operation: LIST, verdict: 'holds' }]);
    expect(judged('2', ['n1', 'n2'])).toEqual([{ operation: LIST, verdict: 'holds' }]);
  });

  it('is not told by fewer', () => {
    expect(judged(2, ['n1'])).toEqual(
      unexercised(LIST, 'there was never more in the list than it was asked for'),
    );
  });

  it('breaks where it shows more', () => {
    const exchange = shows(contract, ['n1', 'n2'], { query: { limit: 1 } });

    expect(listLimitIgnored.judge({ kind: 'exchange', exchange }, contract)).toEqual([
      {
        operation: LIST,
        verdict: 'broken',
        broken: [
          {
            statement: contract.statement('/paths/~1notes/get/x-assay-list', 'limit'),
            level: 'must',
            instance: null,
            message: 'the list was asked for limit 1 and shows 2 items',
            expected: 1,
            received: 2,
            exchange,
            steps: [],
          },
        ],
      },
    ]);
  });

  it('binds no harder than what the document says of the limit', () => {
    const unsure = edited([
      LIST_RULE,
      LIST_RULE.replace('}', ', keywords: {limit: {at: us, basis: inferred}}}'),
    ]);
    const exchange = shows(unsure, ['n1', 'n2'], { query: { limit: 1 } });

    expect(listLimitIgnored.judge({ kind: 'exchange', exchange }, unsure)).toMatchObject([
      { broken: [{ level: 'may' }] },
    ]);
  });

  it.each<[string, Json | undefined, Partial<ExchangeParts>]>([
    ['nothing was asked for', undefined, {}],
    ['0 may be the word for no limit', 0, {}],
    ['a part of an item was asked for', 1.5, {}],
    ['words were asked for', 'few', {}],
    ['the request is faulty', 1, { expectation: { kind: 'refusal', fault: FAULT } }],
    ['the list was refused', 1, { status: 404 }],
  ])('is not spoken of where %s', (_, limit, parts) => {
    expect(judged(limit, ['n1', 'n2'], parts)).toEqual([]);
  });

  it('is not spoken of where the document knows no limit of the list', () => {
    const free = edited(['        limit: limit\n', '']);
    const notes = shows(free, ['n1', 'n2'], { query: { limit: 1 } });
    const lamps = exchangeOf(contract, 'GET /lamps', { status: 200, json: [1, 2], query: { limit: 1 } });

    expect(listLimitIgnored.judge({ kind: 'exchange', exchange: notes }, free)).toEqual([]);
    expect(listLimitIgnored.judge({ kind: 'exchange', exchange: lamps }, contract)).toEqual([]);
    expect(listLimitIgnored.judge(listingOf(contract, { before: notes }), contract)).toEqual([]);
    expect(coveredBy(listLimitIgnored, contract)).toEqual([LIST]);
    expect(coveredBy(listLimitIgnored, free)).toEqual([]);
  });
});
