import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Eta } from 'eta';
import { type Drift, hasDrifted } from '../../model/drift.ts';
import type { Run } from '../../model/run.ts';
import { driftSentence } from '../compare/drift-wording.ts';
import { exitCodeOf } from '../outcome.ts';
import type { RuleText } from '../rule-text.ts';
import { TOOL } from '../tool.ts';
import { plural, RUN_VERDICT_WORDS } from '../wording.ts';
import { type DriftView, driftView } from './drift-view.ts';
import { exchangeBlock } from './exchange-block.ts';
import { findingId } from './finding-view.ts';
import { type PackedCard, packedCards } from './packed-cards.ts';
import { dataBlock, escapeHtml, safeId } from './page-text.ts';
import { type RuleView, ruleViews } from './rules-view.ts';
import { type RunView, runView, toneOf, verdictWords } from './run-view.ts';

/** What the page's templates are given. */
interface PageView {
  readonly tool: string;
  readonly title: string;
  readonly headline: string;
  readonly lead: string;
  readonly tone: string;
  readonly isSeveral: boolean;
  readonly runs: readonly RunView[];
  readonly drifts: readonly DriftView[];
  readonly findings: number;
  readonly rules: readonly RuleView[];
  /** What the script lists and copies, as JSON. */
  readonly data: string;
  readonly packed: readonly string[];
  readonly style: string;
  readonly script: string;
  readonly policy: string;
}

// In the order in which the rules have to stand.
const STYLES = [
  'base',
  'frame',
  'run',
  'finding',
  'checks',
  'ledger',
  'exchanges',
  'timing',
  'waivers',
  'media',
];
// Each after what it imports; see joined.
const SCRIPTS = ['dom', 'query', 'copying', 'exchanges', 'packed', 'cards', 'keys', 'page'];

/**
 * The bytes of report.html: one file that asks nobody for anything and runs nothing but its own script. `rules` say
 * what the checks are.
 */
export function writeHtml(
  runs: readonly Run[],
  drifts: readonly Drift[] = [],
  rules: readonly RuleText[] = [],
): string {
  return templates().render('./page', pageView(runs, drifts, rules));
}

// Built on first use, so that a program that writes no page reads no template.
let eta: Eta | undefined;

function templates(): Eta {
  eta ??= new Eta({
    views: join(import.meta.dirname, 'templates'),
    cache: true,
    autoTrim: [false, 'nl'],
    escapeFunction: escapeHtml,
  });
  return eta;
}

function pageView(runs: readonly Run[], drifts: readonly Drift[], rules: readonly RuleText[]): PageView {
  const views = runs.map((run, at) => runView(run, ownId(runs, at)));
  const style = STYLES.map((name) => asset(`style/${name}.css`)).join('');
  const script = joined(SCRIPTS.map((name) => asset(`${name}.js`)));
  const words = headline(runs, drifts);
  const [only] = views;
  const isSeveral = views.length !== 1;
  return {
    tool: `${TOOL.name} ${TOOL.version}`,
    title: `${words}: ${isSeveral || only === undefined ? plural(views.length, 'contract') : only.title}`,
    headline: words,
    lead:
      isSeveral || only === undefined ? [tally(runs), ...drifts.map(driftSentence)].join(' ') : only.reason,
    tone: toneOf(exitCodeOf(runs, drifts)),
    isSeveral,
    runs: views,
    drifts: drifts.map((drift, at) => driftView(drift, `drift-${at + 1}`)),
    findings: views.reduce((so, { findings }) => so + findings.length, 0),
    rules: ruleViews(runs, rules),
    data: dataBlock(runs.map((run, at) => exchangeBlock(run, ownId(runs, at), packedIn(views[at])))),
    packed: packedCards(runs.flatMap((run, at) => cardsToPack(run, views[at]))),
    style,
    script,
    policy: `default-src 'none'; style-src ${hash(style)}; script-src ${hash(script)}; base-uri 'none'; form-action 'none'`,
  };
}

function packedIn(view: RunView | undefined): ReadonlySet<string> {
  const packed = view?.findings.filter(({ reach }) => reach === 'packed') ?? [];
  return new Set(packed.map(({ id }) => id));
}

function cardsToPack(run: Run, view: RunView | undefined): PackedCard[] {
  if (view === undefined) return [];
  const whole = new Map(run.findings.map((finding) => [findingId(view.id, finding), finding]));
  return view.findings.flatMap((finding) => {
    const own = finding.reach === 'packed' ? whole.get(finding.id) : undefined;
    return own === undefined ? [] : [[finding.id, templates().render('./finding-body', { finding }), own]];
  });
}

// Named after the contract, so that a link fits the next report too; a second run of it gets a number.
function ownId(runs: readonly Run[], at: number): string {
  const name = runs[at]?.contract.name ?? '';
  const before = runs.slice(0, at).filter(({ contract }) => contract.name === name).length;
  return before === 0 ? safeId(name) : `${safeId(name)}-${before + 1}`;
}

function headline(runs: readonly Run[], drifts: readonly Drift[]): string {
  const [only] = runs;
  if (runs.length === 1 && only !== undefined) return verdictWords(only);
  if (drifts.length > 0)
    return drifts.some(hasDrifted) ? 'The targets drifted apart' : 'No drift between the targets';
  const good = runs.filter(({ verdict }) => verdict === 'conformant').length;
  if (good === runs.length) return `All ${plural(good, 'contract')} conformant`;
  return `${good === 0 ? 'None' : good} of ${plural(runs.length, 'contract')} conformant`;
}

function tally(runs: readonly Run[]): string {
  const counts = Object.entries(RUN_VERDICT_WORDS).flatMap(([verdict, word]) => {
    const count = runs.filter((run) => run.verdict === verdict).length;
    return count === 0 ? [] : [`${count} ${word.toLowerCase()}`];
  });
  const left = runs.reduce((so, { summary }) => so + summary.left, 0);
  return `${counts.join(', ')}${left === 0 ? '' : `; ${plural(left, 'object')} left behind`}.`;
}

/** Modules as one script: a page that is one file has nothing to import from, and all their names are different. */
function joined(modules: readonly string[]): string {
  const texts = modules.map((text) => text.replace(/^import [^;]*;$/gm, '').replace(/^export /gm, ''));
  return `'use strict';{${texts.join('')}}`;
}

// A checkout may have turned line ends; browsers turn them back before they hash.
function asset(name: string): string {
  return readFileSync(join(import.meta.dirname, 'browser', name), 'utf8').replaceAll('\r\n', '\n');
}

function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
