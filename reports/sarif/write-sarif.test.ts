import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import formatsPlugin from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import type { Run } from '../../model/run.ts';
import { compareRuns } from '../compare/compare-runs.ts';
import { fold } from '../fold.ts';
import {
  finding,
  POISON,
  poisonedRun,
  sampleEvents,
  sampleRun,
  sampleRuns,
  waiver,
} from '../sample.test-support.ts';
import { artifactLocation } from './artifact-location.ts';
import { MAX_RESULTS, writeSarif } from './write-sarif.ts';

const SCHEMA = new URL('../../test/fixtures/schemas/sarif-2.1.0.json', import.meta.url);
// One of the schema's patterns is no pattern in unicode mode.
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
formatsPlugin.default(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(SCHEMA, 'utf8')) as object);

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly { readonly physicalLocation: Physical }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions?: readonly { readonly kind: string; readonly justification: string }[];
}

interface Physical {
  readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string };
  readonly region: {
    readonly startLine: number;
    readonly startColumn: number;
    readonly snippet?: { text: string };
  };
}

interface Log {
  readonly runs: readonly {
    readonly tool: {
      readonly driver: { readonly rules: readonly { id: string; shortDescription: { text: string } }[] };
    };
    readonly automationDetails: { readonly id: string };
    readonly invocations: readonly {
      readonly exitCode: number;
      readonly executionSuccessful: boolean;
      readonly toolExecutionNotifications: readonly {
        descriptor: { id: string };
        message: { text: string };
      }[];
    }[];
    readonly results: readonly Result[];
  }[];
}

function logOf(...args: Parameters<typeof writeSarif>): Log {
  return JSON.parse(writeSarif(...args)) as Log;
}

function waived(): Run {
  const { fingerprint } = finding(0);
  return fold(sampleEvents([finding(0), finding(1)]), {
    failOn: 'must',
    waivers: { entries: [waiver({ fingerprint })], today: '2026-11-25' },
  });
}

