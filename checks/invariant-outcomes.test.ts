import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../model/json.ts';
import { type ExchangeParts, exchangeOf, operationOf } from '../test/support/tiny-exchange.ts';
import { invariantOutcomes } from './invariant-outcomes.ts';
import { NO_TITLE } from './testing/faults.ts';
import { NO_REPLY } from './testing/no-reply.ts';
import { contractOf } from './testing/one-operation.ts';

function rule(cel: string): JsonObject {
  return { 'x-assay-invariants': [{ id: 'rule', cel, message: 'it holds' }] };
}

/** What comes of rules on a schema and on its response. */
function outcomes(schema: JsonObject, response: JsonObject, parts: Partial<ExchangeParts>) {
  const content = { 'application/json': { schema } };
  const contract = contractOf({ get: { responses: { 200: { description: 'A.', content, ...response } } } });
  const [documented] = operationOf(contract, 'GET /a').responses;
  if (!documented) throw new Error('no response');
  return invariantOutcomes(
    contract,
    exchangeOf(contract, 'GET /a', { status: 200, ...parts }),
    documented,
  ).map(({ verdict, instance }) => `${verdict} ${instance}`);
}

describe('a rule of a reply', () => {
  it.each<[string, string, Partial<ExchangeParts>, string[]]>([
    ['the status', 'status == 200', {}, ['holds ']],
    ['a header', 'headers["x-a"] == "1"', { headers: [['X-A', '1']] }, ['holds ']],
    ['the path', 'request.path.id == "a"', { path: { id: 'a' } }, ['holds ']],
    ['the query', 'request.query.q == 1', { query: { q: 1 } }, ['holds ']],
    ['a header that was sent', 'request.headers.a == "1"', { requestHeaders: [['A', '1']] }, ['holds ']],
    ['the body that was sent', 'request.body.a == 1', { body: { a: 1 } }, ['holds ']],
    ['the body', 'self.a == 1', { json: { a: 1 } }, ['holds ']],
    ['a body that is not there', 'self.a == 1', {}, []],
    ['another status', 'status == 201', {}, ['broken ']],
    ['a reply that did not come', 'status == 200', NO_REPLY, []],
  ])('speaks of %s', (_, cel, parts, found) => {
    expect(outcomes({}, rule(cel), parts)).toEqual(found);
  });

  it('is not held against what a faulty request asked for, but else it is', () => {
    const refused = { expectation: { kind: 'refusal', fault: NO_TITLE }, query: { q: 1 } } as const;

    expect(outcomes({}, rule('request.query.q == 2'), refused)).toEqual([]);
    expect(outcomes({}, rule('status == 201'), refused)).toEqual(['broken ']);
    expect(outcomes({}, rule('request.query.q == 2'), { query: { q: 1 } })).toEqual(['broken ']);
  });

  it('is told beside those of its body', () => {
    const schema = { properties: { a: rule('self > 1') } };

    expect(outcomes(schema, rule('status == 200'), { json: { a: 1 } })).toEqual(['holds ', 'broken /a']);
    expect(outcomes(schema, {}, { json: { a: 1 }, contentType: 'text/plain' })).toEqual([]);
    expect(outcomes(schema, {}, {})).toEqual([]);
  });

  it('is silent about what nobody can compute', () => {
    expect(outcomes({}, rule('self.a + self.b == 1'), { json: { a: 2 ** 62, b: 2 ** 62 } })).toEqual([]);
  });
});

describe('a body that is not as its schema says', () => {
  it.each<[string, JsonObject, string, Json]>([
    ['at the place', { properties: { a: { type: 'integer' } } }, 'string(self.a) == "2"', { a: '1' }],
    ['below it', { properties: { a: { items: { type: 'integer' } } } }, 'size(self.a) == 2', { a: ['1'] }],
    ['above it', { properties: { a: { minProperties: 2 } } }, 'self.a.b == 2', { a: { b: 1 } }],
    ['in a member that is missing', { required: ['b'] }, 'has(self.b)', { a: 1 }],
    [
      'in a member that should not be there',
      { properties: { a: {} }, additionalProperties: false },
      'self.b == 2',
      { a: 1, b: 1 },
    ],
    ['beside a member that is missing', { dependentRequired: { a: ['b'] } }, 'self.a == 2', { a: 1 }],
    ['as a whole, for all we know', { pattern: '(' }, 'self.a == 2', { a: 1 }],
  ])('is not held against a rule: %s', (_, schema, cel, json) => {
    expect(outcomes({ ...schema, ...rule(cel) }, {}, { json })).toEqual([]);
  });

  it.each<[string, JsonObject, Json]>([
    ['elsewhere', { properties: { b: { type: 'integer' } } }, { a: 1, b: '1' }],
    ['in a member of a longer name', { properties: { ab: { type: 'integer' } } }, { a: 1, ab: '1' }],
    ['in a member of a shorter name', { properties: { '': { type: 'integer' } } }, { a: 1, '': '1' }],
    ['in another member that is missing', { required: ['b'] }, { a: 1 }],
    ['nowhere', {}, { a: 1 }],
  ])('is held against it: %s', (_, schema, json) => {
    expect(outcomes({ ...schema, ...rule('self.a == 2') }, {}, { json })).toEqual(['broken ']);
  });

  it('does not hide what holds', () => {
    const schema = { properties: { a: { maximum: 1 } }, ...rule('self.a == 2') };

    expect(outcomes(schema, {}, { json: { a: 2 } })).toEqual(['holds ']);
  });

  it('has too many faults to tell where', () => {
    const schema = { properties: { list: { items: { type: 'integer' } } }, ...rule('self.a == 2') };
    const withFaults = (count: number) => ({ a: 1, list: Array.from({ length: count }, () => 'x') });

    expect(outcomes(schema, {}, { json: withFaults(19) })).toEqual(['broken ']);
    expect(outcomes(schema, {}, { json: withFaults(20) })).toEqual([]);
  });

  it('has no schema that a rule of the response could be beside', () => {
    expect(outcomes({ type: 'integer' }, rule('self == "b"'), { json: 'a' })).toEqual([]);
    expect(
      outcomes({ type: 'integer' }, rule('self == "b"'), { json: 'a', contentType: 'text/plain' }),
    ).toEqual(['broken ']);
  });
});
