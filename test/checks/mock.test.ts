import { expect, it } from 'vitest';
import { CHECKS } from '../../checks/registry.ts';
import { runTiny } from '../support/tiny-api.ts';
import { said, verdictOf } from './departures/prove.ts';

it('decides nothing on the mock that needs what a mock cannot show', async () => {
  const run = await runTiny({}, { target: 'prism' });

  const undecidable = CHECKS.filter(({ needs }) => needs.some((need) => need !== 'refusals'));
  const verdicts = undecidable.flatMap(({ id }) =>
    run.operations.map(({ operation }) => verdictOf(run, operation, id)),
  );
  expect(verdicts).toContain('not-decidable');
  expect(verdicts).not.toContain('holds');
  expect(verdicts).not.toContain('broken');
  expect(run.findings.map(said)).toEqual([]);
  expect(run.exitCode).toBe(0);
});
