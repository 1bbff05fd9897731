import { describe, expect, it } from 'vitest';
import type { Json } from '../../model/json.ts';
import { distinctValues } from './distinct-values.ts';
import { uuid } from './identities.ts';

function maker() {
  let count = 0;
  return distinctValues(() => uuid(1, ++count));
}

describe('values that are another each time', () => {
  it.each<[Json | undefined, RegExp]>([
    ['0a1b2c3d4e5f60718293a4b5c6d7e8f90', /^[0-9a-f]{33}$/],
    ['AB-1234-xyz', /^[A-Z]{2}-\d{4}-[a-z]{3}$/],
    ['7', /^\d$/],
    ['', /^[0-9a-f-]{36}$/],
    [undefined, /^id-[0-9a-f]{32}$/],
    [7, /^\d+$/],
  ])('are like what is shown: %j', (like, pattern) => {
    const next = maker();

    const made = Array.from({ length: 5 }, () => next(like, (value) => pattern.test(String(value))));

    expect(made.every((value) => value !== undefined && typeof value === typeof (like ?? ''))).toBe(true);
    expect(new Set(made).size).toBe(5);
  });

  it('come to an end where only a few are right', () => {
    const next = maker();
    const isRight = (value: Json) => value === '1' || value === '2';

    const made = Array.from({ length: 3 }, () => next('5', isRight));

    expect(made.sort()).toEqual(['1', '2', undefined]);
  });

  it('are the same for the same tokens', () => {
    expect(maker()('abc', () => true)).toBe(maker()('abc', () => true));
  });
});
