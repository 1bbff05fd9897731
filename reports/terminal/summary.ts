import type { Drift } from '../../model/drift.ts';
import type { Account, Run, RunVerdict, Verdict } from '../../model/run.ts';
import { LEVELS } from '../../model/statement.ts';
import { driftCount } from '../compare/drift-wording.ts';
import { exitCodeOf } from '../outcome.ts';
import { cut, terminalText } from '../visible-text.ts';
import { WAIVER_WORDS } from '../waiver-wording.ts';
import {
  accountLine,
  coverageLine,
  duration,
  exitMeaning,
  levelCounts,
  plural,
  RUN_VERDICT_WORDS,
  sinceLine,
} from '../wording.ts';
import { COLUMNS, spread, wrap } from './columns.ts';
import type { Painter } from './painter.ts';
import { fitted, padded } from './text-width.ts';

const LABEL = 14;

/** The end of one run: counts from worst to best, the files, and the exit with its meaning on the last line. */
export function summary(run: Run, files: readonly string[], colour: Painter): string {
  const { operations, statuses } = run.summary;
  const holding = countVerdicts(run, 'holds');
  return [
    titleLine(run, colour),
    ...wrap(terminalText(run.reason), 2),
    '',
    ...LEVELS.map((level) => {
      const count = run.summary.findings[level];
      const word = level.toUpperCase().padEnd(LABEL);
      const waived = run.findings.filter((each) => each.level === level && each.waived !== null).length;
      const known = waived === 0 ? '' : `, ${waived} waived`;
      return `  ${count === waived ? word : colour.level(level, word)}${plural(count, 'finding')}${known}`;
    }),
    ...sinceRows([run]),
    ...waiverRows([run]),
    ...untestedLines(run),
    row(
      'holds',
      `${plural(holding, 'check')}, ${operations.tested} of ${plural(operations.total, 'operation')} tested`,
    ),
    row(
      'statuses',
      `${statuses.seen} of ${plural(statuses.documented, 'documented status', 'documented statuses')} seen`,
    ),
    ...coverageLines(run),
    ...closing([run], files, colour),
  ].join('\n');
}

/** The end of several runs: a line for each contract, the files, and the one exit. */
export function summaries(
  runs: readonly Run[],
  files: readonly string[],
  colour: Painter,
  drifts: readonly Drift[] = [],
): string {
  const [only] = runs;
  if (runs.length === 1 && only !== undefined) return summary(only, files, colour);
  return [
    colour.strong('Summary'),
    ...runs.flatMap((run) => contractLines(run, drifts.length > 0, colour)),
    '',
    ...sharesLines(runs),
    ...sinceRows(runs),
    ...waiverRows(runs),
    ...drifts.map((drift) => row('drift', driftCount(drift))),
    ...closing(runs, files, colour, drifts),
  ].join('\n');
}

/** What is new since the last runs whose reports stood in the folder. */
function sinceRows(runs: readonly Run[]): string[] {
  const [first = '', ...more] = wrap(sinceLine(runs), LABEL + 2);
  return first === '' ? [] : [row('since', first.trimStart()), ...more];
}

/** How many entries are used, and how many are not or have to go. */
function waiverRows(runs: readonly Run[]): string[] {
  const waivers = runs.flatMap((run) => run.waivers);
  const counts = Object.entries(WAIVER_WORDS).flatMap(([status, word]) => {
    const count = waivers.filter((each) => each.status === status).length;
    return count === 0 ? [] : [`${count} ${word}`];
  });
  return counts.length === 0 ? [] : [row('waivers', counts.join(', '))];
}

function titleLine(run: Run, colour: Painter): string {
  const word = RUN_VERDICT_WORDS[run.verdict].toUpperCase();
  const title = `Summary  ${terminalText(run.contract.title)} ${terminalText(run.contract.version)}`;
  const [left, gap, right] = spread(title, word);
  return colour.strong(left) + gap + verdictPaint(run.verdict, colour)(right);
}

function contractLines(run: Run, isCompared: boolean, colour: Painter): string[] {
  const { operations, findings } = run.summary;
  const counts = levelCounts(findings) || 'no finding';
  const word = RUN_VERDICT_WORDS[run.verdict].padEnd(15);
  const rest = `${operations.tested}/${operations.total} operations  ${counts}`;
  const name = padded(fitted(terminalText(run.contract.name), 20), 21);
  const line = `  ${name}${verdictPaint(run.verdict, colour)(word)} ${rest}`;
  // The same contract stands there twice.
  const where = isCompared ? wrap(terminalText(run.target.url), 4) : [];
  return [line, ...where, ...(run.exitCode === 0 ? [] : wrap(terminalText(run.reason), 4))];
}

