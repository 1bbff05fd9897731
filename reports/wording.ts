import { CASE_KINDS, type CaseKind } from '../model/case-kind.ts';
import { type CaseCounts, type Coverage, isBelowMinimum } from '../model/coverage.ts';
import type { Account, Run, RunVerdict, Verdict } from '../model/run.ts';
import { type Basis, LEVELS, type Level } from '../model/statement.ts';
import { failsRun } from '../model/waiver.ts';

/** A run's verdict in the words that readers see. */
export const RUN_VERDICT_WORDS: Readonly<Record<RunVerdict, string>> = {
  conformant: 'Conformant',
  'not-conformant': 'Not conformant',
  'not-tested': 'Not tested',
  interrupted: 'Interrupted',
};

/** A check's verdict in the words that readers see. */
export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  broken: 'broken',
  holds: 'holds',
  'not-decidable': 'not decidable',
  'not-exercised': 'not exercised',
  'not-applicable': 'not applicable',
};

/** A sign for each verdict, so that colour never stands alone. */
export const VERDICT_SIGNS: Readonly<Record<Verdict, string>> = {
  broken: '✕',
  holds: '✓',
  'not-decidable': '?',
  'not-exercised': '○',
  'not-applicable': '–',
};

/** What a basis says of the certainty of a statement. */
export const BASIS_WORDS: Readonly<Record<Basis, string>> = {
  documented: 'documented: a document of the vendor says so',
  corroborated: 'corroborated: an official client, its tests or a recorded reply shows it',
  inferred: 'inferred: our reading of what the documents leave open',
};

/** What an exit code means, in words that end the terminal's summary. */
export function exitMeaning(exitCode: number, runs: readonly Run[] = []): string {
  const failed = exitCode === 1 ? runs.filter((run) => run.exitCode === 1) : [];
  if (exitCode === 1 && runs.length > 0 && failed.length === 0) return 'the targets drifted apart';
  // A conformant run fails for nothing else.
  if (failed.length > 0 && failed.every(({ verdict }) => verdict === 'conformant'))
    return gateMeaning(failed);
  const known: Readonly<Record<number, string>> = {
    0: 'conformant',
    1: 'findings at or above the level that fails',
    2: 'usage, configuration or contract error',
    3: 'could not test',
    4: 'something was left behind on the target',
  };
  return known[exitCode] ?? 'interrupted';
}

function gateMeaning(failed: readonly Run[]): string {
  const low = failed.some(({ coverage }) => isBelowMinimum(coverage)) ? ['coverage below the minimum'] : [];
  const old = failed.some(({ waivers }) => waivers.some(failsRun)) ? ['a waiver is stale or expired'] : [];
  return [...low, ...old].join(', and ');
}

/** Why coverage fails a run. */
export function coverageReason({ percent, minimum }: Coverage): string {
  return `Coverage is ${percent} %, below the ${minimum} % that --min-coverage asks for.`;
}

/** How much of what the document asks of requests was judged, in one line. */
export function coverageLine({ percent, constraints }: Coverage): string {
  const { total, never, full, part, none } = constraints;
  if (percent === null) return total === 0 ? 'no constraint takes part' : 'no constraint can be tried';
  const rest = [part > 0 ? `${number(part)} in part` : '', none > 0 ? `${number(none)} not` : ''];
  const words = [`${number(full)} of ${plural(total - never, 'constraint')} judged in full`, ...rest];
  return `${percent} %: ${words.filter((word) => word !== '').join(', ')}`;
}

/** What kinds of cases are called, of one and of many. */
const CASE_WORDS: Readonly<Record<CaseKind, readonly [string, string]>> = {
  example: ['example', 'examples'],
  plain: ['plain request', 'plain requests'],
  boundary: ['boundary', 'boundaries'],
  fault: ['fault', 'faults'],
  control: ['control', 'controls'],
  pairwise: ['combination', 'combinations'],
  probe: ['probe', 'probes'],
  random: ['random body', 'random bodies'],
  step: ['step of a life', 'steps of lives'],
};

/** How many cases of each kind there are: `2 boundaries, 5 faults`. */
export function caseCountsLine(counts: CaseCounts): string {
  return CASE_KINDS.flatMap((kind) => {
    const count = counts[kind];
    return count === undefined ? [] : [plural(count, ...CASE_WORDS[kind])];
  }).join(', ');
}

/** `1 case`, `2 cases`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

/** A whole number with thin groups of three: `12,345`. */
export function number(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** A duration as people say it: `850 ms`, `4.2 s`, `3 min 12 s`, `1 h 4 min`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 10_000) return `${(Math.floor(milliseconds / 100) / 10).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A time in UTC, the same on every machine: `21 Nov 2026, 14:02 UTC`. */
export function moment(iso: string): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return iso;
  const clock = time.toISOString().slice(11, 16);
  return `${time.getUTCDate()} ${MONTHS[time.getUTCMonth()] ?? ''} ${time.getUTCFullYear()}, ${clock} UTC`;
}

/** What is new since earlier runs, in one line; empty where there was none. */
export function sinceLine(runs: readonly Pick<Run, 'since'>[]): string {
  const all = runs.flatMap(({ since }) => since ?? []);
  const [first] = all;
  if (first === undefined) return '';
  const when = all.length === 1 ? `the run of ${moment(first.startedAt)}` : 'the last runs';
  const count = (name: 'new' | 'known' | 'fixed' | 'unseen') =>
    all.reduce((so, since) => so + since[name].length, 0);
  const unseen = count('unseen');
  const gone = unseen === 0 ? '' : `, ${number(unseen)} not seen again`;
  return `${when}: ${number(count('new'))} new, ${number(count('known'))} known, ${number(count('fixed'))} fixed${gone}`;
}

/** What became of what the run created, in one line. */
export function accountLine(account: Account): string {
  const { created, removed, left, restored } = account;
  return `created ${number(created)}, removed ${number(removed)}, left ${number(left)}; changed and put back ${number(restored)}`;
}

/** What the servers are called that a run starts for itself. */
export const EMBEDDED_WORDS: Readonly<Record<Exclude<Run['target']['kind'], 'live'>, string>> = {
  prism: 'embedded Prism mock',
  twin: 'embedded twin',
};

/** `2 MUST, 1 SHOULD`: the levels that occur, worst first. */
export function levelCounts(counts: Readonly<Record<Level, number>>): string {
  return LEVELS.filter((level) => counts[level] > 0)
    .map((level) => `${number(counts[level])} ${level.toUpperCase()}`)
    .join(', ');
}

/** The command line that makes the same run again. */
export function repeatCommand(run: Run): string {
  const words = ['assay', 'run', contractArgument(run), '--target', targetArgument(run)];
  if (run.target.kind === 'live') words.push('--mode', run.mode);
  words.push('--seed', String(run.seed), '--budget', run.budget);
  if (run.contract.productVersion !== null) words.push('--product-version', run.contract.productVersion);
  return words.map(shellWord).join(' ');
}

function contractArgument({ contract }: Run): string {
  const isShipped = contract.file.replaceAll('\\', '/').includes(`specs/${contract.name}/`);
  return isShipped ? contract.name : contract.file;
}

function targetArgument({ target }: Run): string {
  return target.kind === 'live' ? target.url : target.kind;
}

/** A word as a shell takes it. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
