import { isBelowMinimum } from '../model/coverage.ts';
import { type Drift, hasDrifted } from '../model/drift.ts';
import type { CheckVerdict, Finding, Run } from '../model/run.ts';
import { type Level, reaches } from '../model/statement.ts';
import { failsRun } from '../model/waiver.ts';
import { changeLine, driftSentence } from './compare/drift-wording.ts';
import { waivedLine, waiverLine, waiversReason } from './waiver-wording.ts';
import { coverageReason, exitMeaning, RUN_VERDICT_WORDS, VERDICT_WORDS } from './wording.ts';

/** A test as formats of test results know it. `error`: what was to be tested could not be; `skipped`: it has a reason. */
export interface TestCase {
  /** What it is about: an operation, or the run itself. */
  readonly group: string;
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'skipped' | 'error';
  /** What kind of failure it is; null where it is none. */
  readonly kind: string | null;
  /** Why it is as it is, in a sentence; null where it passed. */
  readonly message: string | null;
  /** All that there is to say, in lines. */
  readonly text: string | null;
  /** What it rests on, worst first. */
  readonly findings: readonly Finding[];
}

/** Tests of one run, or of two targets that were compared. */
export interface TestSuite {
  readonly name: string;
  /** Null for a comparison. */
  readonly run: Run | null;
  readonly cases: readonly TestCase[];
}

/** What the tests that are about no operation stand under. */
const OWN = 'the run';

/**
 * A suite for each contract, a test for each operation and check. What was not tested is skipped with its reason. A
 * broken statement fails from `failOn` on and is told in the text below it. A waived one is skipped with its reason,
 * owner and day. A run that ends with another exit code than 0 and 1 has an error of its own: so a reader is red
 * exactly when the exit code is.
 */
export function testSuites(
  runs: readonly Run[],
  failOn: Level,
  drifts: readonly Drift[] = [],
): readonly TestSuite[] {
  return [
    ...runs.map((run) => ({ name: suiteName(run, runs), run, cases: casesOf(run, failOn) })),
    ...drifts.map((drift) => ({ name: `${drift.contract} drift`, run: null, cases: [driftCase(drift)] })),
  ];
}

/** A contract that was run on two targets is told apart by them. */
function suiteName({ contract, target }: Run, runs: readonly Run[]): string {
  const isTwice = runs.filter((run) => run.contract.name === contract.name).length > 1;
  return isTwice ? `${contract.name} at ${target.url}` : contract.name;
}

function casesOf(run: Run, failOn: Level): TestCase[] {
  const findings = findingsByPair(run.findings);
  const pairs = run.operations.flatMap(({ operation, checks }) =>
    checks.map((verdict) =>
      pairCase(operation, verdict, findings.get(pairKey(operation, verdict.check)) ?? [], failOn),
    ),
  );
  return [...ownCases(run), ...coverageCases(run), ...waiverCases(run), ...pairs];
}

/** Targets that were compared are one test. */
function driftCase(drift: Drift): TestCase {
  const isFailing = hasDrifted(drift);
  return {
    ...bare('drift', `${drift.contract}: ${drift.after.target} is as ${drift.before.target}`),
    outcome: isFailing ? 'failed' : 'passed',
    kind: isFailing ? 'drift' : null,
    message: isFailing ? driftSentence(drift) : null,
    text: [...drift.notes, ...drift.changes.map(changeLine)].join('\n'),
  };
}

// Without it a run that could not test, was interrupted or left something behind would look all green.
function ownCases(run: Run): TestCase[] {
  if (run.exitCode === 0 || run.exitCode === 1) return [];
  const message = `${RUN_VERDICT_WORDS[run.verdict]}, ${exitMeaning(run.exitCode, [run])}`;
  const kind = `exit-${run.exitCode}`;
  return [{ ...bare(OWN, `exit code ${run.exitCode}`), outcome: 'error', kind, message, text: run.reason }];
}

/** Where coverage is gated, it is a test of its own. */
function coverageCases({ coverage, exitCode }: Run): TestCase[] {
  if (coverage.minimum === null) return [];
  const test = bare(OWN, `coverage of at least ${coverage.minimum} %`);
  // Of a run that could not test, or was interrupted, that is told above.
  if (exitCode === 1 && isBelowMinimum(coverage)) {
    const text = coverage.missed.map(({ why, sides }) => `${sides}: ${why}`).join('\n');
    return [{ ...test, outcome: 'failed', kind: 'coverage', message: coverageReason(coverage), text }];
  }
  return [exitCode > 1 ? unjudged(test) : test];
}

/** Entries that fail the run are failures; where there are entries and none does, the test passes and tells of them. */
function waiverCases({ waivers, exitCode }: Run): TestCase[] {
  if (waivers.length === 0) return [];
  const test = { ...bare(OWN, 'waivers are in use and in time'), text: waivers.map(waiverLine).join('\n') };
  if (exitCode === 1 && waivers.some(failsRun)) {
    return [{ ...test, outcome: 'failed', kind: 'waivers', message: waiversReason(waivers) }];
  }
  return [exitCode > 1 ? unjudged(test) : test];
}

function unjudged(test: TestCase): TestCase {
  const message = 'not judged, because the run did not come to its end';
  return { ...test, outcome: 'skipped', message, text: null };
}

function pairCase(
  operation: string,
  { check, verdict, why }: CheckVerdict,
  findings: readonly Finding[],
  failOn: Level,
): TestCase {
  const test = { ...bare(operation, check), findings };
  if (verdict === 'holds') return test;
  if (verdict !== 'broken')
    return { ...test, outcome: 'skipped', message: `${VERDICT_WORDS[verdict]}: ${why ?? ''}` };
  const told = { ...test, text: findings.map(findingText).join('\n\n') };
  const [worst] = findings.filter(({ waived }) => waived === null);
  const [known] = findings.flatMap(({ waived }) => waived ?? []);
  if (worst === undefined && known !== undefined)
    return { ...told, outcome: 'skipped', message: `waived: ${waivedLine(known)}` };
  if (worst !== undefined && !reaches(worst.level, failOn)) return told;
  const kind = worst?.level ?? 'broken';
  return { ...told, outcome: 'failed', kind, message: worst?.message ?? why ?? '' };
}

function findingText(finding: Finding): string {
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

/** A test that passed without a word. */
function bare(group: string, name: string): TestCase {
  return { group, name, outcome: 'passed', kind: null, message: null, text: null, findings: [] };
}

function findingsByPair(findings: readonly Finding[]): Map<string, Finding[]> {
  const pairs = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = pairKey(finding.operation, finding.check);
    const known = pairs.get(key);
    if (known) known.push(finding);
    else pairs.set(key, [finding]);
  }
  return pairs;
}

function pairKey(operation: string, check: string): string {
  return JSON.stringify([operation, check]);
}
