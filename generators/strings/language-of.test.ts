import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codePoints, isPrintable } from './alphabet.ts';
import { languageOf } from './language-of.ts';
import { EXACT, LOOSE } from './pattern-table.test-support.ts';
import { pseudoRandom } from './pseudo-random.ts';
import { regularExpression } from './regular-expression.ts';
import type { StringConstraints } from './string-constraints.ts';
import type { StringLanguage } from './string-language.ts';

const WORDS = 1000;
const zero = (): number => 0;

function language(constraints: Partial<StringConstraints>): StringLanguage {
  const made = languageOf({
    patterns: [],
    avoid: [],
    formats: [],
    min: 0,
    max: Number.POSITIVE_INFINITY,
    ...constraints,
  });
  if ('refused' in made) throw new Error(made.refused);
  return made;
}

/** Words of a language by choices that fast-check makes. */
function forEachWord(made: StringLanguage, check: (word: string, plain: boolean) => void): void {
  fc.assert(
    fc.property(fc.nat(), fc.boolean(), (seed, plain) => {
      check(made.word(pseudoRandom(seed), { plain }), plain);
    }),
    { numRuns: WORDS, seed: 7 },
  );
}

describe.each([...EXACT, ...LOOSE])('pattern %s', (pattern) => {
  const expression = regularExpression(pattern) ?? /^\b$/;
  const made = language({ patterns: [pattern] });

  it('matches each word of its language', () => {
    forEachWord(made, (word) => {
      expect(word).toMatch(expression);
      expect(word).not.toMatch(/\p{Cs}/u);
      expect(made.has(word)).toBe(true);
    });
  });

  it('matches no word of the language that avoids it', () => {
    const avoiding = languageOf({ patterns: [], avoid: [pattern], formats: [], min: 0, max: 300 });

    if ('refused' in avoiding) return expect(expression.test('')).toBe(true);
    forEachWord(avoiding, (word) => {
      expect(word).not.toMatch(expression);
      expect(made.has(word)).toBe(false);
    });
    return undefined;
  });

  it('tells words from others as the engine does', () => {
    const anything = fc.string({ unit: 'binary', maxLength: 12 }).filter((text) => !/\p{Cs}/u.test(text));

    fc.assert(
      fc.property(anything, (text) => {
        expect(made.has(text)).toBe(expression.test(text));
      }),
      { numRuns: WORDS, seed: 7 },
    );
  });

  it('has the shortest word first', () => {
    const simplest = made.word(zero, { plain: true });

    expect(expression.test(simplest)).toBe(true);
    if (!EXACT.includes(pattern)) return;
    expect(made.isExact).toBe(true);
    expect([made.shortest, -1]).toContain(isPrintable(simplest) ? codePoints(simplest) : -1);
  });

  it('keeps to limits of length', () => {
    const max = made.shortest + 40;
    const limited = languageOf({ patterns: [pattern], avoid: [], formats: [], min: made.shortest + 1, max });

    if ('refused' in limited) return;
    forEachWord(limited, (word) => {
      expect(codePoints(word)).toBeGreaterThan(made.shortest);
      expect(codePoints(word)).toBeLessThanOrEqual(max);
    });
  });
});

