import { describe, expect, it } from 'vitest';
import { MARK } from './marks.ts';
import { isPlain } from './plainness.ts';
import { bodyOf, controlOf, faultsOf, inline, jsonBody, planned, RESPONSES, single } from './test-support.ts';

const inferred = { 'x-assay-source': { basis: 'inferred' } };
const promised = (level: string) => ({
  '200': { description: 'ok' },
  '400': { description: 'refused', 'x-assay-refuses': ['body', 'query'], 'x-assay-source': { basis: level } },
});
const levelOf = (contract: Parameters<typeof planned>[0], matches: RegExp) =>
  faultsOf(planned(contract)).find(({ fault }) =>
    matches.test(`${fault.kind} ${fault.instance} ${fault.keyword} ${fault.what}`),
  )?.fault.level;

describe('the level of a fault', () => {
  const body = jsonBody({
    type: 'object',
    required: ['strict', 'loose'],
    additionalProperties: false,
    properties: {
      strict: { type: 'string', minLength: 2 },
      formed: { type: 'string', format: 'ipv4' },
      listed: { type: 'string', enum: ['idle', 'busy'] },
      loose: { type: 'string', minLength: 2, ...inferred },
      spare: { type: 'string', minLength: 2 },
    },
  });

  it.each([
    ['body /strict minLength', 'must'],
    ['body /loose minLength', 'may'],
    ['body /strict required', 'must'],
    ['body /formed format', 'should'],
    ['body .* additionalProperties', 'should'],
    ['body /listed enum .*a value that is not listed', 'must'],
    ['body /listed enum .*a listed value in another case', 'should'],
    ['body /spare type .*null instead', 'should'],
    ['body /spare type .*boolean instead', 'must'],
    ['body /strict type .*null instead', 'must'],
    ['media-type', 'should'],
  ])('of %s is %s', (fault, level) => {
    expect(
      levelOf(single('post', '/a', { ...body, responses: promised('documented') }), new RegExp(fault)),
    ).toBe(level);
  });

  it.each([
    ['documented', 'must'],
    ['corroborated', 'should'],
    ['inferred', 'may'],
  ])('is no harder than a promise to refuse that is %s', (basis, level) => {
    expect(
      levelOf(single('post', '/a', { ...body, responses: promised(basis) }), /body \/strict minLength/),
    ).toBe(level);
  });

  it.each([
    ['/port format', 'should'],
    ['/word minLength', 'must'],
  ])('that breaks another constraint with it is its own: %s is %s', (fault, level) => {
    const contract = single('post', '/a', {
      ...jsonBody({
        type: 'object',
        properties: {
          port: { type: 'integer', format: 'int32', minimum: 0, maximum: 65535 },
          word: { type: 'string', minLength: 1, format: 'hostname' },
        },
      }),
      responses: promised('documented'),
    });

    expect(levelOf(contract, new RegExp(`body ${fault}`))).toBe(level);
  });

  it('is SHOULD where nothing promises to refuse', () => {
    const contract = single('post', '/a', { ...body, responses: { '200': { description: 'ok' } } });

    expect(levelOf(contract, /body \/strict minLength/)).toBe('should');
  });

  it.each([
    [promised('documented'), 'must'],
    [RESPONSES, 'should'],
  ])('in a query is MUST only where it is promised', (responses, level) => {
    const parameters = [{ name: 'n', in: 'query', schema: { type: 'integer', minimum: 1 } }];

    expect(levelOf(single('get', '/a', { parameters, responses }), /query n minimum/)).toBe(level);
  });

  it('in a path is SHOULD at the most', () => {
    const parameters = [{ name: 'n', in: 'path', required: true, schema: { type: 'integer', minimum: 1 } }];

    expect(levelOf(single('get', '/a/{n}', { parameters }), /path n minimum/)).toBe('should');
  });
});

