import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ALMOST_FORMATS, almostOfFormat } from './almost-of-format.ts';
import { codePoints, isPrintable } from './alphabet.ts';
import { grammarOf, STRING_FORMATS } from './format-grammars.ts';
import { isOfFormat } from './is-of-format.ts';
import { languageOf } from './language-of.ts';
import { pseudoRandom } from './pseudo-random.ts';
import { secondOpinion } from './second-judge.test-support.ts';
import type { StringConstraints } from './string-constraints.ts';
import type { StringLanguage } from './string-language.ts';

const zero = (): number => 0;

function language(constraints: Partial<StringConstraints>): StringLanguage {
  const all = { patterns: [], avoid: [], formats: [], min: 0, max: Number.POSITIVE_INFINITY, ...constraints };
  const made = languageOf(all);
  if ('refused' in made) throw new Error(made.refused);
  return made;
}

function words(made: StringLanguage, count: number): string[] {
  return fc.sample(
    fc.tuple(fc.nat(), fc.boolean()).map(([seed, plain]) => made.word(pseudoRandom(seed), { plain })),
    { numRuns: count, seed: 7 },
  );
}

// The second judge writes what it finds wrong with an international name.
beforeAll(() => {
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
});
afterAll(() => {
  vi.restoreAllMocks();
});

describe.each(STRING_FORMATS)('format %s', (format) => {
  it('is had by all words, as both judges say', () => {
    for (const word of words(language({ formats: [format] }), 1000)) {
      expect([word, isOfFormat(word, format)]).toEqual([word, true]);
      expect([word, secondOpinion(word, format) ?? true]).toEqual([word, true]);
    }
  });

  it('is had by rarer words, as both judges say', () => {
    const { wider, max = 2000 } = grammarOf(format) ?? {};
    if (wider === undefined) return;

    for (const word of words(language({ patterns: [wider], max }), 1000)) {
      expect([word, isOfFormat(word, format)]).toEqual([word, true]);
      expect([word, secondOpinion(word, format) ?? true]).toEqual([word, true]);
    }
  });

  it('is had by all that it is shown by, and each is used', () => {
    const { shown = [], unusual = [] } = grammarOf(format) ?? {};

    for (const word of [...shown, ...unusual]) {
      expect([word, isOfFormat(word, format), secondOpinion(word, format) ?? true]).toEqual([
        word,
        true,
        true,
      ]);
    }
    const made = new Set(words(language({ formats: [format] }), 3000));
    expect([...shown, ...unusual].filter((word) => !made.has(word))).toEqual([]);
  });

  it('has its readable word where all choices are the simplest', () => {
    const made = language({ formats: [format] });

    expect(made.word(zero, { plain: true })).toBe(grammarOf(format)?.shown[0]);
    expect(words(made, 50).every((word) => typeof word === 'string')).toBe(true);
  });

  it('is plain where that is asked for', () => {
    const made = language({ formats: [format] });

    for (let seed = 0; seed < 500; seed++) {
      const word = made.word(pseudoRandom(seed), { plain: true });
      expect([word, isPrintable(word)]).toEqual([word, true]);
    }
  });
});

describe.each(ALMOST_FORMATS)('almost format %s', (format) => {
  it('is refused by both judges', () => {
    const almost = almostOfFormat(format);

    expect(almost.length).toBeGreaterThan(2);
    expect(new Set(almost.map(({ what }) => what)).size).toBe(almost.length);
    for (const { value } of almost) {
      expect([value, isOfFormat(value, format)]).toEqual([value, false]);
      const second = typeof value === 'string' && secondOpinion(value, format);
      expect([value, second || false]).toEqual([value, false]);
    }
  });
});

it.each([
  { formats: ['uuid'], patterns: ['^[0-9a-f-]{36}$'] },
  { formats: ['uuid'], patterns: ['^[A-F0-9-]+$'] },
  { formats: ['date-time'], max: 20 },
  { formats: ['date-time'], patterns: ['\\.\\d{3}Z$'] },
  { formats: ['date-time'], patterns: ['[+-]\\d\\d:\\d\\d$'] },
  { formats: ['date'], patterns: ['^2024-'] },
  { formats: ['date'], patterns: ['-02-29$'] },
  { formats: ['email'], max: 12 },
  { formats: ['email'], max: 5 },
  { formats: ['email'], patterns: ['@company\\.com$'] },
  { formats: ['uri'], patterns: ['^https://'] },
  { formats: ['uri'], patterns: ['^urn:'] },
  { formats: ['uri'], max: 10 },
  { formats: ['uri'], min: 2000, max: 2083 },
  { formats: ['hostname'], min: 40, max: 60 },
  { formats: ['hostname'], min: 253, max: 253 },
  { formats: ['ipv4'], patterns: ['^10\\.'] },
  { formats: ['ipv6'], min: 39, max: 39 },
  { formats: ['byte'], min: 100, max: 101 },
  { formats: ['uri', 'uri-reference'], patterns: ['[?]'] },
  { formats: ['regex'], avoid: ['\\\\'], min: 4 },
])('formats hold together with patterns and lengths: %j', (constraints) => {
  const made = language(constraints);

  for (const word of [made.word(zero, { plain: true }), ...words(made, 300)]) {
    expect(made.has(word)).toBe(true);
    for (const format of constraints.formats) {
      expect([word, isOfFormat(word, format)]).toEqual([word, true]);
      expect([word, secondOpinion(word, format) ?? true]).toEqual([word, true]);
    }
    for (const pattern of constraints.patterns ?? []) expect(word).toMatch(new RegExp(pattern, 'u'));
    expect(codePoints(word)).toBeGreaterThanOrEqual(constraints.min ?? 0);
    expect(codePoints(word)).toBeLessThanOrEqual(constraints.max ?? Number.POSITIVE_INFINITY);
  }
});

it.each([
  { avoidFormats: ['date'], patterns: ['^\\d{4}-\\d{2}-\\d{2}$'] },
  { avoidFormats: ['uri'], patterns: ['^https?://'] },
  { avoidFormats: ['uuid'], patterns: ['^[0-9a-f-]{36}$'] },
  { avoidFormats: ['ipv4', 'email'] },
  { avoidFormats: ['date-time'], formats: ['iso-date-time'], patterns: ['^2024-01-15T'] },
])('formats are avoided: %j', (constraints) => {
  const made = language(constraints);

  for (const word of words(made, 300)) {
    for (const format of constraints.avoidFormats) expect(isOfFormat(word, format)).toBe(false);
    for (const pattern of constraints.patterns ?? []) expect(word).toMatch(new RegExp(pattern, 'u'));
  }
});

it('formats of numbers, and unknown ones, ask nothing of strings', () => {
  const made = language({ formats: ['int32', 'password', 'binary', 'made-up'], min: 3, max: 3 });

  expect(made.isExact).toBe(true);
  expect(made.word(zero, { plain: true })).toBe('aaa');
});
