import { describe, expect, it } from 'vitest';
import type { Drift } from '../model/drift.ts';
import type { Event } from '../model/event.ts';
import { CONTRACT_ERROR } from '../model/run.ts';
import { writeAllure } from './allure.ts';
import { compareRuns } from './compare/compare-runs.ts';
import { writeCtrf } from './ctrf.ts';
import { type FoldOptions, fold } from './fold.ts';
import { writeAnnotations } from './github-annotations.ts';
import { writeHtml } from './html/write-html.ts';
import { writeJunit } from './junit.ts';
import { exitCodeOf } from './outcome.ts';
import { writeJson } from './report-json.ts';
import { finding, sampleEvents, sampleRun, waiver } from './sample.test-support.ts';
import { writeSarif } from './sarif/write-sarif.ts';
import { writeSummary } from './summary-markdown.ts';
import { terminal } from './terminal/terminal.ts';
import { exitMeaning } from './wording.ts';

interface Outcome {
  readonly name: string;
  readonly exitCode: number;
  readonly events: readonly Event[];
  readonly how?: Partial<FoldOptions>;
}

const [MUST, SHOULD, MAY] = [finding(0), finding(1), finding(2)];
const contractError: Event = {
  type: 'warning',
  warning: { code: CONTRACT_ERROR, message: 'openapi.yaml:1:1: the rule cannot be evaluated' },
};

const waivedUntil = (expires: string): Partial<FoldOptions> => ({
  waivers: { entries: [waiver({ fingerprint: MUST.fingerprint, expires })], today: '2026-11-25' },
});

const OUTCOMES: readonly Outcome[] = [
  { name: 'no finding', exitCode: 0, events: sampleEvents([]) },
  { name: 'a MUST', exitCode: 1, events: sampleEvents([MUST, SHOULD, MAY]) },
  { name: 'a SHOULD, which does not fail', exitCode: 0, events: sampleEvents([SHOULD]) },
  { name: 'a SHOULD, which fails', exitCode: 1, events: sampleEvents([SHOULD]), how: { failOn: 'should' } },
  { name: 'a MAY, which does not fail', exitCode: 0, events: sampleEvents([MAY]), how: { failOn: 'should' } },
  { name: 'a MAY, which fails', exitCode: 1, events: sampleEvents([MAY]), how: { failOn: 'may' } },
  { name: 'a waived MUST', exitCode: 0, events: sampleEvents([MUST]), how: waivedUntil('2027-01-31') },
  {
    name: 'a waiver that has expired',
    exitCode: 1,
    events: sampleEvents([MUST]),
    how: waivedUntil('2020-01-31'),
  },
  {
    name: 'a waiver that has expired without a finding',
    exitCode: 1,
    events: sampleEvents([]),
    how: waivedUntil('2020-01-31'),
  },
  { name: 'too little coverage', exitCode: 1, events: sampleEvents([]), how: { minCoverage: 99 } },
  {
    name: 'a target that could not be tested',
    exitCode: 3,
    events: sampleEvents([], { ended: { notTested: 'no answer came' } }),
  },
  {
    name: 'a MUST before nothing could be tested',
    exitCode: 1,
    events: sampleEvents([MUST], { ended: { notTested: 'it fell over' } }),
  },
  { name: 'an interruption', exitCode: 130, events: sampleEvents([], { ended: { interrupted: 130 } }) },
  {
    name: 'an interruption after a MUST',
    exitCode: 143,
    events: sampleEvents([MUST], { ended: { interrupted: 143 } }),
  },
  { name: 'a run that was killed', exitCode: 130, events: sampleEvents([]).slice(0, -1) },
  {
    name: 'something left behind',
    exitCode: 4,
    events: sampleEvents([], { ended: { account: { created: 2, removed: 1, left: 1, restored: 0 } } }),
  },
  {
    name: 'an error of the contract',
    exitCode: 2,
    events: [...sampleEvents([MUST]).slice(0, -1), contractError, ...sampleEvents([]).slice(-1)],
  },
];

/** Whether each format says that all is well, by what its readers look at. */
function isGreen(runs: Parameters<typeof writeJunit>[0], how: FoldOptions, drifts: readonly Drift[]) {
  const { failOn } = how;
  const ctrf = JSON.parse(writeCtrf(runs, failOn, drifts)) as { results: { summary: { failed: number } } };
  const allure = writeAllure(runs, failOn, drifts).map(
    ({ text }) => (JSON.parse(text) as { status: string }).status,
  );
  return {
    junit: !/<(failure|error) /.test(writeJunit(runs, failOn, drifts)),
    ctrf: ctrf.results.summary.failed === 0,
    allure: !allure.some((status) => status === 'failed' || status === 'broken'),
    github: !/^::error /m.test(writeAnnotations(runs, drifts)),
    summary: writeSummary(runs, drifts).startsWith('# ✓'),
  };
}

/** The exit code that each format tells, where it tells one. */
function exitCodesIn(runs: Parameters<typeof writeJunit>[0], how: FoldOptions, drifts: readonly Drift[]) {
  const sarif = JSON.parse(writeSarif(runs, { drifts })) as { properties: { exitCode: number } };
  const ctrf = JSON.parse(writeCtrf(runs, how.failOn, drifts)) as {
    results: { summary: { extra: { exitCode: number } } };
  };
  const [, summary] = /exit code (\d+), /.exec(writeSummary(runs, drifts)) ?? [];
  let said = '';
  terminal(
    {
      write: (text) => {
        said += text;
      },
    },
    { colour: false },
  ).end(runs, [], drifts);
  const [, shown] = /^exit (\d+): /m.exec(said) ?? [];
  return [sarif.properties.exitCode, ctrf.results.summary.extra.exitCode, Number(summary), Number(shown)];
}

describe.each(OUTCOMES)('after $name', ({ exitCode, events, how }) => {
  const options = { failOn: 'must', ...how } as const;
  const run = fold(events, options);

  it(`all formats agree with exit code ${exitCode}`, () => {
    expect(run.exitCode).toBe(exitCode);
    expect(new Set(exitCodesIn([run], options, []))).toEqual(new Set([exitCode]));
    expect(new Set(Object.values(isGreen([run], options, [])))).toEqual(new Set([exitCode === 0]));
  });

  it('each run has its own in report.json and SARIF, with its verdict', () => {
    const [json, sarif] = [writeJson([run]), writeSarif([run])].map((text) => JSON.parse(text) as unknown);
    const { verdict, reason } = run;

    expect(json).toMatchObject({ exitCode, verdict, reason });
    expect(sarif).toMatchObject({
      runs: [
        {
          properties: { exitCode, verdict, reason },
          invocations: [
            {
              exitCode,
              exitCodeDescription: exitMeaning(exitCode, [run]),
              executionSuccessful: [0, 1, 4].includes(exitCode),
            },
          ],
        },
      ],
    });
    expect(writeHtml([run])).toContain(reason.replaceAll('&', '&amp;'));
    expect(writeHtml([run])).toContain(`exit ${exitCode}: `);
  });
});

it('after a drift between two targets that are both conformant, all formats agree with exit code 1', () => {
  const runs = [sampleRun(0), sampleRun(0)];
  const drifts = [compareRuns(sampleRun(0), sampleRun(9))];

  expect(exitCodeOf(runs, drifts)).toBe(1);
  expect(new Set(exitCodesIn(runs, { failOn: 'must' }, drifts))).toEqual(new Set([1]));
  expect(new Set(Object.values(isGreen(runs, { failOn: 'must' }, drifts)))).toEqual(new Set([false]));
});
