import { describe, expect, it } from 'vitest';
import type { Json } from './json.ts';
import { child, parent, tokens, valueAlong, valueAt, withValueAt } from './pointer.ts';

const DOCUMENT: Json = { a: [{ b: 1 }, null], '': 2, 'm~n': 3, 'x/y': 4, '~1': 5 };

describe('a pointer', () => {
  it.each<[string, readonly (string | number)[], string]>([
    ['', [], ''],
    ['', ['a', 0, 'b'], '/a/0/b'],
    ['/a', ['m~n', 'x/y', '~/'], '/a/m~0n/x~1y/~0~1'],
    ['/a', [''], '/a/'],
  ])('%j with %j below it is %j', (pointer, names, longer) => {
    expect(child(pointer, ...names)).toBe(longer);
  });

  it.each<[string, string[]]>([
    ['', []],
    ['/', ['']],
    ['/a/0/b', ['a', '0', 'b']],
    ['/a/m~0n/x~1y', ['a', 'm~n', 'x/y']],
    ['/~01/~10~01', ['~1', '/0~1']],
  ])('%j is made of %j', (pointer, names) => {
    expect(tokens(pointer)).toEqual(names);
    expect(child('', ...names)).toBe(pointer);
  });

  it.each([
    ['/a/b', '/a'],
    ['/a', ''],
    ['', ''],
    ['/a/', '/a'],
  ])('%j stands in %j', (pointer, above) => {
    expect(parent(pointer)).toBe(above);
  });
});

describe('the value at a pointer', () => {
  it.each<[string, Json | undefined]>([
    ['', DOCUMENT],
    ['/', 2],
    ['/a/0/b', 1],
    ['/a/1', null],
    ['/m~0n', 3],
    ['/x~1y', 4],
    ['/~01', 5],
    ['/a/2', undefined],
    ['/a/1/b', undefined],
    ['/a/0/b/c', undefined],
    ['/toString', undefined],
    ['/b', undefined],
  ])('%j is %j', (pointer, value) => {
    expect(valueAt(DOCUMENT, pointer)).toEqual(value);
  });

  it('is none of nothing, and is found along a path with numbers, too', () => {
    expect(valueAt(undefined, '/a')).toBeUndefined();
    expect(valueAlong(DOCUMENT, ['a', 0, 'b'])).toBe(1);
    expect(valueAlong(DOCUMENT, [])).toBe(DOCUMENT);
  });
});

describe('a document with another value at a pointer', () => {
  it.each<[Json, string, Json | undefined, Json]>([
    [{ a: 1 }, '', 2, 2],
    [{ a: 1 }, '', undefined, null],
    [{ a: 1, b: 2 }, '/a', 3, { a: 3, b: 2 }],
    [{ a: 1, b: 2 }, '/a', undefined, { b: 2 }],
    [{ a: 1 }, '/a', null, { a: null }],
    [{ a: { b: 1, c: 2 } }, '/a/b', 3, { a: { b: 3, c: 2 } }],
    [{ a: { b: 1, c: 2 } }, '/a/b', undefined, { a: { c: 2 } }],
    [{ a: [1, 2, 3] }, '/a/1', 9, { a: [1, 9, 3] }],
    [{ a: [1, 2, 3] }, '/a/1', undefined, { a: [1, 3] }],
    [[{ b: 1 }, { b: 2 }], '/1/b', undefined, [{ b: 1 }, {}]],
    [[], '/0/b', 1, [{ b: 1 }]],
    [{}, '/a/b/c', 1, { a: { b: { c: 1 } } }],
    ['text', '/a', 1, { a: 1 }],
    [{ 'x/y': 1 }, '/x~1y', 2, { 'x/y': 2 }],
  ])('%j, at %j %j, is %j', (document, pointer, value, changed) => {
    const before = JSON.stringify(document);

    expect(withValueAt(document, pointer, value)).toEqual(changed);
    expect(JSON.stringify(document)).toBe(before);
  });

  it('may have a member that is called as what all objects have', () => {
    const changed = withValueAt({ a: 1 }, '/__proto__', { b: 2 });

    expect(Object.entries(changed as object)).toEqual([
      ['a', 1],
      ['__proto__', { b: 2 }],
    ]);
    expect(withValueAt(changed, '/__proto__', undefined)).toEqual({ a: 1 });
  });
});
