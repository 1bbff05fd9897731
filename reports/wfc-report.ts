import type { Finding, ListedExchange, Run } from '../model/run.ts';
import { jsonFile } from './json-file.ts';
import { TOOL } from './tool.ts';
import { visibleLine } from './visible-text.ts';
import { plural } from './wording.ts';

/** The version of the Web Fuzzing Commons whose schema and codes are used. */
const SCHEMA_VERSION = '0.12.1';

interface Category {
  /** Stays as it is, whatever the version. */
  readonly id: string;
  readonly code: number;
}

/** The categories of that version by the codes that findings carry, which are those of an earlier one. */
const CATEGORIES: Readonly<Record<number, Category>> = {
  100: { id: 'HTTP_STATUS_500', code: 100 },
  101: { id: 'SCHEMA_INVALID_RESPONSE', code: 200 },
  102: { id: 'SCHEMA_VALIDATION_BYPASS', code: 206 },
  103: { id: 'HTTP_NONWORKING_DELETE', code: 113 },
  104: { id: 'HTTP_SIDE_EFFECTS_FAILED_MODIFICATION', code: 114 },
  203: { id: 'SECURITY_MASS_ASSIGNMENT', code: 303 },
  204: { id: 'SECURITY_EXISTENCE_LEAKAGE', code: 304 },
  206: { id: 'SECURITY_INCONSISTENT_WRITE_AUTHORIZATION', code: 306 },
  209: { id: 'SECURITY_LEAKED_STACK_TRACES', code: 309 },
};

const NOT_IMPLEMENTED: Category = { id: 'SCHEMA_STATUS_NO_501_IF_IMPLEMENTED', code: 205 };
const OTHER_FAILURE: Category = { id: 'HTTP_OTHER_STATUS_5XX', code: 121 };

/**
 * wfc-report.json, the report of the Web Fuzzing Commons, for laying several tools side by side. A test case is an
 * exchange. It lists the findings for which there is a category, whatever their level, but the waived ones; it has no
 * word for a verdict.
 */
export function writeWfcReport(runs: readonly Run[]): string {
  const faults = runs.flatMap((run, at) =>
    run.findings.flatMap((finding) => fault(finding, prefix(runs, at))),
  );
  const covered = runs.flatMap((run, at) =>
    run.exchanges.map((each) => coveredEndpoint(each, prefix(runs, at))),
  );
  const calls = covered.length;
  const report = {
    schemaVersion: SCHEMA_VERSION,
    toolName: TOOL.name,
    toolVersion: TOOL.version,
    creationTime: lastEnd(runs),
    faults: { totalNumber: distinct(faults), foundFaults: faults },
    problemDetails: {
      rest: {
        outputHttpCalls: calls,
        evaluatedHttpCalls: calls,
        endpointIds: [
          ...new Set(
            runs.flatMap((run, at) =>
              run.operations.map(({ operation }) => endpointId(operation, prefix(runs, at))),
            ),
          ),
        ],
        coveredHttpStatus: covered,
      },
    },
    totalTests: calls,
    testFilePaths: [],
    testCases: runs.flatMap((run, at) => run.exchanges.map((each) => testCase(each, prefix(runs, at)))),
    executionTimeInSeconds: Math.round(runs.reduce((so, { durationMs }) => so + durationMs, 0) / 1000),
    extra: runs.map(coverageOf),
    warnings: runs.flatMap(warningsOf),
  };
  return jsonFile(report);
}

/** Where there are several runs, what is of one of them begins with its name. */
function prefix(runs: readonly Run[], at: number): string {
  if (runs.length === 1) return '';
  const name = runs[at]?.contract.name ?? '';
  const before = runs.slice(0, at).filter(({ contract }) => contract.name === name).length;
  return before === 0 ? `${name}:` : `${name}:${before + 1}:`;
}

function endpointId(operation: string, before: string): string {
  return `${before}${operation.replace(' ', ':')}`;
}

function testCaseId(exchange: number, before: string): string {
  return `${before}exchange-${exchange}`;
}

function fault(finding: Finding, before: string) {
  const category = categoryOf(finding);
  if (category === undefined || finding.waived !== null) return [];
  const { operation, exchange, check, pointer, keyword } = finding;
  const operationId = endpointId(operation, before);
  // Names and places alone: the same fault has to have the same context in each run.
  const context = `${operationId} -> ${[check, pointer, keyword].filter((word) => word !== null).join(' ')}`;
  return [
    { operationId, testCaseId: testCaseId(exchange, before), faultCategories: [{ ...category, context }] },
  ];
}

function categoryOf({ wfc, response: { status } }: Finding): Category | undefined {
  if (wfc === undefined) return undefined;
  if (wfc !== 100 || status === 500) return CATEGORIES[wfc];
  return status === 501 ? NOT_IMPLEMENTED : OTHER_FAILURE;
}

function distinct(faults: ReturnType<typeof fault>): number {
  return new Set(faults.flatMap(({ faultCategories }) => faultCategories.map((each) => JSON.stringify(each))))
    .size;
}

function coveredEndpoint({ number, operation, status }: ListedExchange, before: string): object {
  return {
    endpointId: endpointId(operation, before),
    testCaseId: testCaseId(number, before),
    httpStatus: status === null ? [] : [status],
  };
}

function testCase({ number, purpose }: ListedExchange, before: string): object {
  return { id: testCaseId(number, before), name: visibleLine(purpose) };
}

function coverageOf({ coverage, summary }: Run): object {
  const { sides } = coverage;
  const { tested, total } = summary.operations;
  return {
    toolName: TOOL.name,
    criteria: [
      { name: 'operations with their documented success', covered: tested, total },
      { name: 'sides of constraints that were judged', covered: sides.judged, total: sides.counted },
    ],
  };
}

function warningsOf({ warnings, findings }: Run): object[] {
  const uncategorised = findings.filter(
    (finding) => finding.waived === null && categoryOf(finding) === undefined,
  ).length;
  return [
    ...warnings.map(({ code, message }) => ({ message: visibleLine(message), category: code })),
    ...(uncategorised === 0
      ? []
      : [
          {
            message: `${plural(uncategorised, 'finding')} left out, because there is no category for ${uncategorised === 1 ? 'it' : 'them'}; report.json has all.`,
            category: 'no-category',
          },
        ]),
  ];
}

function lastEnd(runs: readonly Run[]): string {
  const ends = runs.map(({ startedAt, durationMs }) => Date.parse(startedAt) + durationMs);
  return new Date(Math.max(0, ...ends.filter((end) => !Number.isNaN(end)))).toISOString();
}
