import { describe, expect, it } from 'vitest';
import type { Case } from '../model/case.ts';
import {
  bodyOf,
  faultsOf,
  inline,
  jsonBody,
  planned,
  plannedShipped,
  RESPONSES,
  readShipped,
  SHIPPED,
  shipped,
  single,
} from './test-support.ts';

const item = { type: 'object', required: ['name'], properties: { name: { type: 'string', minLength: 2 } } };

describe('a plan', () => {
  it.each(SHIPPED)('of %s has the same bytes for the same input', (name) => {
    const wish = { budget: { name: '4', random: 4 } };

    const [first, second] = [planned(shipped(name), wish), planned(readShipped(name), wish)];

    expect(JSON.stringify(first)).toBe(JSON.stringify(second));
  });

  it.each(SHIPPED)('of %s changes with the seed in random cases only', (name) => {
    const contract = shipped(name);
    const of = (seed: number) => planned(contract, { seed, budget: { name: '4', random: 4 } }).cases;
    const [first, second] = [of(1), of(2)];
    const others = (cases: readonly Case[]) =>
      cases.filter(({ phase }) => phase !== 'random').map(({ request }) => request);
    const random = (cases: readonly Case[]) =>
      cases.filter(({ phase }) => phase === 'random').map(({ request }) => request);

    expect(others(second)).toEqual(others(first));
    expect(random(second)).not.toEqual(random(first));
  });

  it.each(SHIPPED)('of %s has ids of its own for all cases, and ends each group with its control', (name) => {
    const { cases } = plannedShipped(name);

    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
    for (const { planned: faulty } of faultsOf({ cases })) {
      const group = cases.filter(({ group }) => group === faulty.group);
      expect(group.at(-1)?.control, faulty.id).toBe(true);
    }
  });

  it('leaves other operations alone where some are not selected', () => {
    const contract = shipped('nsx-sensor');
    const wish = { budget: { name: '2', random: 2 } };
    const [chosen] = contract.operations;
    const all = planned(contract, wish).cases.filter(({ operation }) => operation === chosen?.id);

    const some = planned(contract, { ...wish, selects: ({ id }) => id === chosen?.id });

    expect(some.cases).toEqual(all);
    expect(Object.keys(some.basics)).toHaveLength(contract.operations.length);
  });

  it('estimates at least what it sends, and minutes by the documented limit', () => {
    const contract = shipped('illumio-pce');

    const { estimate, cases } = planned(contract, {
      mock: false,
      env: { PCE_API_KEY: 'k', PCE_API_SECRET: 's' },
    });

    expect(estimate.requests).toBeGreaterThanOrEqual(cases.length);
    expect(estimate.requests).toBeLessThan(cases.length * 4);
    expect(estimate.creates).toBeGreaterThan(0);
    expect(estimate.minutes).toBe(Math.ceil(estimate.requests / 500));
  });

  it('estimates nothing but its cases on a mock', () => {
    const { estimate, cases } = planned(single('post', '/a', jsonBody(item)));

    expect(estimate.requests).toBe(cases.length);
  });
});

