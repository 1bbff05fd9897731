import { describe, expect, it } from 'vitest';
import type { Json } from '../model/json.ts';
import { siteOf } from './site.ts';
import { compileSchemas, withFile } from './testing/compile-document.ts';

function valuesOf(
  declared: Json,
  env: Record<string, string>,
  type: Json = 'string',
  mock = false,
): readonly Json[] | undefined {
  const contract = compileSchemas({ A: { type, 'x-assay-value': declared } });
  const site = siteOf(contract, new Map(Object.entries(env)), mock);
  const [value] = contract.siteValues;
  return value && site.valuesFor(value);
}

describe('siteOf', () => {
  it.each<{
    what: string;
    declared: Json;
    env: Record<string, string>;
    type?: Json;
    values: Json[] | undefined;
  }>([
    { what: 'the variable', declared: { env: 'V' }, env: { V: ' a ' }, values: ['a'] },
    {
      what: 'a number where the schema asks for one',
      declared: { env: 'V' },
      env: { V: '7' },
      type: 'integer',
      values: [7],
    },
    {
      what: 'text where it cannot be a number',
      declared: { env: 'V' },
      env: { V: 'x' },
      type: 'integer',
      values: ['x'],
    },
    {
      what: 'a boolean',
      declared: { env: 'V' },
      env: { V: 'true' },
      type: ['boolean', 'null'],
      values: [true],
    },
    {
      what: 'the items of a list',
      declared: { env: 'V', list: ',' },
      env: { V: 'a, b,,' },
      values: ['a', 'b'],
    },
    { what: 'the default', declared: { env: 'V', default: null }, env: {}, values: [null] },
    {
      what: 'the default for an empty variable',
      declared: { env: 'V', default: 1 },
      env: { V: '' },
      values: [1],
    },
    {
      what: 'nothing, so that one is made',
      declared: { env: 'V', optional: true },
      env: {},
      values: undefined,
    },
    { what: 'none', declared: { env: 'V' }, env: {}, values: [] },
  ])('gives $what', ({ declared, env, type, values }) => {
    expect(valuesOf(declared, env, type)).toEqual(values);
  });

  it('reads a file', () => {
    withFile({ a: 1 }, (file) => {
      expect(valuesOf({ env: 'V', file: true }, { V: file })).toEqual([{ a: 1 }]);
    });
  });

  it('refuses a file that is no JSON', () => {
    withFile('a: 1', (file) => {
      expect(() => valuesOf({ env: 'V', file: true }, { V: file })).toThrow(
        expect.objectContaining({ code: 'SITE_FILE' }),
      );
    });
  });

  it('makes values up for a mock, whatever the environment says', () => {
    expect(valuesOf({ env: 'V' }, { V: 'a' }, 'string', true)).toBeUndefined();
    expect(valuesOf({ env: 'V', default: 1 }, { V: 'a' }, 'string', true)).toEqual([1]);
  });

  it('names what is missing once, in the order of the contract', () => {
    const value = (env: string, more = {}): Json => ({ type: 'string', 'x-assay-value': { env, ...more } });
    const contract = compileSchemas({
      A: value('B'),
      B: value('A'),
      C: value('B'),
      D: value('D', { default: 1 }),
    });

    const site = siteOf(contract, new Map([['E', 'e']]), false);

    expect(site.missing).toEqual(['B', 'A']);
    expect([site.has('E'), site.has('B')]).toEqual([true, false]);
  });
});
