import { describe, expect, it } from 'vitest';
import { LEVELS, type Level, reaches, weakest } from './statement.ts';

describe('levels', () => {
  it.each<[Level[], Level]>([
    [[], 'must'],
    [['must'], 'must'],
    [['should', 'must'], 'should'],
    [['must', 'may', 'should'], 'may'],
    [['should', 'should'], 'should'],
  ])('the weakest of %j is %s', (levels, least) => {
    expect(weakest(...levels)).toBe(least);
  });

  it('reach those that are as strong or weaker', () => {
    expect(LEVELS.map((level) => LEVELS.filter((bar) => reaches(level, bar)))).toEqual([
      ['must', 'should', 'may'],
      ['should', 'may'],
      ['may'],
    ]);
  });
});
