import { describe, expect, it } from 'vitest';
import { matcherOf } from './matcher.ts';

describe('a matcher', () => {
  it.each([
    '^(a|a)*$',
    '^(a+)+$',
    '^([a-z]|[a-y])+z?$',
    '(x+x+)+y',
    '^(([a-z])+.)+[A-Z]$',
    '^.*a.*b.*c.*d.*e$',
  ])('of %s tells a long text that does not match at once', (pattern) => {
    const matches = matcherOf(pattern);

    expect(matches(`${'a'.repeat(5000)}!`)).toBe(false);
    expect(matches(`${'x'.repeat(5000)}!`)).toBe(false);
  });

  it.each<[string, string, boolean]>([
    ['^(a|b)*$', 'abba', true],
    ['^(a|b)*$', 'abc', false],
    ['(ab+)+', 'xabbx', true],
    ['^\\p{L}+$', 'é', true],
    ['[', 'a', false],
  ])('of %s says of %j: %s', (pattern, text, expected) => {
    expect(matcherOf(pattern)(text)).toBe(expected);
  });
});
