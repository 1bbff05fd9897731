import fc from 'fast-check';
import type { Json } from '../../model/json.ts';
import { ajvJudge } from '../judges/ajv.ts';
import { isJudge, type Judge } from '../judges/judge.ts';
import { Refusal, type Subject } from './subject.ts';

/** Draws before it gives up. */
const DRAWS = 20_000;

let drawn: { readonly seed: number; readonly values: readonly Json[] } | undefined;

/**
 * The null hypothesis: any JSON at all, filtered by ajv. All schemas are offered the same draws, since drawing does
 * not depend on the schema.
 */
export const rejectionSampling: Subject = {
  name: 'rejection sampling',
  maker({ benchCase }) {
    const judge = ajvJudge(benchCase, []);
    if (!isJudge(judge)) throw new Refusal('', `ajv: ${judge.cannot}`);
    return ({ count, seed }) => {
      const accepted: unknown[] = [];
      for (const value of draws(seed)) {
        if (isAccepted(judge, value)) accepted.push(value);
        if (accepted.length === count) return accepted;
      }
      throw new Refusal('', `fewer than ${count} of ${DRAWS} draws are valid`);
    };
  },
};

function draws(seed: number): readonly Json[] {
  if (drawn?.seed !== seed) {
    drawn = { seed, values: fc.sample(fc.jsonValue(), { numRuns: DRAWS, seed }) as Json[] };
  }
  return drawn.values;
}

/** ajv follows some recursive schemas until the stack is full. */
function isAccepted(judge: Judge, value: Json): boolean {
  try {
    return judge.isValid(value);
  } catch (error) {
    throw new Refusal('', `ajv: ${error instanceof Error ? error.message : String(error)}`);
  }
}
