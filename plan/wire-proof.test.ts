import { describe, expect, it } from 'vitest';
import { serializeParameter } from '../generators/wire/index.ts';
import type { Contract, Parameter } from '../model/contract.ts';
import { bodyOf, faultsOf, planned, single } from './test-support.ts';
import { wrongs } from './wire-proof.test-support.ts';

const SCHEMAS = {
  text: { type: 'string' },
  short: { type: 'string', minLength: 1, maxLength: 3 },
  word: { type: 'string', pattern: '^[a-z]+$' },
  digits: { type: 'string', pattern: '^\\d+$' },
  integer: { type: 'integer', minimum: 2, maximum: 8, multipleOf: 2 },
  number: { type: 'number', exclusiveMinimum: 0 },
  boolean: { type: 'boolean' },
  nullable: { type: ['integer', 'null'] },
  both: { type: ['boolean', 'string'], maxLength: 4 },
  choice: { enum: ['a', 1, true, null] },
  constant: { const: 5 },
  day: { type: 'string', format: 'date' },
  texts: { type: 'array', items: { type: 'string' }, minItems: 1, maxItems: 3, uniqueItems: true },
  numbers: { type: 'array', items: { type: 'number', maximum: 5 } },
  flags: { type: 'array', prefixItems: [{ type: 'boolean' }, { type: 'integer' }], minItems: 2 },
  thing: {
    type: 'object',
    required: ['n'],
    properties: { n: { type: 'integer', minimum: 1 }, t: { type: 'string', maxLength: 2 } },
    additionalProperties: false,
  },
  map: { type: 'object', additionalProperties: { type: 'integer' }, minProperties: 1 },
  deep: { type: 'object', properties: { list: { type: 'array', items: { type: 'integer' } } } },
  either: { oneOf: [{ type: 'integer' }, { type: 'string', minLength: 3 }] },
};

const PLACES: readonly (readonly [Parameter['in'], Parameter['style']])[] = [
  ['path', 'simple'],
  ['path', 'label'],
  ['path', 'matrix'],
  ['header', 'simple'],
  ['query', 'form'],
  ['query', 'spaceDelimited'],
  ['query', 'pipeDelimited'],
  ['query', 'deepObject'],
  ['cookie', 'form'],
];
const STYLES = PLACES.flatMap(([where, style]) =>
  [false, true].map((explode) => ({ where, style, explode })),
);
const MEDIA_TYPES = [
  'application/json',
  'application/merge-patch+json',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
];

function withParameter(where: Parameter['in'], schema: unknown, more: object, required = true): Contract {
  const path = where === 'path' ? '/a/{p}' : '/a';
  const parameters = [{ name: where === 'header' ? 'X-P' : 'p', in: where, required, ...more }];
  const isContent = 'content' in more;
  return single('get', path, { parameters: isContent ? parameters : [{ ...parameters[0], schema }] });
}

describe('a faulty parameter', () => {
  it.each(STYLES)(
    'in the $where of style $style, explode $explode, is invalid on the wire beside a valid control',
    ({ where, style, explode }) => {
      for (const [index, [name, schema]] of Object.entries(SCHEMAS).entries()) {
        const isRequired = where === 'path' || index % 2 === 0;
        const contract = withParameter(where, schema, { style, explode }, isRequired);
        expect(wrongs(contract, planned(contract)), name).toEqual([]);
      }
    },
  );

  it.each(['path', 'query', 'header', 'cookie'] as const)(
    'as JSON in the %s is invalid on the wire beside a valid control',
    (where) => {
      for (const [name, schema] of Object.entries(SCHEMAS)) {
        const contract = withParameter(where, schema, { content: { 'application/json': { schema } } });
        expect(wrongs(contract, planned(contract)), name).toEqual([]);
      }
    },
  );
});

describe('a faulty body', () => {
  it.each(MEDIA_TYPES)('of %s is invalid on the wire at one place, beside a valid control', (mediaType) => {
    for (const [index, [name, schema]] of Object.entries(SCHEMAS).entries()) {
      const required = index % 2 === 0 ? ['m'] : [];
      const whole = { type: 'object', required, properties: { m: schema, other: { type: 'boolean' } } };
      const contract = single('post', '/a', {
        requestBody: { required: true, content: { [mediaType]: { schema: whole } } },
      });
      expect(wrongs(contract, planned(contract)), name).toEqual([]);
    }
  });

  it.each(['text/plain', 'text/csv; charset=utf-8'])('of %s is invalid on the wire', (mediaType) => {
    for (const [name, schema] of Object.entries(SCHEMAS)) {
      const contract = single('post', '/a', {
        requestBody: { required: true, content: { [mediaType]: { schema } } },
      });
      expect(wrongs(contract, planned(contract)), name).toEqual([]);
    }
  });
});

/** What is sent as faulty, as it stands on the wire. */
function faultyQueries(schema: unknown, required = true): string[] {
  const contract = withParameter('query', schema, {}, required);
  const [declared] = contract.operations[0]?.parameters ?? [];
  return faultsOf(planned(contract)).flatMap(({ planned: one, fault }) => {
    const given = one.request.parameters.find(({ name }) => name === 'p');
    return declared && given && fault.keyword !== 'method' ? [serializeParameter(declared, given.value)] : [];
  });
}

describe('what is the same on the wire', () => {
  it.each<[string, unknown, RegExp]>([
    ['any value is a text', SCHEMAS.text, /./],
    ['a whole number is an integer, quoted or not', { type: 'integer' }, /^p=-?\d+$/],
    ['a whole number is a number', { type: 'number' }, /^p=-?\d/],
    ['true is a boolean, quoted or not', SCHEMAS.boolean, /^p=(true|false)$/],
    ['null is no value of a query', SCHEMAS.nullable, /^p=null$/],
    ['an item that is a text may be a number', { type: 'array', items: { type: 'string' } }, /^p=/],
    ['a constant is the same as its text', { const: 5 }, /^p=5$/],
    ['an item of an enumeration is the same as its text', { enum: [1, true] }, /^p=(1|true)$/],
  ])('is never sent as a fault: %s', (_, schema, forbidden) => {
    expect(faultyQueries(schema).filter((wire) => forbidden.test(wire))).toEqual([]);
  });

  it('binds weakly where an empty text may be taken for none', () => {
    const level = (required: boolean) =>
      faultsOf(planned(withParameter('query', { type: 'string', minLength: 1 }, {}, required))).find(
        ({ fault }) => fault.keyword === 'minLength',
      )?.fault.level;

    expect(level(true)).toBe('should');
    expect(level(false)).toBe('may');
  });

  it('is never sent as a fault of a form', () => {
    const properties = { n: { type: 'integer' }, t: { type: 'string' }, on: { type: 'boolean' } };
    const contract = single('post', '/a', {
      requestBody: {
        required: true,
        content: { 'application/x-www-form-urlencoded': { schema: { type: 'object', properties } } },
      },
    });

    const members = faultsOf(planned(contract)).flatMap(({ planned: one }) =>
      Object.entries(bodyOf(one) ?? {}),
    );

    expect(members.length).toBeGreaterThan(0);
    for (const [name, value] of members) {
      if (name === 'n') expect(String(value)).not.toMatch(/^-?\d+$/);
      if (name === 't') expect(typeof value).toBe('string');
      if (name === 'on')
        expect(typeof value === 'boolean' || !/^(true|false)$/.test(String(value))).toBe(true);
    }
  });
});
