import { readFileSync } from 'node:fs';
import { parse } from 'junit2json';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { compareRuns } from './compare/compare-runs.ts';
import { fold } from './fold.ts';
import { writeJunit } from './junit.ts';
import {
  finding,
  POISON,
  poisonedRun,
  sampleEvents,
  sampleRun,
  sampleRuns,
  waiver,
} from './sample.test-support.ts';

const SCHEMA = readFileSync(new URL('../test/fixtures/schemas/junit-10.xsd', import.meta.url), 'utf8');

/** What libxml2 says of a text by the schema of Jenkins' xUnit plugin. */
async function problems(xml: string): Promise<string[]> {
  const { errors } = await validateXML({ xml, schema: SCHEMA });
  return errors.map(({ message }) => message);
}

/** The tests that a consumer of JUnit reads, by what became of them, beside the counts that the suites name. */
async function read(xml: string) {
  const { testsuite: suites = [] } = (await parse(xml)) as Tests;
  return suites.map(({ name, tests, failures, errors, skipped, testcase: cases = [] }) => {
    const having = (part: 'failure' | 'error' | 'skipped') =>
      cases.filter((each) => each[part] !== undefined).length;
    return {
      name,
      cases,
      named: { tests, failures, errors, skipped },
      counted: {
        tests: cases.length,
        failures: having('failure'),
        errors: having('error'),
        skipped: having('skipped'),
      },
    };
  });
}

type Tests = Extract<NonNullable<Awaited<ReturnType<typeof parse>>>, { testsuite?: unknown }>;

const entries = [
  waiver({ fingerprint: finding(0).fingerprint }),
  waiver({ fingerprint: 'f9999', expires: '2020-01-31' }),
];
const rules = { failOn: 'must', minCoverage: 99, waivers: { entries, today: '2026-11-25' } } as const;

describe('junit.xml', () => {
  it.each([
    { name: 'no run', xml: writeJunit([]), suites: 0 },
    { name: 'several runs', xml: writeJunit(sampleRuns()), suites: 4 },
    { name: 'every level', xml: writeJunit([sampleRun(60)], 'may'), suites: 1 },
    {
      name: 'waivers and a gate',
      xml: writeJunit([fold(sampleEvents([finding(0), finding(1)]), rules)]),
      suites: 1,
    },
    {
      name: 'two targets',
      xml: writeJunit([sampleRun(0), sampleRun(9)], 'must', [compareRuns(sampleRun(0), sampleRun(9))]),
      suites: 3,
    },
    {
      name: 'an interruption',
      xml: writeJunit([sampleRun(1, { ended: { interrupted: 130 } })]),
      suites: 1,
    },
    { name: 'poison', xml: writeJunit([poisonedRun()]), suites: 1 },
  ])('of $name keeps to its schema, and is read whole by a consumer', async ({ xml, suites }) => {
    expect(await problems(xml)).toEqual([]);
    const found = await read(xml);
    expect(found).toHaveLength(suites);
    for (const { named, counted } of found) expect(named).toEqual(counted);
  });

  it('gives back what was put in, with what hides made visible', async () => {
    const message = `${POISON} "quoted"\tand\non`;
    const [suite] = await read(writeJunit([{ ...sampleRun(1), findings: [finding(0, { message })] }]));
    const [failure] = suite?.cases.flatMap(({ failure: failures = [] }) => failures) ?? [];

    expect(failure?.message).toContain('</script><script>window.pwned = 1</script>');
    expect(failure?.message).toContain(']]> &amp; {{7*7}}');
    expect(failure?.message).toContain('‹U+0000›‹U+0008›');
    expect(failure?.message).toMatch(/ "quoted"\tand\non$/);
  });

  it.each([
    ['what is no XML', '<testsuites>'],
    ['a character that XML forbids', '<testsuites name="\u0000"/>'],
    ['an element that nobody knows', '<testsuites><thing/></testsuites>'],
    ['a suite without its counts', '<testsuites><testsuite name="a"/></testsuites>'],
  ])('is held against a schema that refuses %s', async (_, xml) => {
    expect(await problems(xml)).not.toEqual([]);
  });
});