describe('what cannot be worked with is omitted, never thrown', () => {
  it.each([
    ['no value satisfies', { allOf: [{ type: 'string' }, { type: 'integer' }] }],
    ['a false schema', false],
    ['an unsupported keyword', { $dynamicRef: '#node' }],
    ['a pattern that is none', { type: 'string', pattern: '(' }],
    ['a circle that must not end', { $ref: '#/components/schemas/Circle' }],
    ['a type that is none', { type: 'nonsense' }],
  ])('a required body where there is %s', (_, schema) => {
    const circle = {
      type: 'object',
      required: ['next'],
      properties: { next: { $ref: '#/components/schemas/Circle' } },
    };
    const contract = single('post', '/a', jsonBody(schema), { components: { schemas: { Circle: circle } } });

    const { cases, omissions } = planned(contract, { budget: { name: '2', random: 2 } });

    expect(cases).toEqual([]);
    expect(omissions).toMatchObject([{ operation: 'POST /a', what: 'all cases' }]);
  });

  it('all of an operation whose body is required and of no media type', () => {
    const { cases, omissions } = planned(
      single('post', '/a', { requestBody: { required: true, content: {} } }),
    );

    expect(cases).toEqual([]);
    expect(omissions).toMatchObject([{ what: 'all cases', why: 'its body has no media type' }]);
  });

  it.each(['application/x-www-form-urlencoded', 'text/plain'])(
    'bodies of %s without bytes where one is required',
    (mediaType) => {
      const schema =
        mediaType === 'text/plain'
          ? { type: 'string', maxLength: 1 }
          : { type: 'object', properties: { n: { type: 'integer', minimum: 1, maximum: 2 } } };
      const { cases, omissions } = planned(
        single('post', '/a', { requestBody: { required: true, content: { [mediaType]: { schema } } } }),
        { budget: { name: 'some', random: 20, pairwise: true } },
      );

      const sent = cases.filter(({ expectation }) => expectation.kind === 'success').map(bodyOf);
      expect(sent.length).toBeGreaterThan(2);
      for (const value of sent) expect(['', '{}']).not.toContain(JSON.stringify(value).replaceAll('"', ''));
      expect(omissions).toContainEqual(
        expect.objectContaining({ why: 'it leaves no bytes, and the body is required' }),
      );
    },
  );

  it("the document's example that its schema does not take", () => {
    const { omissions } = planned(
      single('post', '/a', jsonBody({ type: 'integer' }, { examples: { odd: { value: 'x' } } })),
    );

    expect(omissions).toMatchObject([
      { what: "the document's example odd" },
      ...omissions.slice(1).map(() => ({})),
    ]);
  });

  it('an optional body, but not the operation', () => {
    const requestBody = { content: { 'application/json': { schema: { not: {} } } } };

    const { cases, omissions } = planned(single('post', '/a', { requestBody }));

    expect(cases.length).toBeGreaterThan(0);
    expect(cases.every(({ request }) => request.body === undefined)).toBe(true);
    expect(omissions[0]?.what).toMatch(/body/);
  });

  it.each(['query', 'header', 'cookie', 'path'])('a required parameter in the %s', (where) => {
    const parameter = { name: 'p', in: where, required: true, schema: { not: {} } };

    const { cases, omissions } = planned(
      single('get', where === 'path' ? '/a/{p}' : '/a', { parameters: [parameter] }),
    );

    expect(cases).toEqual([]);
    expect(omissions).toMatchObject([{ what: 'all cases', why: expect.stringContaining('p') }]);
  });

  it('an optional parameter alone', () => {
    const parameter = { name: 'p', in: 'query', schema: { not: {} } };

    const { cases, omissions } = planned(single('get', '/a', { parameters: [parameter] }));

    expect(cases.length).toBeGreaterThan(0);
    expect(omissions).toMatchObject([{ what: 'the query parameter p' }]);
  });

  it('objects in a media type that has no members', () => {
    const requestBody = { required: true, content: { 'application/xml': { schema: item } } };

    const { cases, omissions } = planned(single('post', '/a', { requestBody }));

    expect(cases).toEqual([]);
    expect(omissions[0]?.why).toMatch(/an object has no form in application\/xml/);
  });
});

describe('the expectation of a valid request', () => {
  it('is a success where one is documented, or `default` alone', () => {
    for (const responses of [RESPONSES, { default: { description: 'all' } }]) {
      const { cases } = planned(single('get', '/a', { responses }));

      expect(cases.find(({ kind }) => kind === 'plain')?.expectation.kind).toBe('success');
    }
  });

  it('is anything documented where no success is', () => {
    const { cases } = planned(single('get', '/a', { responses: { '302': { description: 'elsewhere' } } }));

    expect(cases.some(({ expectation }) => expectation.kind === 'success')).toBe(false);
    expect(cases.find(({ kind }) => kind === 'plain')?.expectation.kind).toBe('documented');
  });

  it('is asked of no webhook', () => {
    const hook = { post: { responses: RESPONSES } };

    expect(planned(inline({ paths: {}, webhooks: { hook } })).cases).toEqual([]);
  });
});
