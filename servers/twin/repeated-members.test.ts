import { describe, expect, it } from 'vitest';
import { repeatsMembers } from './repeated-members.ts';

describe('members of one name', () => {
  it.each([
    '{"a": 1, "a": 2}',
    '{"a": {"b": 1, "b": 1}}',
    '[{"a": 1}, {"b": [], "c": {}, "b": 1}]',
    String.raw`{"a": 1, "\u0061": 2}`,
    String.raw`{"a\"": 1, "b": ":", "a\"" : 2}`,
  ])('are seen in %s', (text) => {
    expect(repeatsMembers(text)).toBe(true);
  });

  it.each([
    '{"a": 1, "b": {"a": 2}, "c": [{"a": 1}, {"a": 2}]}',
    '{"a": "b", "b": "a", "c": "{\\"a\\": 1, \\"a\\": 2}"}',
    '["a", "a"]',
    '"a"',
    `{"a": "${'x'.repeat(1_000_000)}"}`,
  ])('are not seen where there are none', (text) => {
    expect(repeatsMembers(text)).toBe(false);
  });

  it('are looked for as deep as anybody nests', () => {
    const deep = `${'[{"a":'.repeat(50_000)}1${'}]'.repeat(50_000)}`;

    expect(repeatsMembers(deep)).toBe(false);
  });
});
