import { describe, expect, it } from 'vitest';
import { violations } from '../contract/validation.ts';
import type { Case } from '../model/case.ts';
import type { Contract } from '../model/contract.ts';
import { isObject, type Json } from '../model/json.ts';
import { sampled } from './marks.ts';
import { bodyOf, jsonBody, planned, SHIPPED, shipped, single } from './test-support.ts';

const PAIRWISE = { budget: { name: '0', random: 0, pairwise: true } } as const;

function bodies({ cases }: { readonly cases: readonly Case[] }): Json[] {
  return cases
    .filter(({ expectation }) => expectation.kind === 'success')
    .map((each) => bodyOf(each) as Json)
    .filter((body) => body !== undefined);
}

/** Whether some body has both members as they are wanted; undefined for absent. */
function together(all: readonly Json[], wanted: Readonly<Record<string, Json | undefined>>): boolean {
  return all.some(
    (body) => isObject(body) && Object.entries(wanted).every(([name, value]) => body[name] === value),
  );
}

function omissionsOf(contract: Contract): string[] {
  return planned(contract, PAIRWISE).omissions.map(({ what, why }) => `${what}: ${why}`);
}

const flags = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`m${at}`, { type: 'boolean' }]));

describe('combinations of a body', () => {
  const properties = { ...flags(3), kind: { enum: ['a', 'b', 'c'] }, note: { type: 'string' } };
  const contract = single('post', '/things', jsonBody({ type: 'object', required: ['kind'], properties }));

  it('have every pair of choices of two members in a valid body', () => {
    const all = bodies(planned(contract, PAIRWISE));
    const levels: Record<string, (Json | undefined)[]> = {
      m0: [undefined, true, false],
      m1: [undefined, true, false],
      m2: [undefined, true, false],
      kind: ['a', 'b', 'c'],
    };

    const names = Object.keys(levels);
    for (const [at, one] of names.entries()) {
      for (const other of names.slice(at + 1)) {
        for (const a of levels[one] ?? [])
          for (const b of levels[other] ?? [])
            expect(together(all, { [one]: a, [other]: b }), `${one} ${a}, ${other} ${b}`).toBe(true);
      }
    }
  });

  it('are not made in the budget quick', () => {
    const { cases } = planned(contract);

    expect(cases.filter(({ kind }) => kind === 'pairwise')).toEqual([]);
  });

  it('name what excludes each other, with the reason', () => {
    const schema = {
      type: 'object',
      properties: { a: { type: 'string' }, b: { type: 'string' }, c: { type: 'string' } },
      dependentRequired: { a: ['b'] },
    };
    const dependent = single('post', '/things', jsonBody(schema));

    expect(omissionsOf(dependent)).toContainEqual(
      expect.stringMatching(/^pairs of choices \(\/a present, \/b absent\): .*exclude each other/),
    );
    expect(bodies(planned(dependent, PAIRWISE))).toContainEqual(
      expect.objectContaining({ a: expect.anything(), b: expect.anything(), c: expect.anything() }),
    );
  });

  it('go into branches, and are made anew where samples do not fit together', () => {
    const branch = (kind: string, more: object) => ({
      type: 'object',
      properties: { kind: { const: kind }, ...more },
      required: ['kind', ...Object.keys(more)],
    });
    const schema = {
      type: 'object',
      properties: { tag: { enum: ['x', 'y'] } },
      oneOf: [branch('file', { path: { type: 'string' } }), branch('net', { port: { type: 'integer' } })],
    };
    const all = bodies(planned(single('post', '/things', jsonBody(schema)), PAIRWISE));

    for (const kind of ['file', 'net'])
      for (const tag of ['x', 'y', undefined]) expect(together(all, { kind, tag })).toBe(true);
  });

  it('take a member of one branch for no choice in another', () => {
    const branch = (name: string) => ({
      type: 'object',
      properties: { kind: { const: name }, [name]: { type: 'boolean' } },
      required: ['kind'],
      additionalProperties: false,
    });
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const contract = single('post', '/things', jsonBody({ oneOf: names.map(branch) }));
    const all = bodies(planned(contract, PAIRWISE));

    for (const name of names) {
      for (const value of [true, false, undefined])
        expect(together(all, { kind: name, [name]: value }), `${name} ${value}`).toBe(true);
    }
    expect(omissionsOf(contract).filter((text) => text.startsWith('pairs'))).toEqual([]);
  });

  it('go into objects and items, where these are there', () => {
    const item = { type: 'object', properties: { on: { type: 'boolean' }, size: { enum: [1, 2] } } };
    const schema = {
      type: 'object',
      properties: { list: { type: 'array', items: item }, box: item, top: { type: 'boolean' } },
    };
    const all = bodies(planned(single('post', '/things', jsonBody(schema)), PAIRWISE)) as {
      list?: { on?: boolean; size?: number }[];
      box?: { on?: boolean; size?: number };
      top?: boolean;
    }[];

    expect(all.some(({ list }) => list?.[0]?.on === true && list[0].size === 2)).toBe(true);
    expect(all.some(({ list, top }) => list?.[0]?.size === 2 && top === false)).toBe(true);
    expect(all.some(({ box, list }) => box?.size === 2 && list?.[0]?.on === false)).toBe(true);
    expect(all.some(({ box, top }) => box === undefined && top === true)).toBe(true);
  });

  it('say how many values and pairs a limit leaves out', () => {
    const many = { enum: Array.from({ length: 20 }, (_, at) => `v${at}`) };
    const large = single('post', '/things', jsonBody({ type: 'object', properties: { a: many, b: many } }));
    const tall = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`m${at}`, many]));
    const huge = single('post', '/things', jsonBody({ type: 'object', properties: tall }));

    expect(omissionsOf(large)).toContain('pairs with 13 values of /a: no more than 8 values are combined');
    expect(omissionsOf(huge)).toContainEqual(
      expect.stringMatching(/^\d+ pairs of choices: an operation gets no more than 120 combinations$/),
    );
  });

  it.each(SHIPPED)('of %s are valid', (name) => {
    const contract = shipped(name);
    const { cases } = planned(contract, PAIRWISE);

    for (const each of cases.filter(({ kind }) => kind === 'pairwise')) {
      const operation = contract.operations.find(({ id }) => id === each.operation);
      const schema = operation?.body?.contents[0]?.schema;
      const body = bodyOf(each) as Json | undefined;
      if (schema === undefined || body === undefined) continue;
      expect(violations(contract, schema, 'request', sampled(body)), each.id).toEqual([]);
    }
  });
});