function untestedLines(run: Run): string[] {
  const kinds: [Verdict, string][] = [
    ['not-exercised', 'NOT TESTED'],
    ['not-decidable', 'UNDECIDABLE'],
  ];
  return kinds.flatMap(([verdict, word]) => {
    const count = countVerdicts(run, verdict);
    return count === 0 ? [] : [row(word, `${plural(count, 'check')}: ${mostFrequentReason(run, verdict)}`)];
  });
}

/** One row for all: the lines of contracts are full. */
function sharesLines(runs: readonly Run[]): string[] {
  const shares = runs.flatMap(({ contract, coverage: { percent } }) =>
    percent === null ? [] : [`${terminalText(contract.name)} ${percent} %`],
  );
  const [first = '', ...more] = wrap(shares.join(', '), LABEL + 2);
  return shares.length === 0 ? [] : [row('coverage', first.trimStart()), ...more];
}

function coverageLines({ coverage }: Run): string[] {
  const [first, ...others] = coverage.missed;
  const more = others.length === 0 ? '' : `; ${plural(others.length, 'other reason')}`;
  const why = first === undefined ? [] : wrap(`not judged: ${terminalText(first.why)}${more}`, LABEL + 2);
  return [row('coverage', coverageLine(coverage)), ...why];
}

function mostFrequentReason(run: Run, verdict: Verdict): string {
  const counts = new Map<string, number>();
  for (const { checks } of run.operations) {
    for (const { verdict: found, why } of checks) {
      if (found === verdict && why !== null) counts.set(why, (counts.get(why) ?? 0) + 1);
    }
  }
  const [first, ...others] = [...counts].sort(([, a], [, b]) => b - a);
  const more = others.length === 0 ? '' : `; ${plural(others.length, 'other reason')}`;
  return first === undefined ? '' : `${cut(terminalText(first[0]), 40)}${more}`;
}

function closing(
  runs: readonly Run[],
  files: readonly string[],
  colour: Painter,
  drifts: readonly Drift[] = [],
): string[] {
  const exitCode = exitCodeOf(runs, drifts);
  const paint = exitCode === 0 ? colour.good : colour.bad;
  return [
    row('account', accountLine(total(runs))),
    ...runs.flatMap(leftoverLines),
    row('time', duration(elapsed(runs))),
    ...files.map((file) => row('report', file)),
    paint(`exit ${exitCode}: ${exitMeaning(exitCode, runs)}`),
  ];
}

function total(runs: readonly Run[]): Account {
  const sum = (member: keyof Account) => runs.reduce((so, run) => so + run.summary[member], 0);
  return { created: sum('created'), removed: sum('removed'), left: sum('left'), restored: sum('restored') };
}

// Runs may have gone on at once, so their durations do not add up.
function elapsed(runs: readonly Run[]): number {
  const starts = runs.map(({ startedAt }) => Date.parse(startedAt));
  const ends = runs.map(({ durationMs }, at) => (starts[at] ?? 0) + durationMs);
  const whole = Math.max(...ends) - Math.min(...starts);
  return Number.isFinite(whole) ? whole : 0;
}

// Not cut: whoever has to clean up needs the whole identity.
function leftoverLines({ leftovers }: Run): string[] {
  return leftovers.map(({ resource, identity, how }) => {
    return `    left: ${terminalText(resource)} ${terminalText(identity)}: ${terminalText(how)}`;
  });
}

function countVerdicts({ operations }: Run, verdict: Verdict): number {
  return operations.reduce(
    (so, { checks }) => so + checks.filter((each) => each.verdict === verdict).length,
    0,
  );
}

function row(label: string, text: string): string {
  return fitted(`  ${label.padEnd(LABEL)}${terminalText(text)}`, COLUMNS);
}

function verdictPaint(verdict: RunVerdict, colour: Painter): (text: string) => string {
  if (verdict === 'conformant') return colour.good;
  return verdict === 'not-conformant' ? colour.bad : colour.doubtful;
}