describe('a language', () => {
  it('is refused as empty where it is empty, and only there', () => {
    const all = { patterns: ['^a$', '^b$'], avoid: [], formats: [], min: 0, max: 9 };

    expect(languageOf(all)).toEqual({
      refused: 'no string satisfies pattern ^a$, pattern ^b$, maxLength 9',
      isEmpty: true,
    });
    expect(languageOf({ ...all, patterns: ['^a*$', '^(?:aa)+$'] })).toMatchObject({
      shortest: 2,
      longest: 8,
    });
    expect(languageOf({ ...all, patterns: ['^a{3}$'], max: 2 })).toMatchObject({ isEmpty: true });
    expect(languageOf({ ...all, patterns: ['(?!)'] })).toMatchObject({ isEmpty: true });
    expect(languageOf({ ...all, patterns: [], min: 3, max: 2 })).toMatchObject({ isEmpty: true });
    expect(languageOf({ ...all, patterns: ['^a$'], avoidWords: ['a'] })).toMatchObject({ isEmpty: true });
  });

  it('is refused by name where a pattern cannot be served', () => {
    const all = { avoid: [], formats: [], min: 0, max: 9 };

    expect(languageOf({ ...all, patterns: ['('] })).toMatchObject({
      refused: 'pattern ( is no regular expression',
    });
    expect(languageOf({ ...all, patterns: ['(?<!a$)b'] })).toMatchObject({
      refused: expect.stringContaining('pattern (?<!a$)b cannot be served'),
      isEmpty: false,
    });
  });

  it('satisfies several patterns at the same time', () => {
    const made = language({
      patterns: ['[A-Z]', '[a-z]', '\\d', '^[\\w-]+$'],
      avoid: ['--', '^-', '-$'],
      avoidWords: ['aA0', '0Aa'],
      min: 3,
      max: 8,
    });

    forEachWord(made, (word) => {
      expect(word).toMatch(/^(?=.*[A-Z])(?=.*[a-z])(?=.*\d)(?!-)(?!.*--)[\w-]{3,8}$/);
      expect(word).not.toMatch(/-$|^aA0$|^0Aa$/);
    });
  });

  it('has words of each wished length, and the nearest to others', () => {
    const made = language({ patterns: ['^(?:ab)*$'] });

    expect(made.word(zero, { length: 6, plain: true })).toBe('ababab');
    expect(made.word(zero, { length: 7, plain: true })).toHaveLength(6);
    expect(made.word(zero, { length: 5001, plain: true })).toHaveLength(5000);
  });

  it('has plain words where there are some, and unusual ones otherwise', () => {
    const made = language({ patterns: ['^[\\p{L} ]+$'] });
    const plain = new Set<boolean>();
    const unusual = new Set<boolean>();

    forEachWord(made, (word, isPlain) => (isPlain ? plain : unusual).add(isPrintable(word)));

    expect([...plain]).toEqual([true]);
    expect([...unusual].sort()).toEqual([false, true]);
    expect(language({ patterns: ['^é+$'] }).word(zero, { plain: true })).toBe('é');
  });

  it('makes the same word of the same choices, and the simplest of none', () => {
    const pattern = '^[A-Za-z0-9_]{2,9}(?:-[a-z]+)?$';
    const [one, other] = [language({ patterns: [pattern] }), language({ patterns: [pattern], max: 99 })];

    expect(one.word(zero, { plain: true })).toBe('aa');
    expect(one.word(pseudoRandom(3), { plain: false })).toBe(other.word(pseudoRandom(3), { plain: false }));
  });

  it('draws few choices for long words', () => {
    let drawn = 0;
    const random = pseudoRandom(1);
    const draw = (bound: number): number => {
      drawn++;
      return random(bound);
    };

    const word = language({ patterns: ['^[a-z]+$'] }).word(draw, { length: 3000, plain: true });

    expect(word).toMatch(/^[a-z]{3000}$/);
    expect(drawn).toBeLessThan(60);
  });

  it('counts and lists its words', () => {
    const made = language({ patterns: ['^(?:a|b|cd?)$', '^.{1,2}$'] });

    expect(made.size(100)).toBe(4);
    expect(made.size(3)).toBe(Number.POSITIVE_INFINITY);
    expect(made.words(100)).toEqual(['a', 'b', 'c', 'cd']);
    expect(language({ patterns: ['^a+$'] }).words(3)).toEqual(['a', 'aa', 'aaa']);
    expect(language({ patterns: ['^a+$'] }).size(3)).toBe(Number.POSITIVE_INFINITY);
  });

  it('ends with patterns that no engine survives', () => {
    const made = language({ patterns: ['^(?:(?:a+)+)+$', '^(?:a|a?)+$'] });

    expect(made.has(`${'a'.repeat(5000)}!`)).toBe(false);
    expect(made.has('a'.repeat(5000))).toBe(true);
  });
});
