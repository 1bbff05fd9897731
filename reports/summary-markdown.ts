import type { Drift } from '../model/drift.ts';
import type { Finding, Run, Verdict } from '../model/run.ts';
import { LEVELS } from '../model/statement.ts';
import { failsRun } from '../model/waiver.ts';
import { changeLine, driftSentence } from './compare/drift-wording.ts';
import { markdownCode, markdownText } from './markdown-text.ts';
import { exitCodeOf } from './outcome.ts';
import { cut } from './visible-text.ts';
import { waivedLine, waiverLine } from './waiver-wording.ts';
import {
  coverageLine,
  duration,
  exitMeaning,
  number,
  plural,
  RUN_VERDICT_WORDS,
  repeatCommand,
  sinceLine,
  VERDICT_WORDS,
} from './wording.ts';

/** What GitHub takes as the summary of a step, in bytes. */
export const MAX_SUMMARY = 1_048_576;

// Long texts are in the report; a table has to stay readable.
const MAX_CELL = 300;

/** A line of the summary, and whether it tells a finding. */
interface Line {
  readonly text: string;
  readonly isFinding: boolean;
}

/**
 * summary.md, for the page of a build: verdict, counts, findings worst first, what was not tested, and how to repeat
 * it. At most `limit` bytes: what does not fit is left out from the end by whole lines, and a last line says so.
 */
export function writeSummary(
  runs: readonly Run[],
  drifts: readonly Drift[] = [],
  limit = MAX_SUMMARY,
): string {
  return fitting(
    [...head(runs, drifts), ...runs.flatMap(runLines), ...drifts.flatMap(driftLines), ...FILES],
    limit,
  );
}

const FILES = lines(
  '',
  'All of it is in the folder that `--out` names: `report.html` to read, `report.json` for programs.',
);

function head(runs: readonly Run[], drifts: readonly Drift[]): Line[] {
  const exitCode = exitCodeOf(runs, drifts);
  return lines(
    `# ${exitCode === 0 ? '✓' : '✕'} assay: exit code ${exitCode}, ${exitMeaning(exitCode, runs)}`,
    '',
    '| contract | target | verdict | exit code | MUST | SHOULD | MAY | waived | holds | not tested |',
    '| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...runs.map(runRow),
  );
}

function runRow(run: Run): string {
  const { contract, target, verdict, exitCode, summary } = run;
  const untested = count(run, 'not-exercised') + count(run, 'not-decidable');
  const numbers = [
    ...LEVELS.map((level) => summary.findings[level]),
    summary.waived,
    count(run, 'holds'),
    untested,
  ];
  return row([
    cell(`${contract.title} ${contract.version}`),
    code(target.url),
    RUN_VERDICT_WORDS[verdict],
    String(exitCode),
    ...numbers.map(number),
  ]);
}

function runLines(run: Run): Line[] {
  const { contract, reason, mode, seed, budget, durationMs, coverage } = run;
  return [
    ...lines(
      '',
      `## ${cell(`${contract.title} ${contract.version}`)}: ${RUN_VERDICT_WORDS[run.verdict].toLowerCase()}`,
      '',
      cell(reason),
      '',
      `Mode ${mode}, seed ${seed}, budget ${cell(budget)}, ${duration(durationMs)}. Coverage ${cell(coverageLine(coverage))}.`,
    ),
    ...sinceLines(run),
    ...list(run.warnings.map(({ code: id, message }) => `⚠ ${markdownText(id)}: ${cell(message)}`)),
    ...list(
      run.leftovers.map(
        ({ resource, identity, how }) => `left behind: ${cell(resource)} ${code(identity)}: ${cell(how)}`,
      ),
    ),
    ...list(run.waivers.filter(failsRun).map((waiver) => `waiver: ${cell(waiverLine(waiver))}`)),
    ...findingLines(run.findings),
    ...untestedLines(run),
    ...lines('', `Repeat it: ${markdownCode(repeatCommand(run))}`),
  ];
}

function sinceLines(run: Run): Line[] {
  const since = sinceLine([run]);
  return since === '' ? [] : lines('', `Since ${cell(since)}.`);
}

