import { describe, expect, it } from 'vitest';
import { unbreakable } from '../generators/index.ts';
import { serializeParameter } from '../generators/wire/index.ts';
import type { Case } from '../model/case.ts';
import type { Contract } from '../model/contract.ts';
import {
  bodyOf,
  controlOf,
  faultsOf,
  inline,
  planned,
  RESPONSES,
  SHIPPED,
  shipped,
  single,
} from './test-support.ts';
import { wrongs } from './wire-proof.test-support.ts';

const TABLE = {
  type: 'object',
  required: ['name', 'kind'],
  additionalProperties: false,
  properties: {
    name: { type: 'string', minLength: 3, maxLength: 12, pattern: '^[a-z]+$' },
    kind: { enum: ['a', 'b'] },
    size: { type: 'integer', minimum: 1, maximum: 9, multipleOf: 3 },
    ratio: { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 },
    day: { type: 'string', format: 'date' },
    flag: { type: 'boolean' },
    tags: { type: 'array', minItems: 1, maxItems: 3, uniqueItems: true, items: { type: 'string' } },
    inner: { type: 'object', required: ['id'], properties: { id: { type: ['integer', 'null'] } } },
    choice: {
      oneOf: [{ type: 'integer' }, { type: 'object', required: ['x'], properties: { x: { const: 1 } } }],
    },
  },
};
const KEYWORDS = new Set([
  ...[
    'type',
    'enum',
    'const',
    'required',
    'additionalProperties',
    'minLength',
    'maxLength',
    'pattern',
    'minimum',
  ],
  ...[
    'maximum',
    'multipleOf',
    'exclusiveMinimum',
    'exclusiveMaximum',
    'format',
    'minItems',
    'maxItems',
    'uniqueItems',
    'oneOf',
  ],
]);

const bodyContract = (mediaType: string): Contract =>
  single('post', '/a', { requestBody: { required: true, content: { [mediaType]: { schema: TABLE } } } });

const queryContract = (): Contract =>
  single('get', '/a', {
    parameters: Object.entries(TABLE.properties).map(([name, schema]) => ({ name, in: 'query', schema })),
  });

describe('faulty cases', () => {
  it.each(SHIPPED)('of %s are invalid on the wire, and their controls valid', (name) => {
    const contract = shipped(name);

    expect(wrongs(contract, planned(contract))).toEqual([]);
  });

  it.each(['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
    'of a %s body are invalid on the wire, and their controls valid',
    (mediaType) => {
      const contract = bodyContract(mediaType);
      const plan = planned(contract);

      expect(wrongs(contract, plan)).toEqual([]);
      expect(faultsOf(plan).length).toBeGreaterThan(20);
    },
  );

  it('of parameters are invalid on the wire, and their controls valid', () => {
    const contract = queryContract();

    expect(wrongs(contract, planned(contract))).toEqual([]);
  });

  it('differ from their control in the place of the fault alone', () => {
    const plan = planned(bodyContract('application/json'));

    for (const { planned: faulty, fault } of faultsOf(plan)) {
      const control = controlOf(plan, faulty);
      if (fault.kind !== 'body' || bodyOf(faulty) === undefined || fault.instance === '') continue;
      const [member] = fault.instance.split('/').slice(1);
      const rest = ({ request }: Case) => {
        const value = request.body && 'value' in request.body ? request.body.value : {};
        return Object.fromEntries(Object.entries(value as object).filter(([name]) => name !== member));
      };
      expect(rest(faulty), fault.what).toEqual(control && rest(control));
      expect(faulty.request.parameters).toEqual(control?.request.parameters);
    }
  });
});

/** Every constraint of a schema by its place in the document. */
function constraintsIn(schema: unknown, pointer: string): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  if (Array.isArray(schema)) return schema.flatMap((item, at) => constraintsIn(item, `${pointer}/${at}`));
  return Object.entries(schema).flatMap(([name, value]) => {
    const own = KEYWORDS.has(name) && !/\/properties$/.test(pointer) ? [`${pointer} ${name}`] : [];
    return [...own, ...constraintsIn(value, `${pointer}/${name}`)];
  });
}