describe('the level of a valid request', () => {
  it('is MAY for stranger values', () => {
    const contract = single('post', '/a', jsonBody({ type: 'string', minLength: 1, maxLength: 400 }));

    const { cases } = planned(contract, { budget: { name: '40', random: 40 } });

    for (const { expectation, ...rest } of cases) {
      if (expectation.kind !== 'success') continue;
      const value = bodyOf({ expectation, ...rest }) as string;
      expect(expectation.level, JSON.stringify(value)).toBe(isPlain(value) ? 'must' : 'may');
    }
    expect(
      cases.some(({ expectation }) => expectation.kind === 'success' && expectation.level === 'may'),
    ).toBe(true);
  });

  it.each([
    ['text', true],
    [' text', false],
    ['é', false],
    ['a'.repeat(256), false],
    [2 ** 53, false],
    [{ a: [1, 'b'] }, true],
    [{ ä: 1 }, false],
  ])('%j is plain: %s', (value, plain) => {
    expect(isPlain(value)).toBe(plain);
  });

  it('leaves members that bind weakly out, and tries each of them alone and all at once', () => {
    const weak = { type: 'string', ...inferred };
    const contract = single(
      'post',
      '/a',
      jsonBody({
        type: 'object',
        required: ['a'],
        properties: { a: { type: 'string' }, w1: weak, w2: weak },
      }),
    );
    const plan = planned(contract);

    const members = plan.cases.map((planned) => Object.keys((bodyOf(planned) ?? {}) as object));
    const faulty = new Set(faultsOf(plan).map(({ planned }) => planned));
    const valid = plan.cases.filter((planned) => !faulty.has(planned) && bodyOf(planned) !== undefined);

    expect(members.some((names) => names.includes('w1'))).toBe(true);
    const both = plan.cases.filter((_, at) => ['w1', 'w2'].every((name) => members[at]?.includes(name)));
    expect(both.map(({ purpose }) => purpose)).toEqual(['every member']);
    for (const { expectation, ...rest } of valid) {
      const isWeak = /"w\d"/.test(JSON.stringify(bodyOf({ expectation, ...rest })));
      expect(expectation).toMatchObject({ kind: 'success', level: isWeak ? 'may' : 'must' });
    }
  });
});

describe('marks', () => {
  const schema = {
    type: 'object',
    required: ['name', 'code', 'size'],
    properties: {
      name: { type: 'string', maxLength: 60 },
      code: { type: 'string', maxLength: 5 },
      size: { type: 'integer' },
      other: { type: 'string' },
    },
  };
  const contract = inline({
    'x-assay-resources': {
      thing: {
        parameter: 'id',
        create: { operation: 'make', identity: '$response.body#/id' },
        delete: { operation: 'remove' },
        unique: ['name', 'code', 'size'],
        mark: 'name',
      },
    },
    paths: {
      '/things': { post: { operationId: 'make', responses: RESPONSES, ...jsonBody(schema) } },
      '/things/{id}': {
        delete: {
          operationId: 'remove',
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
          responses: { '204': { description: 'gone' } },
        },
      },
    },
  });

  it('stand in string members that can hold them, and never in the faulty place', () => {
    const plan = planned(contract);

    for (const { planned, fault } of faultsOf(plan)) {
      if (fault.kind !== 'body') continue;
      const body = bodyOf(planned);
      if (typeof body !== 'object' || body === null || Array.isArray(body) || fault.instance === '') continue;
      const { name, code, size, other } = body as Record<string, unknown>;
      const isNameFaulty = fault.instance === '/name';
      if (!isNameFaulty) expect(name, fault.what).toBe(MARK);
      else expect(JSON.stringify(name) ?? '').not.toContain('mark');
      expect(JSON.stringify([code, size, other])).not.toContain(MARK);
      expect(bodyOf(controlOf(plan, planned) ?? planned)).toMatchObject({ name: MARK });
    }
  });
});

describe('every member', () => {
  const bodyWith = (properties: Record<string, object>) =>
    planned(
      single('post', '/a', {
        ...jsonBody({
          type: 'object',
          required: ['name'],
          properties: { name: { type: 'string' }, ...properties },
        }),
        responses: RESPONSES,
      }),
    ).cases.filter(({ purpose }) => purpose === 'every member');

  it('is sent at once where some bind weakly, and a refusal says no more than they do', () => {
    const [every, ...others] = bodyWith({
      size: { type: 'integer' },
      colour: { type: 'string', ...inferred },
    });

    expect(others).toEqual([]);
    expect(Object.keys((every && bodyOf(every)) ?? {})).toEqual(['name', 'size', 'colour']);
    expect(every?.expectation).toEqual({ kind: 'success', level: 'may' });
  });

  it('needs no request of its own where all bind hard', () => {
    expect(bodyWith({ size: { type: 'integer' } })).toEqual([]);
  });
});
