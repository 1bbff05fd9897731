import { expect, it } from 'vitest';
import { languageOf } from './language-of.ts';
import { nearWords } from './near-words.ts';

function near(text: string, avoid: string, patterns: readonly string[] = []): string[] {
  const made = languageOf({ patterns, avoid: [avoid], formats: [], min: 0, max: Number.POSITIVE_INFINITY });
  return 'refused' in made ? [made.refused] : nearWords(text, made);
}

it('words that a pattern just misses differ in one character', () => {
  expect(near('2024-01', '^\\d{4}-\\d{2}$').slice(0, 3)).toEqual(['2024-0', '2024-1', '202401']);
  expect(near('ab', '^[a-z]+$')).toContain('ab0');
  expect(near('a', '^[a-z]+$')).toContain('');
});

it('words near to one keep all other constraints', () => {
  expect(near('abc', '^abc$', ['^[a-c]{3}$'])).toEqual(
    expect.arrayContaining([expect.stringMatching(/^(?!abc)[a-c]{3}$/)]),
  );
  expect(near('abc', '^abc$', ['^abc$'])).toEqual([expect.stringContaining('no string satisfies')]);
});
