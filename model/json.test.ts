import { describe, expect, it } from 'vitest';
import { equalJson, isObject, type Json, jsonType } from './json.ts';

describe('an object', () => {
  it('is told from all that is none', () => {
    expect(isObject({})).toBe(true);
    for (const other of [[], null, undefined, 'a', 1, true]) expect(isObject(other)).toBe(false);
  });
});

describe('two values', () => {
  it.each<[Json | undefined, Json | undefined]>([
    [undefined, undefined],
    [null, null],
    [1, 1.0],
    [[], []],
    [
      [1, ['a']],
      [1, ['a']],
    ],
    [{}, {}],
    [
      { a: 1, b: { c: [null] } },
      { b: { c: [null] }, a: 1 },
    ],
  ])('are equal: %j and %j', (a, b) => {
    expect(equalJson(a, b)).toBe(true);
  });

  it.each<[Json | undefined, Json | undefined]>([
    [null, undefined],
    [1, '1'],
    [0, false],
    [[], {}],
    [{}, []],
    [{}, null],
    [{}, 'a'],
    [[1], [1, 2]],
    [[1, 2], [1]],
    [
      [1, 2],
      [2, 1],
    ],
    [{ a: 1 }, { a: 2 }],
    [{ a: 1 }, { b: 1 }],
    [{ a: 1 }, { a: 1, b: 2 }],
    [{ a: 1, b: 2 }, { a: 1 }],
    [{ toString: 1 }, { a: 1 }],
  ])('differ: %j and %j', (a, b) => {
    expect(equalJson(a, b)).toBe(false);
    expect(equalJson(b, a)).toBe(false);
  });
});

it.each<[Json, string]>([
  [null, 'null'],
  [[], 'array'],
  [{}, 'object'],
  [1, 'integer'],
  [-2e3, 'integer'],
  [1.5, 'number'],
  ['1', 'string'],
  [false, 'boolean'],
])('the type of %j is %s', (value, type) => {
  expect(jsonType(value)).toBe(type);
});
