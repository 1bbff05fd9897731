import type { Drift } from '../model/drift.ts';
import type { Run } from '../model/run.ts';
import type { Level } from '../model/statement.ts';
import { jsonFile } from './json-file.ts';
import { exitCodeOf } from './outcome.ts';
import { type TestCase, type TestSuite, testSuites } from './test-cases.ts';
import { TOOL } from './tool.ts';
import { visibleLine } from './visible-text.ts';

/** ctrf.json, the Common Test Report Format, specification 0.0.0: the [tests](test-cases.ts) of all contracts in one list. */
export function writeCtrf(
  runs: readonly Run[],
  failOn: Level = 'must',
  drifts: readonly Drift[] = [],
): string {
  const suites = testSuites(runs, failOn, drifts);
  const tests = suites.flatMap((suite) => suite.cases.map((test) => ctrfTest(test, suite)));
  const count = (status: string) => tests.filter((test) => test.status === status).length;
  const times = timesOf(runs);
  const report = {
    reportFormat: 'CTRF',
    specVersion: '0.0.0',
    timestamp: new Date(times.stop).toISOString(),
    generatedBy: TOOL.name,
    results: {
      tool: { name: TOOL.name, version: TOOL.version },
      summary: {
        tests: tests.length,
        passed: count('passed'),
        failed: count('failed'),
        skipped: count('skipped'),
        pending: 0,
        other: 0,
        suites: suites.length,
        ...times,
        duration: times.stop - times.start,
        extra: { exitCode: exitCodeOf(runs, drifts) },
      },
      tests,
      extra: { runs: runs.map(runFacts) },
    },
  };
  return jsonFile(report);
}

/** From the first beginning to the last end, in milliseconds since 1970. */
function timesOf(runs: readonly Run[]): { readonly start: number; readonly stop: number } {
  const spans = runs.flatMap(({ startedAt, durationMs }) => {
    const start = Date.parse(startedAt);
    return Number.isNaN(start) ? [] : [{ start, stop: Math.round(start + durationMs) }];
  });
  if (spans.length === 0) return { start: 0, stop: 0 };
  return {
    start: Math.min(...spans.map(({ start }) => start)),
    stop: Math.max(...spans.map(({ stop }) => stop)),
  };
}

function runFacts({ contract, target, mode, seed, budget, verdict, exitCode, reason }: Run): object {
  return { contract, target, mode, seed, budget, verdict, exitCode, reason };
}

function ctrfTest(test: TestCase, { name, run }: TestSuite) {
  const { group, outcome, message, text, findings } = test;
  const [worst] = findings;
  return {
    testId: `${name}/${group}/${test.name}`,
    name: visibleLine(`${group} ${test.name}`),
    // It has no word for what could not be tested.
    status: outcome === 'error' ? 'failed' : outcome,
    rawStatus: outcome,
    // Exchanges serve many checks at once, so no test has a time of its own.
    duration: 0,
    suite: [visibleLine(name), visibleLine(group)],
    type: 'conformance',
    ...(message === null ? {} : { message }),
    ...(text === null ? {} : { trace: text }),
    ...(run === null ? {} : { filePath: run.contract.file }),
    ...(worst === undefined ? {} : { line: worst.source.line, labels: { level: worst.level } }),
  };
}
