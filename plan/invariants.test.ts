import { describe, expect, it } from 'vitest';
import { requestOutcomes } from '../contract/request-invariants.ts';
import type { Case, Plan } from '../model/case.ts';
import type { Contract } from '../model/contract.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { sampled } from './marks.ts';
import { spokenOf } from './spoken-request.ts';
import { bodyOf, controlOf, faultsOf, jsonBody, planned, single } from './test-support.ts';
import { wrongs } from './wire-proof.test-support.ts';

const FULL = { budget: { name: '20', random: 20, pairwise: true } } as const;

function rule(id: string, cel: string): JsonObject {
  return { id, cel, message: `${id} holds` };
}

/** Bookings with an interval, a pair that belongs together, and a sum. */
const BOOKING = {
  type: 'object',
  required: ['from', 'to'],
  additionalProperties: false,
  properties: {
    from: { type: 'integer', minimum: 0, maximum: 100 },
    to: { type: 'integer', minimum: 0, maximum: 100 },
    name: { type: 'string', minLength: 1, maxLength: 5 },
    place: { enum: ['here', 'there'] },
    guests: { type: 'integer', minimum: 1, maximum: 9 },
  },
  'x-assay-invariants': [
    rule('in-order', 'self.from <= self.to'),
    rule('both-or-neither', 'has(self.name) == has(self.place)'),
    rule('few-there', '!has(self.place) || self.place == "here" || !has(self.guests) || self.guests < 5'),
  ],
};

const SORTED = {
  parameters: [
    { name: 'sort_by', in: 'query', schema: { enum: ['name', 'age'] } },
    { name: 'order', in: 'query', schema: { enum: ['up', 'down'] } },
    { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 10 } },
  ],
  'x-assay-invariants': [rule('order-needs-sort', '!has(request.query.order) || has(request.query.sort_by)')],
};

function valuesOf(contract: Contract, { request }: Case): JsonObject {
  const [operation] = contract.operations;
  if (!operation) throw new Error('no operation');
  const body = request.body && 'value' in request.body ? { body: request.body.value } : {};
  return sampled(spokenOf(operation, { parameters: request.parameters, ...body })) as JsonObject;
}

function brokenBy(contract: Contract, one: Case): string[] {
  const [operation] = contract.operations;
  if (!operation) throw new Error('no operation');
  const schema = operation.body?.contents[0]?.schema;
  return requestOutcomes(contract, operation, { value: valuesOf(contract, one), schema })
    .filter(({ verdict }) => verdict !== 'holds')
    .map(({ invariant }) => invariant.id);
}

function valid({ cases }: Plan): Case[] {
  return cases.filter(({ expectation }) => expectation.kind === 'success');
}

describe('valid requests', () => {
  it.each([
    ['of a body', single('post', '/bookings', jsonBody(BOOKING))],
    ['of a query', single('get', '/things', SORTED)],
  ])('keep the invariants %s, whatever they are about', (_, contract) => {
    const plan = planned(contract, FULL);

    expect(valid(plan).length).toBeGreaterThan(10);
    expect(valid(plan).flatMap((one) => brokenBy(contract, one))).toEqual([]);
  });

  it('still reach every boundary, listed value and random case', () => {
    const plan = planned(single('post', '/bookings', jsonBody(BOOKING)), FULL);
    const bodies = valid(plan).map((one) => bodyOf(one) as Record<string, Json>);
    const kinds = new Set(valid(plan).map(({ kind }) => kind));

    for (const [name, values] of Object.entries({
      from: [0, 100],
      to: [0, 100],
      guests: [1, 9],
      place: ['here', 'there'],
    }))
      for (const value of values)
        expect(
          bodies.some((body) => body[name] === value),
          `${name} ${value}`,
        ).toBe(true);
    expect([...kinds].sort()).toEqual(['boundary', 'control', 'pairwise', 'plain', 'random']);
  });

  it('that cannot be, are told', () => {
    const never = { ...BOOKING, 'x-assay-invariants': [rule('small', 'self.from < 50')] };
    const { omissions, cases } = planned(single('post', '/bookings', jsonBody(never)), FULL);

    expect(omissions).toContainEqual(
      expect.objectContaining({ why: 'it would break the invariant small: small holds' }),
    );
    expect(cases.length).toBeGreaterThan(10);
  });
});

describe('a fault', () => {
  it.each([
    [
      'of a body',
      single('post', '/bookings', jsonBody(BOOKING)),
      ['both-or-neither', 'few-there', 'in-order'],
      'body',
    ],
    ['of a query', single('get', '/things', SORTED), ['order-needs-sort'], 'query'],
  ])('is made of each invariant %s, and breaks nothing else', (_, contract, ids, kind) => {
    const plan = planned(contract, FULL);

    const faults = faultsOf(plan).filter(({ fault }) => fault.keyword.startsWith('x-assay-invariants/'));
    expect(faults.map(({ fault }) => fault.keyword.split('/')[1]).sort()).toEqual(ids);
    for (const { planned: faulty, fault } of faults) {
      expect(brokenBy(contract, faulty)).toEqual([fault.keyword.split('/')[1]]);
      expect(fault.kind).toBe(kind);
      const control = controlOf(plan, faulty);
      expect(control && brokenBy(contract, control)).toEqual([]);
    }
    expect(wrongs(contract, plan)).toEqual([]);
  });

  it('of the schema has a control that keeps the invariants, and breaks none beside', () => {
    const contract = single('post', '/bookings', jsonBody(BOOKING));
    const plan = planned(contract, FULL);
    const faults = faultsOf(plan).filter(
      ({ fault }) => fault.keyword === 'enum' || fault.keyword === 'maximum',
    );

    expect(faults.length).toBeGreaterThan(2);
    for (const { planned: faulty } of faults) {
      const control = controlOf(plan, faulty);
      expect(control && brokenBy(contract, control)).toEqual([]);
    }
  });

  it('of a rule that cannot be evaluated is told with the reason', () => {
    const unguarded = { ...BOOKING, 'x-assay-invariants': [rule('short', 'size(self.guests) < 3')] };
    const { omissions } = planned(single('post', '/bookings', jsonBody(unguarded)), FULL);

    expect(omissions).toContainEqual(
      expect.objectContaining({
        what: 'a fault of x-assay-invariants/short',
        why: expect.stringMatching(/^it cannot be evaluated: /),
      }),
    );
  });

  it('stands in the ledger on both sides', () => {
    const { ledger } = planned(single('post', '/bookings', jsonBody(BOOKING)), FULL);

    const rules = ledger.constraints.filter(({ keyword }) => keyword.startsWith('x-assay-invariants/'));
    expect(rules.map(({ keyword, where, instance }) => [keyword, where, instance])).toEqual([
      ['x-assay-invariants/in-order', 'body', ''],
      ['x-assay-invariants/both-or-neither', 'body', ''],
      ['x-assay-invariants/few-there', 'body', ''],
    ]);
    for (const { valid: kept, fault } of rules) {
      expect(kept).toMatchObject({ cases: expect.any(Number) });
      expect(fault).toEqual({ cases: 1 });
    }
  });
});