describe('combinations of parameters', () => {
  const query = (name: string, schema: object, more: object = {}) => ({ name, in: 'query', schema, ...more });

  it('have every pair of them, absent and with each listed value', () => {
    const parameters = [
      query('kind', { enum: ['a', 'b'] }),
      query('deep', { type: 'boolean' }),
      query('limit', { type: 'integer', minimum: 1 }),
      query('old', { type: 'string' }, { deprecated: true }),
    ];
    const { cases } = planned(single('get', '/things', { parameters }), PAIRWISE);
    const sent = cases
      .filter(({ expectation }) => expectation.kind === 'success')
      .map(({ request }) => Object.fromEntries(request.parameters.map(({ name, value }) => [name, value])));

    for (const kind of ['a', 'b', undefined]) {
      for (const deep of [true, false, undefined]) expect(together(sent, { kind, deep })).toBe(true);
      expect(sent.some((all) => all['kind'] === kind && all['limit'] !== undefined)).toBe(true);
      expect(together(sent, { kind, limit: undefined })).toBe(true);
    }
    expect(sent.every((all) => !Object.hasOwn(all, 'old'))).toBe(true);
  });

  it('with a strange value bind no harder than that value by itself', () => {
    const parameters = [query('kind', { enum: ['a', 'é'] }), query('deep', { type: 'boolean' })];
    const { cases } = planned(single('get', '/things', { parameters }), PAIRWISE);

    const levels = cases
      .filter(({ kind }) => kind === 'pairwise')
      .map(({ purpose, expectation }) => [
        purpose.includes('é'),
        expectation.kind === 'success' && expectation.level,
      ]);
    expect(levels).toContainEqual([true, 'may']);
    expect(levels).toContainEqual([false, 'should']);
    expect(levels).not.toContainEqual([true, 'should']);
  });

  it.each([
    [true, 'must'],
    [false, 'should'],
  ])('bind as SHOULD where two may both be left out: required %s is %s', (required, level) => {
    const parameters = [
      { ...query('kind', { enum: ['a', 'b'] }), required },
      { ...query('deep', { type: 'boolean' }), required },
    ];
    const { cases } = planned(single('get', '/things', { parameters }), PAIRWISE);
    const both = cases.filter(({ kind, request }) => kind === 'pairwise' && request.parameters.length === 2);

    expect(both.length).toBeGreaterThan(0);
    for (const { expectation } of both) expect(expectation).toMatchObject({ kind: 'success', level });
  });

  it('are none of a single one', () => {
    const { cases } = planned(
      single('get', '/things', { parameters: [query('a', { enum: [1, 2] })] }),
      PAIRWISE,
    );

    expect(cases.filter(({ kind }) => kind === 'pairwise')).toEqual([]);
  });
});

describe('the coverage set', () => {
  const member = (at: number) =>
    [
      { type: 'string', minLength: 1, maxLength: 9 },
      { type: 'integer', minimum: 0, maximum: 99 },
      { enum: ['a', 'b', 'c'] },
      { type: 'boolean' },
    ][at % 4];
  const sizeOf = (members: number) => {
    const properties = Object.fromEntries(Array.from({ length: members }, (_, at) => [`m${at}`, member(at)]));
    const required = Object.keys(properties).filter((_, at) => at % 3 === 0);
    const schema = { type: 'object', required, properties, additionalProperties: false };
    return planned(single('post', '/things', jsonBody(schema)), PAIRWISE).cases.length;
  };

  it.each([8, 16, 32])('of %i members at most little more than doubles with the document', (members) => {
    const [small, large] = [sizeOf(members), sizeOf(2 * members)];

    expect(large / small).toBeLessThanOrEqual(2.1);
    expect(small).toBeLessThan(20 * members);
  });
});
