import { describe, expect, it } from 'vitest';
import { readXml, type XmlElement } from '../test/support/strict-xml.ts';
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

interface Rule {
  readonly required?: readonly string[];
  readonly optional?: readonly string[];
  readonly children?: readonly string[];
  readonly hasText?: boolean;
}

const OUTCOME: Rule = { optional: ['type', 'message'], hasText: true };

/** What junit-10.xsd of Jenkins' xUnit plugin asks for, as far as it is used. */
const RULES: Readonly<Record<string, Rule>> = {
  testsuites: { optional: ['name', 'time', 'tests', 'failures', 'errors'], children: ['testsuite'] },
  testsuite: {
    required: ['name', 'tests', 'failures', 'errors'],
    optional: ['time', 'skipped', 'timestamp'],
    children: ['properties', 'testcase'],
  },
  properties: { children: ['property'] },
  property: { required: ['name', 'value'] },
  testcase: {
    required: ['name'],
    optional: ['time', 'classname'],
    children: ['skipped', 'error', 'failure', 'system-out'],
  },
  skipped: OUTCOME,
  error: OUTCOME,
  failure: OUTCOME,
  'system-out': { hasText: true },
};

/** Everything in which an element and those in it break the rules. */
function problems({ name, attributes, children, text }: XmlElement): string[] {
  const rule = RULES[name];
  if (rule === undefined) return [`<${name}> is no element of JUnit`];
  const { required = [], optional = [], children: allowed = [], hasText = false } = rule;
  const names = Object.keys(attributes);
  return [
    ...required.filter((each) => !names.includes(each)).map((each) => `<${name}> has no ${each}`),
    ...names
      .filter((each) => ![...required, ...optional].includes(each))
      .map((each) => `<${name}> has ${each}`),
    ...children.filter((each) => !allowed.includes(each.name)).map((each) => `<${name}> has <${each.name}>`),
    ...(!hasText && text.trim() !== '' ? [`<${name}> has text`] : []),
    ...(name === 'testsuite' ? problemsOfSuite(attributes, children) : []),
    ...children.flatMap(problems),
  ];
}

function problemsOfSuite(attributes: XmlElement['attributes'], children: readonly XmlElement[]): string[] {
  const cases = children.filter(({ name }) => name === 'testcase');
  const having = (name: string) =>
    cases.filter((test) => test.children.some((child) => child.name === name)).length;
  const counts = {
    tests: cases.length,
    failures: having('failure'),
    errors: having('error'),
    skipped: having('skipped'),
  };
  const wrong = Object.entries(counts).filter(([name, count]) => attributes[name] !== String(count));
  const time = /^(([0-9]{0,3},)*[0-9]{3}|[0-9]{0,3})*(\.[0-9]*)?$/.test(attributes['time'] ?? '');
  const timestamp = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)?$/.test(attributes['timestamp'] ?? '');
  return [
    ...wrong.map(([name]) => `${name} is not what is there`),
    ...(time && timestamp ? [] : ['no such time']),
  ];
}

const entries = [
  waiver({ fingerprint: finding(0).fingerprint }),
  waiver({ fingerprint: 'f9999', expires: '2020-01-31' }),
];
const rules = { failOn: 'must', minCoverage: 99, waivers: { entries, today: '2026-11-25' } } as const;

describe('junit.xml', () => {
  it.each([
    { name: 'no run', xml: writeJunit([]) },
    { name: 'several runs', xml: writeJunit(sampleRuns()) },
    { name: 'every level', xml: writeJunit([sampleRun(60)], 'may') },
    { name: 'waivers and a gate', xml: writeJunit([fold(sampleEvents([finding(0), finding(1)]), rules)]) },
    {
      name: 'two targets',
      xml: writeJunit([sampleRun(0), sampleRun(9)], 'must', [compareRuns(sampleRun(0), sampleRun(9))]),
    },
    { name: 'an interruption', xml: writeJunit([sampleRun(1, { ended: { interrupted: 130 } })]) },
  ])('of $name is read whole, and keeps to what consumers of JUnit know', ({ xml }) => {
    expect(problems(readXml(xml))).toEqual([]);
  });

  it('of poison gives back what was put in, with what hides made visible', () => {
    const message = `${POISON} "quoted"\tand\non`;
    const [suite] = readXml(
      writeJunit([poisonedRun(), { ...sampleRun(1), findings: [finding(0, { message })] }]),
    ).children;
    const xml = writeJunit([{ ...sampleRun(1), findings: [finding(0, { message })] }]);
    const failures = (readXml(xml).children[0]?.children ?? []).flatMap(({ children }) =>
      children.filter(({ name }) => name === 'failure'),
    );

    expect(suite === undefined ? ['no suite'] : problems(suite)).toEqual([]);
    expect(failures[0]?.attributes['message']).toContain('</script><script>window.pwned = 1</script>');
    expect(failures[0]?.attributes['message']).toContain(']]> &amp; {{7*7}}');
    expect(failures[0]?.attributes['message']).toContain('‹U+0000›‹U+0008›');
    expect(failures[0]?.attributes['message']).toMatch(/ "quoted"\tand\non$/);
  });

  it.each([
    '<a>',
    '<a></b>',
    '<a>&b;</a>',
    '<a>]]></a>',
    '<a>\u0000</a>',
    '<a x="1" x="2"/>',
    '<a/><b/>',
    '<a>\ufffe</a>',
    '<a x=1/>',
  ])('is read by a reader that refuses %j', (xml) => {
    expect(() => readXml(xml)).toThrow();
  });
});
