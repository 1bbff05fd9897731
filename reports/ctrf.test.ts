import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import formatsPlugin from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { compareRuns } from './compare/compare-runs.ts';
import { writeCtrf } from './ctrf.ts';
import { poisonedRun, sampleRun, sampleRuns } from './sample.test-support.ts';

const SCHEMA = new URL('../test/fixtures/schemas/ctrf-0.0.json', import.meta.url);
const ajv = new Ajv({ strict: false, allErrors: true });
formatsPlugin.default(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(SCHEMA, 'utf8')) as object);

interface Report {
  readonly results: {
    readonly summary: Readonly<Record<string, number>>;
    readonly tests: readonly {
      readonly testId: string;
      readonly name: string;
      readonly status: string;
      readonly message?: string;
      readonly trace?: string;
      readonly line?: number;
    }[];
  };
}

const reportOf = (...args: Parameters<typeof writeCtrf>) => JSON.parse(writeCtrf(...args)) as Report;

describe('ctrf.json', () => {
  it.each([
    { name: 'a run with findings', runs: [sampleRun(20)] },
    { name: 'several runs', runs: sampleRuns() },
    { name: 'no run', runs: [] },
    { name: 'poison', runs: [poisonedRun()] },
  ])('of $name fits the schema of CTRF', ({ runs }) => {
    validate(JSON.parse(writeCtrf(runs, 'must', [compareRuns(sampleRun(0), sampleRun(9))])));

    expect(validate.errors).toBeNull();
  });

  it('has a test for each operation and check, and counts them', () => {
    const { summary, tests } = reportOf(sampleRuns()).results;

    expect(tests).toHaveLength(4 * 64 + 2);
    expect(new Set(tests.map(({ testId }) => testId)).size).toBe(tests.length);
    for (const status of ['passed', 'failed', 'skipped'])
      expect(summary[status]).toBe(tests.filter((test) => test.status === status).length);
  });

  it('tells why a test failed, and where the contract says so', () => {
    const failed = reportOf([sampleRun(1)]).results.tests.find(({ status }) => status === 'failed');

    expect(failed).toMatchObject({
      name: 'POST /sensors/registration-tokens response-body-schema-violation',
      message: 'The member usage_count is a string, and the document says that it is an integer.',
      trace: expect.stringContaining('replay: assay replay'),
      line: 212,
    });
  });

  it('goes from the first beginning to the last end', () => {
    const { start, stop, duration } = reportOf([
      sampleRun(0),
      sampleRun(0, { started: { startedAt: '2026-11-21T15:00:00.000Z' } }),
    ]).results.summary;

    expect([start, stop]).toEqual([Date.UTC(2026, 10, 21, 14, 2, 7), Date.UTC(2026, 10, 21, 15, 3, 12, 400)]);
    expect(duration).toBe((stop ?? 0) - (start ?? 0));
  });
});
