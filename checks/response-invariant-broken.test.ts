import { describe, expect, it } from 'vitest';
import type { Contract } from '../model/contract.ts';
import { inWords } from '../model/in-words.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { type ExchangeParts, exchangeOf } from '../test/support/tiny-exchange.ts';
import { responseInvariantBroken } from './response-invariant-broken.ts';
import { judgedExchange, refusalOf } from './testing/exchanges.ts';
import { NO_REPLY } from './testing/no-reply.ts';
import { contractOf } from './testing/one-operation.ts';

function contractWith(cel: string, schema: JsonObject = {}): Contract {
  const rules = [{ id: 'rule', cel, message: 'it holds' }];
  const content = { 'application/json': { schema: { ...schema, 'x-assay-invariants': rules } } };
  return contractOf({ get: { responses: { 200: { description: 'A.', content } } } });
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

describe('a broken rule', () => {
  const contract = tinyContract();
  const LAMP = { id: 'l', state: { on: false, dimmed: true } };

  it('is told with its place and its statement', () => {
    expect(
      judgedExchange(responseInvariantBroken, contract, 'GET /lamps', { status: 200, json: [LAMP] }),
    ).toMatchObject([
      {
        operation: 'GET /lamps',
        verdict: 'broken',
        broken: [
          {
            statement: { pointer: '/components/schemas/Lamp', keyword: 'x-assay-invariants/dimmed-is-on' },
            level: 'must',
            instance: '/0',
            message: '/0: a dimmed lamp is on',
            received: { state: LAMP.state },
          },
        ],
      },
    ]);
  });

  it.each<[string, string, Json, Json]>([
    ['a member that is null', 'self.a == 1', { a: null, b: 1 }, { a: null }],
    ['all where it reads none by name', 'size(self) == 1', { a: 1, b: 2 }, { a: 1, b: 2 }],
    ['all where what it reads is not there', 'has(self.c)', { a: 1 }, { a: 1 }],
    ['what is no object', 'self == 1', 2, 2],
    ['nothing of what else it reads', 'self.a == status', { a: 1, status: 2 }, { a: 1 }],
  ])('shows %s', (_, cel, json, received) => {
    expect(judgedBy(contractWith(cel), json)[0]?.broken?.[0]?.received).toEqual(received);
  });

  it('of a response without a body shows nothing', () => {
    const rules = [{ id: 'rule', cel: 'status == 204', message: 'it is 204' }];
    const own = contractOf({
      get: { responses: { 200: { description: 'A.', 'x-assay-invariants': rules } } },
    });

    expect(judgedExchange(responseInvariantBroken, own, 'GET /a', { status: 200 })[0]?.broken).toMatchObject([
      { instance: '', message: 'it is 204', received: null },
    ]);
  });

  it.each([
    [418, 'must'],
    [500, 'may'],
  ])('of a default with %i binds as %s', (status, level) => {
    const rules = [{ id: 'rule', cel: 'status == 1', message: 'never' }];
    const responses = { default: { description: 'No.', 'x-assay-invariants': rules } };
    const [judgement] = judgedExchange(
      responseInvariantBroken,
      contractOf({ get: { responses } }),
      'GET /a',
      {
        status,
      },
    );

    expect(judgement?.broken?.[0]?.level).toBe(level);
  });

  it('is told beside one that cannot be evaluated, which is told once', () => {
    const items = {
      'x-assay-invariants': [
        { id: 'one', cel: 'self.a > 1', message: 'one' },
        { id: 'two', cel: 'self.b > 1', message: 'two' },
      ],
    };
    const [judgement, ...more] = judgedBy(contractWith('size(self) < 9', { items }), [{ a: 1 }, { a: 1 }]);

    expect(more).toEqual([]);
    expect(judgement?.broken?.map(({ message }) => message)).toEqual(['/0: one', '/1: one']);
    expect(judgement?.contractErrors).toEqual([
      expect.stringMatching(/the invariant two .*: No such key: b$/),
    ]);
  });

  it('is not decided by one that cannot be evaluated', () => {
    expect(judgedBy(contractWith('self.total > 1'), {})[0]?.why).toBe(
      'a rule of the contract cannot be evaluated',
    );
  });

  it.each<[string, string, ExchangeParts]>([
    ['a status that is not documented', 'GET /lamps', { status: 299, json: [LAMP] }],
    ['no rule', 'GET /health', { status: 200, json: {} }],
    ['no reply', 'GET /lamps', NO_REPLY],
  ])('is none with %s', (_, id, parts) => {
    expect(judgedExchange(responseInvariantBroken, contract, id, parts)).toEqual([]);
  });

  it('is part of an exchange alone', () => {
    const trace = refusalOf(contract, 'GET /lamps', { status: 200, json: [LAMP] });

    expect(responseInvariantBroken.judge(trace, contract)).toEqual([]);
  });
});
