import { describe, expect, it } from 'vitest';
import { repeatedMember } from './repeated-members.ts';

describe('members of one name', () => {
  it.each([
    ['{"a": 1, "a": 2}', '/a'],
    ['{"a": {"b": 1, "b": 1}}', '/a/b'],
    ['[{"a": 1}, [2, 3], {"b": [], "c": {}, "b": 1}]', '/2/b'],
    [String.raw`{"a": 1, "\u0061": 2}`, '/a'],
    [String.raw`{"a\"": 1, "b": ":", "a\"" : 2}`, '/a"'],
  ])('are seen in %s', (text, place) => {
    expect(repeatedMember(text)).toBe(place);
  });

  it.each([
    '{"a": 1, "b": {"a": 2}, "c": [{"a": 1}, {"a": 2}]}',
    '{"a": "b", "b": "a", "c": "{\\"a\\": 1, \\"a\\": 2}"}',
    '["a", "a"]',
    '"a"',
    `{"a": "${'x'.repeat(1_000_000)}"}`,
  ])('are not seen where there are none', (text) => {
    expect(repeatedMember(text)).toBeUndefined();
  });

  it('are looked for as deep as anybody nests', () => {
    const deep = `${'[{"a":'.repeat(50_000)}1${'}]'.repeat(50_000)}`;

    expect(repeatedMember(deep)).toBeUndefined();
  });
});
