import { isBelowMinimum } from '../model/coverage.ts';
import { type Drift, hasDrifted } from '../model/drift.ts';
import type { CheckVerdict, Finding, Run } from '../model/run.ts';
import { type Level, reaches } from '../model/statement.ts';
import { failsRun } from '../model/waiver.ts';
import { changeLine, driftSentence } from './compare/drift-wording.ts';
import { visible } from './visible-text.ts';
import { waivedLine, waiverLine, waiversReason } from './waiver-wording.ts';
import { coverageLine, coverageReason, exitMeaning, RUN_VERDICT_WORDS, VERDICT_WORDS } from './wording.ts';

/**
 * junit.xml: a test suite for each contract, a test case for each operation and check. What was not tested is
 * skipped with its reason. A broken statement is a failure from `failOn` on and is told in `system-out` below
 * it. A waived one is skipped with its reason, owner and day. A run that ends with another exit code than 0 and 1 has an error of its own: so a consumer is red
 * exactly when the exit code is.
 */
export function writeJunit(
  runs: readonly Run[],
  failOn: Level = 'must',
  drifts: readonly Drift[] = [],
): string {
  const suites = [...runs.map((run) => suite(run, suiteName(run, runs), failOn)), ...drifts.map(driftSuite)];
  return `${['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites name="assay">', ...suites, '</testsuites>'].join('\n')}\n`;
}

interface TestCase {
  readonly outcome: 'passed' | 'failure' | 'skipped' | 'error';
  readonly xml: string;
}

/** A contract that was run on two targets is told apart by them. */
function suiteName({ contract, target }: Run, runs: readonly Run[]): string {
  const isTwice = runs.filter((run) => run.contract.name === contract.name).length > 1;
  return isTwice ? `${contract.name} at ${target.url}` : contract.name;
}

/** Targets that were compared are a suite with one test. */
function driftSuite(drift: Drift): string {
  const name = `${drift.contract}: ${drift.after.target} is as ${drift.before.target}`;
  const isFailing = hasDrifted(drift);
  const counts = { tests: '1', failures: isFailing ? '1' : '0', errors: '0', skipped: '0', time: '0' };
  const open = element('testsuite', { name: `${drift.contract} drift`, ...counts });
  const text = escapeText([...drift.notes, ...drift.changes.map(changeLine)].join('\n'));
  const failure = element('failure', { type: 'drift', message: driftSentence(drift) });
  const body = isFailing ? `<${failure}>${text}</failure>` : `<system-out>${text}</system-out>`;
  return [`  <${open}>`, wrapped('drift', name, body), '  </testsuite>'].join('\n');
}