describe('every constraint', () => {
  it('of a body yields a fault case or a stated omission', () => {
    const contract = bodyContract('application/json');
    const { schema = '' } = contract.operations[0]?.body?.contents[0] ?? {};
    const plan = planned(contract);
    const tried = new Set(faultsOf(plan).map(({ fault }) => `${fault.statement} ${fault.keyword}`));
    const omitted = new Set(plan.omissions.map(({ what }) => what));

    const missing = constraintsIn(TABLE, schema).filter((constraint) => {
      const [pointer = '', keyword = ''] = constraint.split(' ');
      const place = pointer.slice(schema.length).replaceAll('/properties', '').replaceAll('/items', '/0');
      const isOmitted = [...omitted].some((what) => what.startsWith(`a fault of ${keyword} in ${place}`));
      return !tried.has(constraint) && !isOmitted;
    });

    expect(missing.filter((constraint) => !/oneOf\/\d/.test(constraint))).toEqual([]);
  });

  it('of a parameter yields a fault case or a stated omission', () => {
    const contract = queryContract();
    const plan = planned(contract);
    const tried = faultsOf(plan).map(({ fault }) => `${fault.instance} ${fault.keyword}`);

    for (const [name, schema] of Object.entries(TABLE.properties)) {
      for (const keyword of Object.keys(schema).filter((one) => KEYWORDS.has(one))) {
        const isTold = plan.omissions.some(
          ({ what }) => what.includes(keyword) && what.endsWith(` of ${name}`),
        );
        expect(tried.includes(`${name} ${keyword}`) || isTold, `${name} ${keyword}`).toBe(true);
      }
    }
  });

  it('that breaks only together with another one of its place is tried all the same', () => {
    const inner = { type: 'string', maxLength: 6, pattern: '^([a-z]{3}){0,2}$' };
    const body = {
      content: { 'application/json': { schema: { type: 'object', properties: { a: inner } } } },
    };
    const contract = single('post', '/a', {
      requestBody: body,
      parameters: [{ name: 'q', in: 'query', schema: inner }],
    });

    const plan = planned(contract);

    const tried = faultsOf(plan).filter(({ fault }) => fault.keyword === 'maxLength');
    expect(tried.map(({ fault }) => fault.what)).toEqual([
      'q is faulty: one character too long',
      'q is faulty: far too long',
      '/a is faulty: one character too long',
      '/a is faulty: far too long',
    ]);
    expect(plan.omissions.filter(({ what }) => what.includes('maxLength'))).toEqual([]);
    expect(wrongs(contract, plan)).toEqual([]);
  });

  it('that cannot be broken is told with the reason', () => {
    const schema = { type: 'object', properties: { a: { const: 'x', minLength: 1 } } };
    expect(unbreakable(schema).length).toBeGreaterThan(0);

    const { omissions } = planned(
      single('post', '/a', { requestBody: { required: true, content: { 'application/json': { schema } } } }),
    );

    expect(omissions).toContainEqual(
      expect.objectContaining({
        operation: 'POST /a',
        what: 'a fault of minLength in /a',
        why: expect.stringMatching(/./),
      }),
    );
  });
});

describe('what is sent in parameters', () => {
  const wiresOf = (contract: Contract, where: string): string[] =>
    planned(contract).cases.flatMap(({ request }) =>
      request.parameters
        .filter((given) => given.in === where)
        .flatMap(({ name, value }) => {
          const declared = contract.operations[0]?.parameters.find((one) => one.name === name);
          return declared ? [serializeParameter(declared, value)] : [];
        }),
    );

  it.each([
    {},
    { type: 'string' },
    { type: 'string', minLength: 2 },
    { enum: ['..', '.', '', 'a'] },
    { type: 'array', items: { type: 'string' } },
  ])('names a path segment that is neither empty nor dots: %j', (schema) => {
    const wires = wiresOf(
      single('get', '/a/{id}', { parameters: [{ name: 'id', in: 'path', required: true, schema }] }),
      'path',
    );

    expect(wires.length).toBeGreaterThan(0);
    for (const wire of wires) expect(['', '.', '..']).not.toContain(wire);
  });

  it('never names a sibling that is written out', () => {
    const parameters = [
      { name: 'id', in: 'path', required: true, schema: { enum: ['details', 'other'] }, example: 'details' },
    ];
    const get = { responses: RESPONSES };
    const contract = inline({
      paths: { '/a/{id}': { get: { ...get, parameters } }, '/a/details': { get }, '/a/other/x': { get } },
    });

    const ids = planned(contract).cases.flatMap(({ request }) =>
      request.parameters.map(({ value }) => value),
    );

    expect(ids).toContain('other');
    expect(ids).not.toContain('details');
  });

  it('has no control characters in a header', () => {
    const schema = { type: 'string', enum: ['a\nb', 'c\u0000', 'é', ' d ', 'fine'] };

    const wires = wiresOf(
      single('get', '/a', { parameters: [{ name: 'X-A', in: 'header', required: true, schema }] }),
      'header',
    );

    expect(new Set(wires)).toContain('fine');
    for (const wire of wires) expect(wire).toMatch(/^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/);
  });

  it('leaves deprecated optional parameters out, and keeps required ones', () => {
    const parameters = [
      { name: 'old', in: 'query', deprecated: true, schema: { type: 'string' } },
      { name: 'kept', in: 'query', deprecated: true, required: true, schema: { type: 'string' } },
    ];

    const names = planned(single('get', '/a', { parameters })).cases.flatMap(({ request }) =>
      request.parameters.map(({ name }) => name),
    );

    expect(new Set(names)).toEqual(new Set(['kept']));
  });
});
