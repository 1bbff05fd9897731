import { describe, expect, it } from 'vitest';
import { indentJson } from './json-text.ts';

describe('indented JSON', () => {
  it('has the lines of JSON.stringify', () => {
    const value = { a: [], b: {}, c: [1, { d: 'x{,}"\\' }], e: null, f: true, g: [[], [2]] };

    expect(indentJson(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
  });

  it('keeps every token as it came', () => {
    expect(indentJson('{"a":1.0,"a":12345678901234567890}')).toBe(
      '{\n  "a": 1.0,\n  "a": 12345678901234567890\n}',
    );
  });

  it.each(['{"cut":', 'plain text', '"a string"', ''])('leaves %j alone', (text) => {
    expect(indentJson(text)).toBe(text);
  });
});
