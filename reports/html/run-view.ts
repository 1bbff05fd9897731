import { isBelowMinimum } from '../../model/coverage.ts';
import type { Finding, Run, Warning } from '../../model/run.ts';
import { LEVELS, type Level } from '../../model/statement.ts';
import { failsRun } from '../../model/waiver.ts';
import {
  accountLine,
  duration,
  EMBEDDED_WORDS,
  exitMeaning,
  moment,
  number,
  plural,
  RUN_VERDICT_WORDS,
  repeatCommand,
} from '../wording.ts';
import { type CoverageView, coverageView } from './coverage-view.ts';
import { type FindingView, findingView } from './finding-view.ts';
import { type MatrixView, matrixView, type UntestedView, untestedViews } from './matrix-view.ts';
import { type LinkedText, linkedText } from './page-text.ts';
import { type WaiverView, waiverView } from './waiver-view.ts';

/** How a verdict looks: its colour and its sign. */
export type Tone = 'good' | 'bad' | 'doubtful';

/** One contract's run as the page shows it. */
export interface RunView {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly version: string;
  readonly verdict: string;
  readonly tone: Tone;
  readonly reason: string;
  readonly exit: string;
  readonly target: LinkedText;
  readonly started: { readonly iso: string; readonly text: string };
  readonly took: string;
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly levels: readonly {
    readonly level: Level;
    readonly word: string;
    readonly count: string;
    readonly some: boolean;
  }[];
  readonly tested: { readonly text: string; readonly share: string };
  readonly warnings: readonly Warning[];
  readonly command: string;
  readonly account: string;
  readonly leftovers: Run['leftovers'];
  readonly findings: readonly FindingView[];
  readonly waivers: readonly WaiverView[];
  readonly matrix: MatrixView;
  readonly untested: readonly UntestedView[];
  readonly coverage: CoverageView;
}

/** A run for the page. */
export function runView(run: Run, id: string): RunView {
  const { tested, total } = run.summary.operations;
  return {
    id,
    name: run.contract.name,
    title: run.contract.title,
    version: run.contract.version,
    verdict: verdictWords(run),
    tone: toneOf(run.exitCode),
    reason: run.reason,
    exit: `exit ${run.exitCode}: ${exitMeaning(run.exitCode, [run])}`,
    target:
      run.target.kind === 'live'
        ? linkedText(run.target.url)
        : { text: EMBEDDED_WORDS[run.target.kind], href: null },
    started: { iso: run.startedAt, text: moment(run.startedAt) },
    took: duration(run.durationMs),
    facts: facts(run),
    levels: LEVELS.map((level) => {
      const count = run.summary.findings[level];
      return { level, word: level.toUpperCase(), count: number(count), some: count > 0 };
    }),
    tested: {
      text: `${number(tested)} of ${number(total)}`,
      share: total === 0 ? '0' : ((tested / total) * 100).toFixed(2),
    },
    warnings: run.warnings,
    command: repeatCommand(run),
    account: accountLine(run.summary),
    leftovers: run.leftovers,
    // One open card shows what is in the others; more would bury the list.
    findings: waivedLast(run.findings).map((finding, at) => findingView(finding, id, at === 0)),
    waivers: run.waivers.map(waiverView),
    matrix: matrixView(run, id),
    untested: untestedViews(run),
    coverage: coverageView(run.coverage),
  };
}

/** The tone of an exit code. */
export function toneOf(exitCode: number): Tone {
  if (exitCode === 0) return 'good';
  return exitCode === 1 ? 'bad' : 'doubtful';
}

/** The verdict of a run, and what fails it beside that. */
export function verdictWords({ verdict, summary, exitCode, coverage, waivers }: Run): string {
  // A conformant run fails for nothing else.
  const isGated = exitCode === 1 && verdict === 'conformant';
  const low = isGated && isBelowMinimum(coverage) ? [`${coverage.percent} % covered`] : [];
  const old = isGated ? waivers.filter(failsRun).length : 0;
  const gone = old === 0 ? [] : [`${plural(old, 'waiver')} stale or expired`];
  const known = summary.waived === 0 ? [] : [`${number(summary.waived)} waived`];
  const left = summary.left === 0 ? [] : [`${number(summary.left)} left behind`];
  return [RUN_VERDICT_WORDS[verdict], ...known, ...gone, ...low, ...left].join(', ');
}

/** What is known already does not stand before what is new. */
function waivedLast(findings: readonly Finding[]): Finding[] {
  return [
    ...findings.filter(({ waived }) => waived === null),
    ...findings.filter(({ waived }) => waived !== null),
  ];
}

function facts(run: Run): [label: string, value: string][] {
  const { contract, summary } = run;
  return [
    ['Contract', contract.file],
    ...(contract.productVersion === null
      ? []
      : ([['Product version', contract.productVersion]] as [string, string][])),
    ['Mode', run.mode],
    ['Seed', String(run.seed)],
    ['Budget', run.budget],
    ['Sent', `${plural(summary.cases, 'case')}, ${plural(summary.exchanges, 'request')}`],
  ];
}
