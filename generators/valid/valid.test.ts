import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject, JsonSchema } from '../../model/json.ts';
import { UnsupportedSchemaError } from '../schema/unsupported-schema-error.ts';
import { schemaTable } from '../testing/schema-table.ts';
import { secondOpinion } from '../testing/second-opinion.ts';
import { isPlain } from './plainness.ts';
import { example, valid } from './valid.ts';

const sample = (schema: JsonSchema, options = {}, numRuns = 30): Json[] =>
  fc.sample(valid(schema, options), { numRuns, seed: 42 });

describe.each(schemaTable)('values of $name', ({ schema }) => {
  const errors = secondOpinion(schema);

  it('are valid', () => {
    for (const value of sample(schema, {}, 60)) expect(errors(value)).toEqual([]);
  });

  it('are valid when they are plain, and with all or no optional members', () => {
    for (const options of [{ plain: true }, { optional: 'all' }, { optional: 'none' }] as const) {
      for (const value of sample(schema, options, 12)) expect(errors(value)).toEqual([]);
    }
  });

  it('are the same for the same seed', () => {
    expect(sample(schema)).toEqual(sample(structuredClone(schema)));
  });

  it('survive being sent as JSON', () => {
    for (const value of sample(schema)) expect(JSON.parse(JSON.stringify(value))).toEqual(value);
  });

  it('shrink to smaller valid ones, and come to an end', () => {
    for (let seed = 1; seed <= 3; seed++) {
      const visited: Json[] = [];
      fc.check(
        fc.property(valid(schema), (value) => visited.push(value) < 0),
        { seed, numRuns: 1 },
      );
      const sizes = visited.map((value) => JSON.stringify(value).length);
      for (const value of visited) expect(errors(value)).toEqual([]);
      // Every visited value fails, so that each is the parent of the next.
      expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    }
  });

  it('have a plain example, always the same', () => {
    const value = example(schema);

    expect(errors(value)).toEqual([]);
    expect(example(structuredClone(schema))).toEqual(value);
  });
});

describe('strings', () => {
  it('reach long lengths, up to 1,024', () => {
    const lengths = sample({ type: 'string', maxLength: 5000 }, {}, 400).map((value) => String(value).length);

    expect(Math.max(...lengths)).toBeGreaterThan(1000);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(2048);
  });

  it('are unusual now and then, without lone surrogates', () => {
    const values = sample({ type: 'string' }, {}, 300).map(String);

    expect(values.some((value) => /[^\x20-\x7e]/.test(value))).toBe(true);
    expect(values.every((value) => !/\p{Surrogate}/u.test(value))).toBe(true);
  });

  it('are plain where that is asked, at most 255 characters without a limit', () => {
    const values = sample({ type: 'string' }, { plain: true }, 400).map(String);

    expect(values.every((value) => isPlain(value) && value.length <= 255)).toBe(true);
  });

  it('count their length in code points', () => {
    const values = sample({ type: 'string', minLength: 3, maxLength: 3 }, {}, 200).map(String);

    expect(values.every((value) => [...value].length === 3)).toBe(true);
    expect(values.some((value) => value.length > 3)).toBe(true);
  });
});

describe('boundaries of a range', () => {
  it('come up often', () => {
    const values = sample({ type: 'integer', minimum: 3, maximum: 90_000 }, {}, 200);

    expect(values).toContain(3);
    expect(values).toContain(90_000);
  });
});

describe('shrinking', () => {
  it('ends at a small readable value', () => {
    const schema: JsonSchema = {
      type: 'object',
      properties: {
        name: { type: 'string' },
        sizes: { type: 'array', items: { type: 'integer', minimum: 0 } },
      },
      required: ['name'],
    };

    const { counterexample } = fc.check(
      fc.property(valid(schema), (value) => !((value as JsonObject)['sizes'] as Json[] | undefined)?.length),
      { seed: 3 },
    );

    expect(counterexample).toEqual([{ name: '', sizes: [expect.any(Number)] }]);
  });
});

describe('examples', () => {
  it('show what the document shows where it is valid', () => {
    const schema: JsonSchema = {
      type: 'object',
      required: ['a', 'b', 'c', 'd'],
      properties: {
        a: { type: 'string', examples: ['Reykjavik'] },
        b: { type: 'integer', default: 20, maximum: 10 },
        c: { enum: ['x', 'y'], default: 'y' },
        d: { type: 'string', minLength: 3 },
      },
      example: { d: 'dddd' },
    };

    expect(example(schema)).toEqual({ a: 'Reykjavik', b: 1, c: 'y', d: 'dddd' });
  });
});

describe('refusals', () => {
  it.each<[string, JsonSchema, string]>([
    ['false', false, ''],
    ['an empty range', { type: 'integer', minimum: 5, maximum: 4 }, ''],
    ['types that exclude each other', { allOf: [{ type: 'string' }, { type: 'object' }] }, ''],
    [
      'endless required recursion',
      { type: 'object', required: ['a'], properties: { a: { $ref: '#' } } },
      '/properties/a',
    ],
    ['a reference to nowhere', { $ref: '#/$defs/missing' }, ''],
    ['a reference to another file', { $ref: 'other.json' }, ''],
    ['a $dynamicRef to nowhere', { $dynamicRef: '#node' }, ''],
    ['an unknown dialect', { $schema: 'https://example.com/mine', type: 'strnig' }, ''],
    ['a malformed schema', { type: 'string', minLength: 'three' }, ''],
    ['lengths in the millions', { type: 'string', minLength: 10_000_000 }, ''],
    [
      'a pattern and a length that exclude each other',
      { type: 'string', pattern: '^a{9}$', maxLength: 3 },
      '',
    ],
  ])('name %s', (_, schema, pointer) => {
    const attempt = (): Json[] => sample(schema, {}, 1);

    expect(attempt).toThrow(UnsupportedSchemaError);
    expect(attempt).toThrow(expect.objectContaining({ pointer, reason: expect.stringMatching(/./) }));
  });

  it('name the place of the part that has no value', () => {
    const schema: JsonSchema = {
      type: 'object',
      required: ['code'],
      properties: { code: { type: 'string', pattern: '^a{9}$', maxLength: 3 } },
    };

    expect(() => example(schema)).toThrow(expect.objectContaining({ pointer: '/properties/code' }));
  });
});
