import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formatsPlugin from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Finding } from '../model/run.ts';
import { fold } from './fold.ts';
import { finding, poisonedRun, sampleEvents, sampleRuns, waiver } from './sample.test-support.ts';
import { writeWfcReport } from './wfc-report.ts';

const SCHEMA = new URL('../test/fixtures/schemas/wfc-report-0.12.1.yaml', import.meta.url);
const ajv = new Ajv2020({ strict: false, allErrors: true });
formatsPlugin.default(ajv);
const validate = ajv.compile(parse(readFileSync(SCHEMA, 'utf8')) as object);

interface Report {
  readonly faults: {
    readonly totalNumber: number;
    readonly foundFaults: readonly {
      readonly operationId: string;
      readonly testCaseId: string;
      readonly faultCategories: readonly {
        readonly id: string;
        readonly code: number;
        readonly context: string;
      }[];
    }[];
  };
  readonly problemDetails: {
    readonly rest: { readonly endpointIds: readonly string[]; readonly coveredHttpStatus: readonly object[] };
  };
  readonly totalTests: number;
  readonly testCases: readonly { readonly id: string }[];
  readonly warnings: readonly { readonly message: string; readonly category: string }[];
}

const reportOf = (...args: Parameters<typeof writeWfcReport>) =>
  JSON.parse(writeWfcReport(...args)) as Report;

const withFindings = (...findings: Finding[]) => fold(sampleEvents(findings), { failOn: 'must' });

describe('wfc-report.json', () => {
  it.each([
    { name: 'a run with findings', runs: [withFindings(finding(0, { wfc: 101 }), finding(1))] },
    { name: 'several runs', runs: sampleRuns() },
    { name: 'no run', runs: [] },
    { name: 'poison', runs: [poisonedRun()] },
  ])('of $name fits the schema of the Web Fuzzing Commons', ({ runs }) => {
    validate(JSON.parse(writeWfcReport(runs)));

    expect(validate.errors).toBeNull();
  });

  it('has faults by category, place, operation and the exchange that shows them', () => {
    const report = reportOf([withFindings(finding(0, { wfc: 101 }))]);
    const [fault] = report.faults.foundFaults;

    expect(fault).toEqual({
      operationId: 'POST:/sensors/registration-tokens',
      testCaseId: 'exchange-1',
      faultCategories: [
        {
          id: 'SCHEMA_INVALID_RESPONSE',
          code: 200,
          context:
            'POST:/sensors/registration-tokens -> response-body-schema-violation /components/schemas/RegistrationToken/properties/usage_count type',
        },
      ],
    });
    expect(report.problemDetails.rest.endpointIds).toContain(fault?.operationId);
    expect(report.testCases.map(({ id }) => id)).toContain(fault?.testCaseId);
    expect([report.totalTests, report.problemDetails.rest.coveredHttpStatus.length]).toEqual([7, 7]);
  });

  it.each([
    [500, 'HTTP_STATUS_500'],
    [501, 'SCHEMA_STATUS_NO_501_IF_IMPLEMENTED'],
    [503, 'HTTP_OTHER_STATUS_5XX'],
  ])('tells failures of a server apart: %i is %s', (status, id) => {
    const response = { status, headers: [], body: null };

    const { faults } = reportOf([withFindings(finding(0, { wfc: 100, response }))]);

    expect(faults.foundFaults[0]?.faultCategories[0]?.id).toBe(id);
  });

  it('leaves out what is waived, and says how many findings have no category', () => {
    const events = sampleEvents([finding(0, { wfc: 101 }), finding(1, { wfc: 102 }), finding(2)]);
    const entries = [waiver({ fingerprint: finding(0).fingerprint })];
    const run = fold(events, { failOn: 'must', waivers: { entries, today: '2026-11-25' } });

    const { faults, warnings } = reportOf([run]);

    expect(faults.foundFaults.map(({ faultCategories }) => faultCategories[0]?.code)).toEqual([206]);
    expect(warnings).toEqual([
      {
        message: '1 finding left out, because there is no category for it; report.json has all.',
        category: 'no-category',
      },
    ]);
  });

  it('counts a fault once that two places of a run show, and tells runs apart by name', () => {
    const run = withFindings(finding(0, { wfc: 101 }), finding(8, { wfc: 101, check: finding(0).check }));
    const several = reportOf([run, run]);

    expect(reportOf([run]).faults.totalNumber).toBe(1);
    expect(several.faults.totalNumber).toBe(2);
    expect(several.faults.foundFaults.at(-1)?.operationId).toBe(
      'nsx-sensor:2:POST:/sensors/registration-tokens',
    );
    expect(new Set(several.testCases.map(({ id }) => id)).size).toBe(several.totalTests);
  });
});
