import { describe, expect, it } from 'vitest';
import { isAllureFile, writeAllure } from './allure.ts';
import { fold } from './fold.ts';
import { finding, poisonedRun, sampleEvents, sampleRun, sampleRuns, waiver } from './sample.test-support.ts';

interface Result {
  readonly uuid: string;
  readonly historyId: string;
  readonly name: string;
  readonly status: string;
  readonly statusDetails: { readonly known: boolean; readonly message?: string; readonly trace?: string };
  readonly stage: string;
  readonly start: number;
  readonly stop: number;
  readonly labels: readonly { readonly name: string; readonly value: string }[];
}

const resultsOf = (...args: Parameters<typeof writeAllure>) =>
  writeAllure(...args).map(({ text }) => JSON.parse(text) as Result);

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('results for Allure', () => {
  it('are files of their own names, one for each test', () => {
    const files = writeAllure(sampleRuns());

    expect(files).toHaveLength(4 * 64 + 2);
    expect(new Set(files.map(({ name }) => name)).size).toBe(files.length);
    expect(files.every(({ name }) => isAllureFile(name))).toBe(true);
    for (const name of ['x-result.json', '../assay-result.json', 'assay-x-result.json'])
      expect(isAllureFile(name)).toBe(false);
    for (const { uuid, stage, start, stop } of resultsOf(sampleRuns()))
      expect([UUID.test(uuid), stage, start <= stop]).toEqual([true, 'finished', true]);
  });

  it('say what failed, why and how badly', () => {
    const [failed] = resultsOf([sampleRun(1)]).filter(({ status }) => status === 'failed');

    expect(failed?.statusDetails.message).toMatch(/^The member usage_count is a string/);
    expect(failed?.statusDetails.trace).toContain('replay: assay replay');
    expect(failed?.labels).toContainEqual({ name: 'severity', value: 'critical' });
    expect(failed?.labels).toContainEqual({ name: 'parentSuite', value: 'nsx-sensor' });
  });

  it('have the same history in each run, and another identity', () => {
    const [one, other] = ['2026-11-21T14:02:07.000Z', '2026-11-22T14:02:07.000Z'].map((startedAt) =>
      resultsOf([sampleRun(1, { started: { startedAt } })]),
    );

    expect(one?.map(({ historyId }) => historyId)).toEqual(other?.map(({ historyId }) => historyId));
    expect(one?.some(({ uuid }) => other?.some((each) => each.uuid === uuid))).toBe(false);
  });

  it('are broken where nothing could be tested, and known where a finding is waived', () => {
    const entries = [waiver({ fingerprint: finding(0).fingerprint })];
    const waived = fold(sampleEvents([finding(0)]), {
      failOn: 'must',
      waivers: { entries, today: '2026-11-25' },
    });
    const untested = sampleRun(0, { ended: { notTested: 'no answer came' } });

    expect(
      resultsOf([untested])
        .filter(({ status }) => status === 'broken')
        .map(({ name }) => name),
    ).toEqual(['the run exit code 3']);
    expect(resultsOf([waived]).filter(({ statusDetails }) => statusDetails.known)).toMatchObject([
      { status: 'skipped' },
    ]);
  });

  it('show what hides in what a target sent', () => {
    for (const { statusDetails, labels } of resultsOf([poisonedRun()])) {
      const shown = [statusDetails.message, statusDetails.trace, ...labels.map(({ value }) => value)].join(
        '',
      );
      expect(shown).not.toMatch(/[^\n\t\P{Cc}]|[\u202e\u2066]/u);
    }
  });
});