describe('results.sarif', () => {
  it.each([
    { name: 'a run without findings', runs: [sampleRun(0)] },
    { name: 'a run with 500 findings', runs: [sampleRun(500)] },
    { name: 'a waived finding', runs: [waived()] },
    { name: 'several runs', runs: sampleRuns() },
    { name: 'no run', runs: [] },
    { name: 'poison', runs: [poisonedRun()] },
  ])('of $name fits the schema of OASIS', ({ runs }) => {
    const drifts = runs.length === 1 ? [compareRuns(sampleRun(0), sampleRun(9))] : [];

    validate(JSON.parse(writeSarif(runs, { drifts })));

    expect(validate.errors).toBeNull();
  });

  it('the schema refuses what is no SARIF', () => {
    expect(validate({ version: '2.1.0', runs: [{ results: [] }] })).toBe(false);
    expect(
      validate({
        version: '2.1.0',
        runs: [{ tool: { driver: { name: 'x' } }, results: [{ level: 'must' }] }],
      }),
    ).toBe(false);
  });

  it('points into the contract, with the line that is broken', () => {
    const [first] = logOf([sampleRun(1)]).runs[0]?.results ?? [];

    expect(first?.locations[0]?.physicalLocation).toMatchObject({
      artifactLocation: { uri: 'specs/nsx-sensor/openapi.yaml', uriBaseId: '%SRCROOT%' },
      region: { startLine: 212, startColumn: 15, snippet: { text: 'type: integer' } },
    });
    expect(first?.partialFingerprints).toEqual({ 'assayFingerprint/v1': 'f0000a91c0b77de' });
  });

  it('has a rule for every check, which its results name', () => {
    const [run] = logOf([sampleRun(20)], {
      rules: [
        {
          id: 'server-error',
          title: 'No request makes the target fail',
          level: 'must',
          page: '# server-error\n',
        },
      ],
    }).runs;
    const rules = run?.tool.driver.rules ?? [];

    expect(rules.map(({ id }) => id)).toContain('created-not-readable');
    expect(rules.find(({ id }) => id === 'server-error')).toMatchObject({
      shortDescription: { text: 'No request makes the target fail' },
      help: { markdown: '# server-error\n' },
    });
    for (const { ruleId, ruleIndex } of run?.results ?? []) expect(rules[ruleIndex]?.id).toBe(ruleId);
  });

  it('has error for MUST, warning for SHOULD, note for MAY', () => {
    expect(logOf([sampleRun(3)]).runs[0]?.results.map(({ level }) => level)).toEqual([
      'error',
      'warning',
      'note',
    ]);
  });

  it('suppresses what is waived, with reason and owner', () => {
    const [first, second] = logOf([waived()]).runs[0]?.results ?? [];

    expect(first?.suppressions).toMatchObject([
      { kind: 'external', justification: expect.stringMatching(/^known \(us, T-1, until/) },
    ]);
    expect(second?.suppressions).toBeUndefined();
  });

  it('keeps the worst where there are too many, and says how many are left out', () => {
    const run = sampleRun(1);
    const findings = Array.from({ length: MAX_RESULTS + 3 }, (_, at) =>
      finding(at, { level: at < 5 ? 'must' : 'may' }),
    );
    const [first] = findings.map((each) => ({ ...each, waived: { ...waiver(), reason: 'known' } }));
    const many = { ...run, findings: first === undefined ? [] : [first, ...findings.slice(1)] };

    const [log] = logOf([many]).runs;

    expect(log?.results).toHaveLength(MAX_RESULTS);
    expect(log?.results.slice(0, 5).map(({ level }) => level)).toEqual([
      'error',
      'error',
      'error',
      'error',
      'note',
    ]);
    expect(log?.results.some(({ suppressions }) => suppressions !== undefined)).toBe(false);
    expect(log?.invocations[0]?.toolExecutionNotifications.at(-1)).toMatchObject({
      descriptor: { id: 'results-left-out' },
      message: { text: '3 findings left out, the mildest; report.json has all.' },
    });
  });

  it('has a category of its own for each run, two targets of one contract included', () => {
    const runs = [...sampleRuns(), sampleRun(0)];

    expect(new Set(logOf(runs).runs.map(({ automationDetails }) => automationDetails.id)).size).toBe(
      runs.length,
    );
  });

  it('makes no link and shows no control character of what comes from elsewhere', () => {
    const message = `[click](http://evil.test) \\[x](1) ${POISON}`;
    const [first] = logOf([{ ...sampleRun(1), findings: [finding(0, { message })] }]).runs[0]?.results ?? [];

    expect(first?.message.text).toContain('\\[click\\](http://evil.test) \\\\\\[x\\](1)');
    expect(first?.message.text).not.toMatch(/[^\n\t\P{Cc}]|[\u202e\u2066\u200b]/u);
  });
});

describe('a file', () => {
  it.each([
    ['specs/a b/openapi.yaml', { uri: 'specs/a%20b/openapi.yaml', uriBaseId: '%SRCROOT%' }],
    ['./api.yaml', { uri: 'api.yaml', uriBaseId: '%SRCROOT%' }],
    ['../api.yaml', { uri: '../api.yaml', uriBaseId: '%SRCROOT%' }],
    ['a:b\\c?.yaml', { uri: 'a%3Ab/c%3F.yaml', uriBaseId: '%SRCROOT%' }],
    ['/srv/ü.yaml', { uri: 'file:///srv/%C3%BC.yaml' }],
    ['C:\\apis\\api.yaml', { uri: 'file:///C:/apis/api.yaml' }],
    ['\ud800.yaml', { uri: '%EF%BF%BD.yaml', uriBaseId: '%SRCROOT%' }],
  ])('%s has a URI that can be followed', (file, location) => {
    expect(artifactLocation(file)).toEqual(location);
  });
});
