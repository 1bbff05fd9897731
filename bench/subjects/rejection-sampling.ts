import fc from 'fast-check';
import { ajvJudge } from '../judges/ajv.ts';
import { isJudge } from '../judges/judge.ts';
import { Refusal, type Subject } from './subject.ts';

/** Draws before it gives up. */
const DRAWS = 20_000;

let drawn: { readonly seed: number; readonly values: readonly unknown[] } | undefined;

/**
 * The null hypothesis: any JSON at all, filtered by ajv. All schemas are offered the same draws, since drawing does
 * not depend on the schema.
 */
export const rejectionSampling: Subject = {
  name: 'rejection sampling',
  values({ benchCase }, { count, seed }) {
    const judge = ajvJudge(benchCase, []);
    if (!isJudge(judge)) throw new Refusal('', `ajv: ${judge.cannot}`);
    const accepted: unknown[] = [];
    for (const value of draws(seed)) {
      if (judge.isValid(value as never)) accepted.push(value);
      if (accepted.length === count) return accepted;
    }
    throw new Refusal('', `${accepted.length} of ${DRAWS} draws were valid, ${count} asked for`);
  },
};

function draws(seed: number): readonly unknown[] {
  if (drawn?.seed !== seed) {
    drawn = { seed, values: fc.sample(fc.jsonValue(), { numRuns: DRAWS, seed }) };
  }
  return drawn.values;
}
