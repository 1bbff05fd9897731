import { describe, expect, it } from 'vitest';
import { compileDocument } from '../contract/testing/compile-document.ts';
import type { Contract } from '../model/contract.ts';
import { inWords } from '../model/in-words.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { type ExchangeParts, exchangeOf } from '../test/support/tiny-exchange.ts';
import { responseInvariantBroken } from './response-invariant-broken.ts';

function contractWith(cel: string, schema: JsonObject = {}): Contract {
  const rules = [{ id: 'rule', cel, message: 'it holds' }];
  return compileDocument({
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: {
      '/a': {
        get: {
          responses: {
            200: {
              description: 'A.',
              content: { 'application/json': { schema: { ...schema, 'x-assay-invariants': rules } } },
            },
          },
        },
      },
    },
  });
}

function judgedBy(contract: Contract, json: Json, parts: Partial<ExchangeParts> = {}) {
  const exchange = exchangeOf(contract, 'GET /a', { status: 200, json, ...parts });
  return responseInvariantBroken.judge({ kind: 'exchange', exchange }, contract);
}

const TOTAL = { type: 'object', properties: { total: { type: 'integer' } } };

const NAMED = { ...TOTAL, required: ['name'] };

describe('response-invariant-broken', () => {
  it('tells the members that the rule reads', () => {
    const [judgement] = judgedBy(contractWith('self.total == size(self.list)'), {
      total: 1,
      list: [],
      more: 1,
    });

    expect(judgement?.broken).toMatchObject([
      {
        message: 'it holds',
        instance: '',
        expected: inWords('self.total == size(self.list)'),
        received: { total: 1, list: [] },
      },
    ]);
  });

  it('is silent where the body breaks its schema, and decides elsewhere', () => {
    const contract = contractWith('self.total > 1', TOTAL);

    expect(judgedBy(contract, { total: '1' })).toEqual([]);
    expect(judgedBy(contract, { total: 1 })).toMatchObject([{ verdict: 'broken' }]);
    expect(judgedBy(contract, { total: 2 })).toEqual([{ operation: 'GET /a', verdict: 'holds' }]);
    expect(judgedBy(contractWith('self.total > 1', NAMED), { total: 1 })).toMatchObject([
      { verdict: 'broken' },
    ]);
    expect(judgedBy(contractWith('size(self) > 1', NAMED), { total: 1 })).toEqual([]);
  });

  it('tells a rule that cannot be evaluated as an error of the contract, with its place', () => {
    const [judgement] = judgedBy(contractWith('self.total > 1', TOTAL), {});

    expect(judgement).toMatchObject({ verdict: 'not-decidable' });
    expect(judgement?.broken).toBeUndefined();
    expect(judgement?.contractErrors).toEqual([
      expect.stringMatching(
        /document\.yaml:\d+:\d+: the invariant rule cannot be evaluated on a reply of GET \/a: No such key: total$/,
      ),
    ]);
  });

  it('does not hold a faulty request against what the rule says was asked for', () => {
    const contract = contractWith('self.total <= request.query.limit', TOTAL);
    const fault = {
      kind: 'query',
      what: '',
      instance: '',
      statement: '',
      keyword: 'type',
      level: 'must',
    } as const;

    expect(judgedBy(contract, { total: 5 }, { expectation: { kind: 'refusal', fault } })).toEqual([]);
  });

  it('is silent about numbers that are beyond 64 bits', () => {
    expect(judgedBy(contractWith('self.a + self.b == 1'), { a: 2 ** 63, b: 1 })).toEqual([]);
    expect(judgedBy(contractWith('self.a + self.b == 1'), { a: 2 ** 62, b: 2 ** 62 })).toEqual([]);
  });

  it('says nothing of a body that a hostile target made endless work of', () => {
    const [judgement] = judgedBy(contractWith('self.text.matches("^(a+)+$")'), {
      text: `${'a'.repeat(80)}!`,
    });

    expect(judgement?.contractErrors).toEqual([expect.stringContaining('more than 1000 ms')]);
  });
});
