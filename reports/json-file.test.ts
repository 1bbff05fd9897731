import { expect, it } from 'vitest';
import { exactJson, jsonFile } from './json-file.ts';
import { POISON } from './sample.test-support.ts';

it('a JSON file for others shows what hides, wherever it stands', () => {
  expect(jsonFile({ a: ['\u202ex\ud800', { b: '\u0000\n' }], c: 1 })).toBe(
    '{\n  "a": [\n    "‹U+202E›x‹U+D800›",\n    {\n      "b": "‹U+0000›\\n"\n    }\n  ],\n  "c": 1\n}\n',
  );
});

it('exact JSON keeps all but halves of pairs, on which some parsers refuse a file', () => {
  expect(exactJson({ a: '\u202e\u0000😀\ud83d' })).toBe('{"a":"\u202e\\u0000😀\ufffd"}');
  expect(JSON.parse(exactJson({ POISON }))).toEqual({ POISON: POISON.replace('\ud800', '\ufffd') });
});
