import fc from 'fast-check';
import { expect } from 'vitest';
import type { Json } from '../../model/json.ts';

/** What is asserted of an arbitrary of JSON values. */
export interface ArbitraryClaim {
  /** Says which arbitrary it is. */
  readonly name: string;
  readonly arbitrary: fc.Arbitrary<Json>;
  /** Why a value is not what the arbitrary promises; undefined where it is. */
  readonly flaw: (value: Json) => string | undefined;
}

/** Values that are looked at in one arbitrary. */
const VALUES = 1000;
const SEED = 20_26;
/** Steps of shrinking that are looked at. */
const STEPS = 40;

/** Every value is what the arbitrary promises, can be sent as JSON, and damages no prototype. */
export function assertSound({ name, arbitrary, flaw }: ArbitraryClaim, numRuns = VALUES): void {
  for (const value of fc.sample(arbitrary, { numRuns, seed: SEED })) {
    const text = JSON.stringify(value);
    const sent = JSON.parse(text) as Json;
    expect(flaw(sent), `${name}: ${text}`).toBeUndefined();
    expect(text, name).not.toMatch(/\p{Surrogate}|\\u[dD][89a-fA-F]/u);
  }
  expect(Object.keys(Object.prototype)).toEqual([]);
}

/** The same seed gives the same values, another one others where there are others. */
export function assertDeterministic({ name, arbitrary }: ArbitraryClaim): void {
  const draw = (seed: number): Json[] => fc.sample(arbitrary, { numRuns: 20, seed });

  expect(draw(SEED), name).toEqual(draw(SEED));
}

/** Shrinking ends, never makes a value larger, and keeps what the arbitrary promises. */
export function assertShrinks({ name, arbitrary, flaw }: ArbitraryClaim): void {
  const steps: Json[] = [];
  // Fails for every value, so that fast-check goes on from the first shrink of each.
  const property = fc.property(fc.limitShrink(arbitrary, STEPS), (value) => {
    steps.push(value);
    return false;
  });
  fc.check(property, { numRuns: 1, seed: SEED });
  let size = Number.POSITIVE_INFINITY;
  for (const value of steps) {
    const text = JSON.stringify(value);
    expect(text.length, `${name}: ${text}`).toBeLessThanOrEqual(size);
    expect(flaw(JSON.parse(text) as Json), `${name}: ${text}`).toBeUndefined();
    size = text.length;
  }
}