function suite(run: Run, name: string, failOn: Level): string {
  const cases = [
    ...ownCases(run),
    ...coverageCases(run),
    ...waiverCases(run),
    ...pairs(run).map((pair) => testCase(pair, failOn)),
  ];
  const count = (outcome: TestCase['outcome']) =>
    String(cases.filter((each) => each.outcome === outcome).length);
  const open = element('testsuite', {
    name,
    tests: String(cases.length),
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
    time: (run.durationMs / 1000).toFixed(3),
    timestamp: run.startedAt.replace(/(\.\d+)?Z$/, ''),
  });
  return [`  <${open}>`, properties(run), ...cases.map(({ xml }) => xml), '  </testsuite>'].join('\n');
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

// Without it a run that could not test, was interrupted or left something behind would look all green.
function ownCases(run: Run): TestCase[] {
  if (run.exitCode === 0 || run.exitCode === 1) return [];
  const message = `${RUN_VERDICT_WORDS[run.verdict]}, ${exitMeaning(run.exitCode, [run])}`;
  const body = `<${element('error', { type: `exit-${run.exitCode}`, message })}>${escapeText(run.reason)}</error>`;
  return [{ outcome: 'error', xml: wrapped('the run', `exit code ${run.exitCode}`, body) }];
}

/** Where coverage is gated, it is a test of its own. */
function coverageCases({ coverage, exitCode }: Run): TestCase[] {
  if (coverage.minimum === null) return [];
  const name = `coverage of at least ${coverage.minimum} %`;
  // Of a run that could not test, or was interrupted, that is told above.
  if (exitCode === 1 && isBelowMinimum(coverage)) {
    const failure = element('failure', { type: 'coverage', message: coverageReason(coverage) });
    const why = coverage.missed.map(({ why: reason, sides }) => `${sides}: ${reason}`).join('\n');
    return [
      { outcome: 'failure', xml: wrapped('the run', name, `<${failure}>${escapeText(why)}</failure>`) },
    ];
  }
  if (exitCode > 1) {
    const skipped = element('skipped', { message: 'not judged, because the run did not come to its end' });
    return [{ outcome: 'skipped', xml: wrapped('the run', name, `<${skipped}/>`) }];
  }
  return [{ outcome: 'passed', xml: wrapped('the run', name, '') }];
}

/** Entries that fail the run are failures; where there are entries and none does, the test passes and tells of them. */
function waiverCases({ waivers, exitCode }: Run): TestCase[] {
  if (waivers.length === 0) return [];
  const text = escapeText(waivers.map(waiverLine).join('\n'));
  const name = 'waivers are in use and in time';
  if (exitCode === 1 && waivers.some(failsRun)) {
    const failure = element('failure', { type: 'waivers', message: waiversReason(waivers) });
    return [{ outcome: 'failure', xml: wrapped('the run', name, `<${failure}>${text}</failure>`) }];
  }
  if (exitCode > 1) {
    const skipped = element('skipped', { message: 'not judged, because the run did not come to its end' });
    return [{ outcome: 'skipped', xml: wrapped('the run', name, `<${skipped}/>`) }];
  }
  return [{ outcome: 'passed', xml: wrapped('the run', name, `<system-out>${text}</system-out>`) }];
}

interface Pair {
  readonly operation: string;
  readonly verdict: CheckVerdict;
  readonly findings: readonly Finding[];
}

function pairs(run: Run): Pair[] {
  return run.operations.flatMap(({ operation, checks }) =>
    checks.map((verdict) => ({
      operation,
      verdict,
      findings: run.findings.filter((each) => each.operation === operation && each.check === verdict.check),
    })),
  );
}

function testCase({ operation, verdict, findings }: Pair, failOn: Level): TestCase {
  const [worst] = findings.filter(({ waived }) => waived === null);
  const why = verdict.why ?? '';
  if (verdict.verdict === 'holds') return { outcome: 'passed', xml: wrapped(operation, verdict.check, '') };
  if (verdict.verdict !== 'broken') {
    const message = `${VERDICT_WORDS[verdict.verdict]}: ${why}`;
    return {
      outcome: 'skipped',
      xml: wrapped(operation, verdict.check, `<${element('skipped', { message })}/>`),
    };
  }
  const text = escapeText(findings.map(told).join('\n\n'));
  const [known] = findings.flatMap(({ waived }) => waived ?? []);
  if (worst === undefined && known !== undefined) {
    const skipped = element('skipped', { message: `waived: ${waivedLine(known)}` });
    return { outcome: 'skipped', xml: wrapped(operation, verdict.check, `<${skipped}>${text}</skipped>`) };
  }
  if (worst !== undefined && !reaches(worst.level, failOn)) {
    const body = `<system-out>${text}</system-out>`;
    return { outcome: 'passed', xml: wrapped(operation, verdict.check, body) };
  }
  const failure = element('failure', { type: worst?.level ?? 'broken', message: worst?.message ?? why });
  return { outcome: 'failure', xml: wrapped(operation, verdict.check, `<${failure}>${text}</failure>`) };
}

function told(finding: Finding): string {
  const { source } = finding;
  return [
    `${finding.level.toUpperCase()} ${finding.message}`,
    `expected: ${JSON.stringify(finding.expected)}`,
    `received: ${JSON.stringify(finding.received)}`,
    `document: ${source.document}, ${source.at} (${source.basis})`,
    `contract: ${source.file}:${source.line}:${source.column} ${finding.pointer}`,
    ...(finding.waived === null ? [] : [`waived: ${waivedLine(finding.waived)}`]),
    `seen: ${finding.count}`,
    `repeat: ${finding.curl}`,
    `replay: ${finding.replay}`,
  ].join('\n');
}

function wrapped(classname: string, name: string, body: string): string {
  const open = element('testcase', { classname, name, time: '0' });
  return body === '' ? `    <${open}/>` : `    <${open}>${body}</testcase>`;
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
