import { expect, it } from 'vitest';
import { type Coverage, isBelowMinimum } from './coverage.ts';

it.each<[number | null, number | null, boolean]>([
  [79.9, 80, true],
  [80, 80, false],
  [0, 0, false],
  [null, 80, false],
  [10, null, false],
])('%j %% of a minimum of %j is too little: %s', (percent, minimum, isBelow) => {
  expect(isBelowMinimum({ percent, minimum } as Coverage)).toBe(isBelow);
});
