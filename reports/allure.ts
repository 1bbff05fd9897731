import { createHash } from 'node:crypto';
import type { Drift } from '../model/drift.ts';
import type { Run } from '../model/run.ts';
import type { Level } from '../model/statement.ts';
import { jsonFile } from './json-file.ts';
import { type TestCase, type TestSuite, testSuites } from './test-cases.ts';
import { TOOL } from './tool.ts';
import { visibleLine } from './visible-text.ts';

/** A file in the folder of results. */
export interface AllureFile {
  readonly name: string;
  readonly text: string;
}

const STATUSES = { passed: 'passed', failed: 'failed', skipped: 'skipped', error: 'broken' } as const;

const SEVERITIES: Readonly<Record<Level, string>> = { must: 'critical', should: 'normal', may: 'minor' };

/** Whether a file in a folder of results is of an earlier report of ours. */
export function isAllureFile(name: string): boolean {
  return /^assay-[0-9a-f-]{36}-result\.json$/.test(name);
}

/** Results for Allure, a file for each of the [tests](test-cases.ts); a test has the same history in each run. */
export function writeAllure(
  runs: readonly Run[],
  failOn: Level = 'must',
  drifts: readonly Drift[] = [],
): readonly AllureFile[] {
  const suites = testSuites(runs, failOn, drifts);
  const [first] = runs;
  return suites.flatMap((suite) => {
    const start = Date.parse((suite.run ?? first)?.startedAt ?? '') || 0;
    return suite.cases.map((test) => resultFile(test, suite, start));
  });
}

function resultFile(test: TestCase, { name: suite, run }: TestSuite, start: number): AllureFile {
  const { group, name, outcome, message, text, findings } = test;
  const fullName = `${suite}/${group}/${name}`;
  const uuid = uuidOf(`${fullName} ${start}`);
  const [worst] = findings;
  const isWaived = findings.some(({ waived }) => waived !== null);
  const result = {
    uuid,
    historyId: hashOf(fullName),
    testCaseId: hashOf(fullName),
    fullName: visibleLine(fullName),
    name: visibleLine(`${group} ${name}`),
    status: STATUSES[outcome],
    statusDetails: {
      known: isWaived,
      flaky: false,
      ...(message === null ? {} : { message }),
      ...(text === null ? {} : { trace: text }),
    },
    stage: 'finished',
    // Exchanges serve many checks at once, so no test has a time of its own.
    start,
    stop: start,
    labels: [
      { name: 'framework', value: TOOL.name },
      { name: 'parentSuite', value: visibleLine(suite) },
      { name: 'suite', value: visibleLine(group) },
      ...(worst === undefined ? [] : [{ name: 'severity', value: SEVERITIES[worst.level] }]),
    ],
    parameters: run === null ? [] : [{ name: 'target', value: visibleLine(run.target.url), excluded: true }],
    links: [],
    steps: [],
    attachments: [],
  };
  return { name: `assay-${uuid}-result.json`, text: jsonFile(result) };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** A name-based UUID, marked as of version 8 (RFC 9562, 5.8), so that the same input has the same bytes. */
function uuidOf(text: string): string {
  const hex = hashOf(text);
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join('-');
}
