import { describe, expect, it } from 'vitest';
import type { Pointer } from '../../model/pointer.ts';
import { markedJson } from './json-text.ts';

function laidOut(text: string, place: Pointer | null = null): string {
  const { before, marked, after } = markedJson(text, place);
  return before + marked + after;
}

describe('indented JSON', () => {
  it('has the lines of JSON.stringify', () => {
    const value = { a: [], b: {}, c: [1, { d: 'x{,}"\\' }], e: null, f: true, g: [[], [2]] };

    expect(laidOut(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
    expect(laidOut(JSON.stringify(value), '/c/1/d')).toBe(JSON.stringify(value, null, 2));
  });

  it('keeps every token as it came', () => {
    expect(laidOut('{"a":1.0,"a":12345678901234567890}')).toBe(
      '{\n  "a": 1.0,\n  "a": 12345678901234567890\n}',
    );
  });

  it.each(['{"cut":', 'plain text', '"a string"', ''])('leaves %j alone', (text) => {
    expect(laidOut(text, '/cut')).toBe(text);
  });
});

describe('the marked place', () => {
  const BODY = '{"a":{"b/c":[10,{"d":"x"},[]]},"e":1,"e":2,"f":{}}';

  it.each([
    ['/a/b~1c/0', '10'],
    ['/a/b~1c/1/d', '"d": "x"'],
    ['/a/b~1c/1', '{\n        "d": "x"\n      }'],
    ['/a/b~1c/2', '[]'],
    ['/e', '"e": 2'],
    ['/f', '"f": {}'],
    ['/a/b~1c', '"b/c": [\n      10,\n      {\n        "d": "x"\n      },\n      []\n    ]'],
    ['/a/b~1c/9', ''],
    ['/g', ''],
    ['/e/f', ''],
    ['', ''],
  ])('%s is %j', (place, marked) => {
    expect(markedJson(BODY, place).marked).toBe(marked);
  });

  it('is an item of a list at the root', () => {
    expect(markedJson('[1,{"a":2}]', '/1')).toEqual({
      before: '[\n  1,\n  ',
      marked: '{\n    "a": 2\n  }',
      after: '\n]',
    });
  });
});
