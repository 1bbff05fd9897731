import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../model/json.ts';
import { assertionsOf, isKept } from './assertions.ts';

describe('the assertions of a schema', () => {
  it('are its keywords that can fail, one for each required member', () => {
    const schema = {
      type: 'object',
      description: 'not one',
      properties: { a: { type: 'string' } },
      required: ['a', 'b'],
      minProperties: 0,
      additionalProperties: false,
      dependentRequired: { a: ['c'], b: ['c'] },
      uniqueItems: false,
      allOf: [{ type: 'object' }],
    };

    expect(assertionsOf(schema)).toEqual([
      { keyword: 'type' },
      { keyword: 'additionalProperties' },
      { keyword: 'required', member: 'a' },
      { keyword: 'required', member: 'b' },
      { keyword: 'dependentRequired', member: 'c' },
    ]);
  });

  it('are none of a schema that lets everything pass, and one of the schema that lets nothing', () => {
    expect(assertionsOf(true)).toEqual([]);
    expect(assertionsOf({})).toEqual([]);
    expect(assertionsOf(false)).toEqual([{ keyword: 'false' }]);
  });
});

describe('a valid value shows an assertion', () => {
  const rows: readonly [keyword: string, schema: JsonObject, at: Json, beside: Json][] = [
    ['maxLength', { maxLength: 2 }, '😀😀', '😀'],
    ['minLength', { minLength: 2 }, 'ab', 'abc'],
    ['maxItems', { maxItems: 1 }, [1], []],
    ['minProperties', { minProperties: 1 }, { a: 1 }, { a: 1, b: 2 }],
    ['minimum', { minimum: 5 }, 5, 7],
    ['maximum', { type: 'integer', maximum: 5 }, 5, 3],
    ['minimum', { minimum: 5, multipleOf: 4 }, 8, 12],
    ['exclusiveMinimum', { type: 'integer', exclusiveMinimum: 0 }, 1, 2],
    ['exclusiveMinimum', { type: 'number', exclusiveMinimum: 0 }, 0.01, 1],
    ['exclusiveMaximum', { exclusiveMaximum: 10 }, 9, 8],
    ['pattern', { pattern: 'a' }, 'a', 1],
    ['uniqueItems', { uniqueItems: true }, [], {}],
    ['multipleOf', { multipleOf: 3 }, 9, '9'],
  ];

  it.each(rows)('of %s in %j at its limit and where it speaks of the value: by %j, not by %j', (...row) => {
    const [keyword, schema, at, beside] = row;

    expect(isKept({ keyword }, schema, at)).toBe(true);
    expect(isKept({ keyword }, schema, beside)).toBe(false);
  });

  it('that asks for a member, if it has it', () => {
    const required = { keyword: 'required', member: 'a' };

    expect(isKept(required, { required: ['a'] }, { a: null })).toBe(true);
    expect(isKept(required, { required: ['a'] }, { b: null })).toBe(false);
  });
});
