import type { Drift } from '../model/drift.ts';
import type { Run } from '../model/run.ts';
import type { Level } from '../model/statement.ts';
import { type TestCase, type TestSuite, testSuites } from './test-cases.ts';
import { visible } from './visible-text.ts';
import { coverageLine } from './wording.ts';

/** junit.xml: the [tests](test-cases.ts) of each contract, in the elements and attributes that all consumers know. */
export function writeJunit(
  runs: readonly Run[],
  failOn: Level = 'must',
  drifts: readonly Drift[] = [],
): string {
  const suites = testSuites(runs, failOn, drifts).map(suiteXml);
  return `${['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites name="assay">', ...suites, '</testsuites>'].join('\n')}\n`;
}

function suiteXml({ name, run, cases }: TestSuite): string {
  const count = (outcome: TestCase['outcome']) =>
    String(cases.filter((each) => each.outcome === outcome).length);
  const open = element('testsuite', {
    name,
    tests: String(cases.length),
    failures: count('failed'),
    errors: count('error'),
    skipped: count('skipped'),
    time: run === null ? '0' : (run.durationMs / 1000).toFixed(3),
    ...(run === null ? {} : { timestamp: run.startedAt.replace(/(\.\d+)?Z$/, '') }),
  });
  const facts = run === null ? [] : [properties(run)];
  return [`  <${open}>`, ...facts, ...cases.map(caseXml), '  </testsuite>'].join('\n');
}

function properties(run: Run): string {
  const facts: [string, string][] = [
    ['contract', `${run.contract.title} ${run.contract.version}`],
    ['target', run.target.url],
    ['mode', run.mode],
    ['seed', String(run.seed)],
    ['budget', run.budget],
    ['verdict', run.verdict],
    ['reason', run.reason],
    ['coverage', coverageLine(run.coverage)],
    ...run.warnings.map(({ code, message }): [string, string] => [`warning.${code}`, message]),
  ];
  const lines = facts.map(([name, value]) => `      <${element('property', { name, value })}/>`);
  return ['    <properties>', ...lines, '    </properties>'].join('\n');
}

function caseXml(test: TestCase): string {
  const open = element('testcase', { classname: test.group, name: test.name, time: '0' });
  const body = bodyXml(test);
  return body === '' ? `    <${open}/>` : `    <${open}>${body}</testcase>`;
}

// What passed has no element of its own, so what there is to say of it is its output.
const ELEMENTS = { passed: 'system-out', failed: 'failure', skipped: 'skipped', error: 'error' } as const;

function bodyXml({ outcome, kind, message, text }: TestCase): string {
  const name = ELEMENTS[outcome];
  const said = { ...(kind === null ? {} : { type: kind }), ...(message === null ? {} : { message }) };
  if (text !== null) return `<${element(name, said)}>${escapeText(text)}</${name}>`;
  return outcome === 'passed' ? '' : `<${element(name, said)}/>`;
}

function element(name: string, attributes: Readonly<Record<string, string>>): string {
  const written = Object.entries(attributes).map(([key, value]) => `${key}="${escapeAttribute(value)}"`);
  return [name, ...written].join(' ');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // A parser turns bare ones in attributes into blanks.
  '\n': '&#10;',
  '\t': '&#9;',
};

// `visible` leaves no character that XML 1.0 forbids; `>` is escaped for the sake of `]]>`.
function escapeText(text: string): string {
  return visible(text).replace(/[&<>]/g, (character) => ENTITIES[character] ?? character);
}

function escapeAttribute(text: string): string {
  return visible(text).replace(/[&<>"\n\t]/g, (character) => ENTITIES[character] ?? character);
}