function findingLines(findings: readonly Finding[]): Line[] {
  if (findings.length === 0) return [];
  return [
    ...lines(
      '',
      `### ${plural(findings.length, 'finding')}`,
      '',
      '| level | operation | check | what | contract | seen | replay |',
      '| --- | --- | --- | --- | --- | ---: | --- |',
    ),
    ...findings.map((finding) => ({ text: findingRow(finding), isFinding: true })),
  ];
}

function findingRow({
  level,
  operation,
  check,
  message,
  source,
  count: seen,
  replay,
  waived,
}: Finding): string {
  const known = waived === null ? '' : `<br>waived: ${cell(waivedLine(waived))}`;
  return row([
    `${level.toUpperCase()}${waived === null ? '' : ' (waived)'}`,
    code(operation),
    code(check),
    `${cell(message)}${known}`,
    code(`${source.file}:${source.line}`),
    number(seen),
    code(replay),
  ]);
}

/** Pairs of operation and check that were not decided, by their reasons, the most frequent first. */
function untestedLines(run: Run): Line[] {
  const kinds: readonly Verdict[] = ['not-exercised', 'not-decidable'];
  const reasons = new Map<string, number>();
  for (const { verdict, why } of run.operations.flatMap(({ checks }) => checks)) {
    if (!kinds.includes(verdict)) continue;
    const reason = `${VERDICT_WORDS[verdict]}: ${why ?? ''}`;
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  if (reasons.size === 0) return [];
  const sorted = [...reasons].sort(([, one], [, other]) => other - one);
  return lines(
    '',
    '### Not tested',
    '',
    '| checks | why |',
    '| ---: | --- |',
    ...sorted.map(([reason, checks]) => row([number(checks), cell(reason)])),
  );
}

function driftLines(drift: Drift): Line[] {
  const { contract, before, after, notes, changes } = drift;
  return [
    ...lines(
      '',
      `## ${cell(contract)}: ${code(before.target)} and ${code(after.target)}`,
      '',
      cell(driftSentence(drift)),
    ),
    ...list([...notes, ...changes.map(changeLine)].map(cell)),
  ];
}

function count({ operations }: Run, verdict: Verdict): number {
  return operations.flatMap(({ checks }) => checks).filter((each) => each.verdict === verdict).length;
}

function cell(text: string): string {
  return markdownText(cut(text, MAX_CELL));
}

function code(text: string): string {
  return markdownCode(cut(text, MAX_CELL));
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function list(items: readonly string[]): Line[] {
  return items.length === 0 ? [] : lines('', ...items.map((item) => `- ${item}`));
}

function lines(...texts: readonly string[]): Line[] {
  return texts.map((text) => ({ text, isFinding: false }));
}

/** As many lines as fit, in their order. */
function fitting(all: readonly Line[], limit: number): string {
  const whole = joined(all);
  if (Buffer.byteLength(whole) <= limit) return whole;
  const kept = all.slice(0, fittingCount(all, limit - Buffer.byteLength(joined(ending(all, 0)))));
  const text = joined([...kept, ...ending(all, kept.length)]);
  return Buffer.byteLength(text) <= limit ? text : '';
}

function fittingCount(all: readonly Line[], room: number): number {
  let bytes = 0;
  const at = all.findIndex(({ text }) => {
    bytes += Buffer.byteLength(text) + 1;
    return bytes > room;
  });
  return at < 0 ? all.length : at;
}

/** What stands in place of the lines from `at` on; the longest where nothing is kept. */
function ending(all: readonly Line[], at: number): Line[] {
  const left = all.slice(at).filter(({ isFinding }) => isFinding).length;
  return lines(
    '',
    `Cut here, because the summary of a step has a limit: ${plural(left, 'finding')} and all that follows ${left === 1 ? 'is' : 'are'} left out. \`report.html\` and \`report.json\` have all.`,
  );
}

function joined(all: readonly Line[]): string {
  return `${all.map(({ text }) => text).join('\n')}\n`;
}
