import { describe, expect, it } from 'vitest';
import type { Json } from '../../model/json.ts';
import { markedPair } from './marked-values.ts';

function marked(expected: Json, received: Json): string[][] {
  const pair = markedPair({ expected, received });
  return [pair.expected, pair.received].map((pieces) =>
    pieces.filter(({ isMarked }) => isMarked).map(({ text }) => text),
  );
}

describe('expected and received beside each other', () => {
  it('mark the members that differ and those that only one of them has', () => {
    expect(marked({ a: 1, b: { c: 2 }, d: 3 }, { a: 1, b: { c: 3 }, e: null })).toEqual([
      ['"b": {\n    "c": 2\n  }', '"d": 3'],
      ['"b": {\n    "c": 3\n  }', '"e": null'],
    ]);
  });

  it.each([
    { expected: { type: 'integer' }, received: { id: 7 } },
    { expected: { type: 'integer' }, received: '0' },
    { expected: [1], received: [2] },
  ])('mark nothing of $expected and $received, which cannot be compared', ({ expected, received }) => {
    expect(marked(expected, received)).toEqual([[], []]);
  });

  it('read as JSON does, marks or not', () => {
    const value = { a: [1, { b: 2 }], c: 'd' };
    const { received } = markedPair({ expected: { a: 1 }, received: value });

    expect(received.map(({ text }) => text).join('')).toBe(JSON.stringify(value, null, 2));
  });
});
