import { describe, expect, it } from 'vitest';
import { tallyOf } from '../../proof/proof.ts';
import { sampleOf } from '../../proof/sample.ts';
import { SHIPPED, workshopOf } from './workshops.ts';

// The whole is `npm run prove`. Of so few mutants one that survives weighs more than of all.
const SAMPLE = 12;
const LEAST_SCORE = 70;

describe.each(SHIPPED)('the suite of %s', (name) => {
  it('finds nothing of the twin itself', async () => {
    const { survey } = await workshopOf(name);

    expect(survey.known).toEqual([]);
  });

  it('kills a sample of its mutants', async () => {
    const { catalogue, ...workshop } = await workshopOf(name);
    const verdicts = [];
    for (const [at, { id }] of sampleOf(catalogue.mutants, SAMPLE).entries())
      verdicts.push(await workshop.try(id, at === 0));

    expect(verdicts.filter(({ error }) => error !== undefined)).toEqual([]);
    expect(verdicts.map(({ wholeAgrees }) => wholeAgrees).filter((each) => each !== undefined)).toEqual([
      true,
    ]);
    expect(tallyOf(verdicts).score).toBeGreaterThanOrEqual(LEAST_SCORE);
  });
});
