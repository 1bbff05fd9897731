import { isBelowMinimum } from '../../model/coverage.ts';
import type { Finding, Mode, Run, Warning } from '../../model/run.ts';
import { LEVELS, type Level } from '../../model/statement.ts';
import { failsRun } from '../../model/waiver.ts';
import { frequentAnswer } from '../frequent-answer.ts';
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
import { type MatrixView, matrixView } from './matrix-view.ts';
import { statusWords } from './message-view.ts';
import { inBlocks } from './packed-cards.ts';
import { type LinkedText, linkedText } from './page-text.ts';
import { type StatusesView, statusesView } from './statuses-view.ts';
import { type TimingView, timingView } from './timing-view.ts';
import { type Untested, untestedView, verdictRows } from './untested-view.ts';
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
  /** What is new, by an earlier run and by the waivers, as far as there are any. */
  readonly since: readonly SinceView[];
  readonly warnings: readonly (Omit<Warning, 'code'> & { readonly code: string | null })[];
  readonly command: string;
  readonly leftovers: Run['leftovers'];
  readonly findings: readonly FindingView[];
  /** Those of them whose headings a browser with script reads after the first picture, in blocks. */
  readonly laterFindings: readonly (readonly FindingView[])[];
  readonly findingCount: string;
  readonly waivers: readonly WaiverView[];
  readonly matrix: MatrixView;
  readonly untested: Untested;
  readonly coverage: CoverageView;
  readonly statuses: StatusesView;
  readonly exchanges: string;
  readonly timing: TimingView;
}

/** What became of findings, held against something. */
export interface SinceView {
  readonly against: string;
  readonly counts: readonly { readonly word: string; readonly count: string; readonly what: string }[];
}

/** A run for the page. */
export function runView(run: Run, id: string): RunView {
  const { tested, total } = run.summary.operations;
  const rows = verdictRows(run);
  const untested = untestedView(rows, id);
  const findings = findingViews(run, id);
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
    since: [...sinceEarlier(run), ...sinceWaivers(run)],
    warnings: [...run.warnings, ...answerWarnings(run)],
    command: repeatCommand(run),
    leftovers: run.leftovers,
    findings,
    laterFindings: inBlocks(findings.filter(({ reach }) => reach === 'packed')),
    findingCount: number(run.findings.length),
    waivers: run.waivers.map(waiverView),
    matrix: matrixView(run, id, { rows, untested }),
    untested,
    coverage: coverageView(run.coverage, id),
    statuses: statusesView(run),
    exchanges: number(run.exchanges.length),
    timing: timingView(run),
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

function findingViews(run: Run, runId: string): FindingView[] {
  const phases = new Map(run.exchanges.map(({ number: each, phase }) => [each, phase]));
  const known = new Set(run.since?.known);
  return waivedLast(run.findings).map((finding, at) => {
    const phase = phases.get(finding.exchange) ?? '';
    return findingView(finding, { runId, at, phase, isKnown: known.has(finding.fingerprint) });
  });
}

/** What is known already does not stand before what is new. */
function waivedLast(findings: readonly Finding[]): Finding[] {
  return [
    ...findings.filter(({ waived }) => waived === null),
    ...findings.filter(({ waived }) => waived !== null),
  ];
}

function sinceEarlier({ since }: Run): SinceView[] {
  if (since === null) return [];
  const counts = [
    { word: 'new', count: number(since.new.length), what: 'findings that were not there' },
    { word: 'known', count: number(since.known.length), what: 'findings that were there already' },
    { word: 'fixed', count: number(since.fixed.length), what: 'what was judged again, and holds' },
  ];
  const unseen = { word: 'not seen again', count: number(since.unseen.length), what: UNSEEN_WORDS };
  return [
    {
      against: `Since the run of ${moment(since.startedAt)}`,
      counts: since.unseen.length === 0 ? counts : [...counts, unseen],
    },
  ];
}

const UNSEEN_WORDS = 'findings that did not come again, while nothing says that they are mended';

function sinceWaivers({ waivers, findings, summary }: Run): SinceView[] {
  if (waivers.length === 0) return [];
  const stale = waivers.filter(({ status }) => status === 'stale').length;
  const counts = [
    { word: 'new', count: number(findings.length - summary.waived), what: 'findings that no waiver knows' },
    { word: 'known', count: number(summary.waived), what: 'findings that are waived' },
    { word: 'fixed', count: number(stale), what: 'waivers of what is not broken any more' },
  ];
  return [{ against: 'Against the waivers', counts }];
}

function answerWarnings(run: Run): { message: string; code: null }[] {
  const often = frequentAnswer(run);
  if (often === null) return [];
  const what = often.status === null ? 'requests got no reply' : `answers were ${statusWords(often.status)}`;
  return [{ message: `${often.percent} % of ${what}: ${often.hint}`, code: null }];
}

/** What the modes let a run do. */
const MODE_WORDS: Readonly<Record<Mode, string>> = {
  'read-only': 'read-only: it only reads',
  write: 'write: it creates objects, and changes and deletes those',
  full: 'full: it also changes what was there before, and puts it back',
};

function facts(run: Run): [label: string, value: string][] {
  const { contract, summary, coverage, waivers, target } = run;
  const product: [string, string][] =
    contract.productVersion === null ? [] : [['Product version', contract.productVersion]];
  return [
    ['Contract', contract.file],
    ['Version of the contract', contract.version],
    ...product,
    ['Kind of target', TARGET_WORDS[target.kind]],
    ['Mode', MODE_WORDS[run.mode]],
    ['Fails on', run.failOn.toUpperCase()],
    ['Seed', String(run.seed)],
    ['Budget of random cases', run.budget],
    ['Least coverage asked for', coverage.minimum === null ? 'none' : `${coverage.minimum} %`],
    ['Waivers', waivers.length === 0 ? 'none' : plural(waivers.length, 'entry', 'entries')],
    ['Sent', `${plural(summary.cases, 'case')}, ${plural(summary.exchanges, 'request')}`],
    ['Made by', `${run.tool.name} ${run.tool.version}, report ${run.schemaVersion}`],
    ['On the target', accountLine(summary)],
    [
      'Hidden values',
      `${number(summary.hidden)}; each stands as $NAME, after the variable that it was read from`,
    ],
  ];
}

const TARGET_WORDS: Readonly<Record<Run['target']['kind'], string>> = {
  live: 'a live instance',
  ...EMBEDDED_WORDS,
};
