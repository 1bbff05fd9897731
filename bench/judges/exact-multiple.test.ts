import { describe, expect, it } from 'vitest';
import { isMultiple } from './exact-multiple.ts';

describe('multiples of decimals', () => {
  it.each([
    [0.07, 0.01, true],
    [-2592.7516, 0.0001, true],
    [2e-8, 0.0001, false],
    [1e308, 0.5, true],
    [1e308, 123456789, false],
    [12391239123, 1e-8, true],
    [0, 3, true],
    [4.5, 1.5, true],
    [35, 1.5, false],
  ])('%d of %d: %s', (number, divisor, expected) => {
    expect(isMultiple(number, divisor)).toBe(expected);
  });
});
