import { describe, expect, it } from 'vitest';
import { runTiny } from '../support/tiny-api.ts';

describe('a target that gives the identity of a deleted object to the next one', () => {
  it.each([1, 2, 3])(
    'is not accused of it beyond that, and nothing is left there, with the seed %i',
    async (seed) => {
      const run = await runTiny({ givesIdsAgain: true }, { seed });

      expect(run.findings.map(({ check }) => check)).toEqual(['resource-identity-reused']);
      expect(run.summary).toMatchObject({ left: 0, created: run.summary.removed });
    },
  );
});
