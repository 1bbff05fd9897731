import { type Change, type ComparedRun, type Drift, type DriftKind, hasDrifted } from '../../model/drift.ts';
import { COLUMNS, wrap } from '../terminal/columns.ts';
import type { Painter } from '../terminal/painter.ts';
import { fitted } from '../terminal/text-width.ts';
import { cut, terminalText } from '../visible-text.ts';
import { moment, RUN_VERDICT_WORDS } from '../wording.ts';
import { DRIFT_KINDS, DRIFT_WORDS, driftSentence, turn } from './drift-wording.ts';

const SIGNS = { new: '+', gone: '-', changed: '~' } as const;

// The rest is in the JSON; nobody reads on in a terminal.
const SHOWN = 20;

/** What differs between two runs, for people: by kind, drift first, then what tells only of how much was tried. */
export function driftText(drift: Drift, colour: Painter): string {
  const told = drift.changes.filter(({ isDrift }) => isDrift);
  const others = drift.changes.filter(({ isDrift }) => !isDrift);
  return [
    colour.strong(fitted(`Drift  ${terminalText(drift.contract)}`, COLUMNS)),
    ...wrap(`before: ${runWords(drift.before)}`, 2),
    ...wrap(`after: ${runWords(drift.after)}`, 2),
    ...drift.notes.flatMap((note) => wrap(`note: ${terminalText(note)}`, 2)),
    ...DRIFT_KINDS.flatMap((kind) => section(kind, told, colour)),
    ...(others.length === 0 ? [] : ['', colour.faint('  No drift, but not tried or judged alike')]),
    ...others.slice(0, SHOWN).flatMap((change) => lines(change, colour.faint)),
    ...more(others.length),
    '',
    driftLine(drift, colour),
  ].join('\n');
}

function driftLine(drift: Drift, colour: Painter): string {
  const isSame = !hasDrifted(drift);
  const text = wrap(driftSentence(drift), 2).join('\n');
  return isSame ? colour.good(text) : colour.bad(text);
}

function runWords({ target, startedAt, contractVersion, productVersion, verdict }: ComparedRun): string {
  const product = productVersion === null ? '' : `, product ${productVersion}`;
  return terminalText(
    `${target}, ${moment(startedAt)}, contract ${contractVersion}${product}, ${RUN_VERDICT_WORDS[verdict].toLowerCase()}`,
  );
}

function section(kind: DriftKind, changes: readonly Change[], colour: Painter): string[] {
  const own = changes.filter((change) => change.kind === kind);
  if (own.length === 0) return [];
  const paint = (change: Change) => (change.isWorse ? colour.bad : colour.doubtful);
  return [
    '',
    `  ${colour.strong(DRIFT_WORDS[kind])}`,
    ...own.slice(0, SHOWN).flatMap((change) => lines(change, paint(change))),
    ...more(own.length),
  ];
}

function more(count: number): string[] {
  return count > SHOWN ? [`  ... and ${count - SHOWN} more; the JSON has all`] : [];
}

function lines(change: Change, paint: (text: string) => string): string[] {
  const { operation, what, fingerprint } = change;
  const name = [operation, fingerprint].filter((word) => word !== null).join('  ');
  const one = terminalText(`${[name, what].filter((word) => word !== '').join('  ')}  ${turn(change)}`);
  if (one.length <= COLUMNS - 4) return [`  ${paint(SIGNS[change.change])} ${one}`];
  const head = fitted(`${SIGNS[change.change]} ${terminalText(name === '' ? what : name)}`, COLUMNS - 2);
  return [
    `  ${paint(head.slice(0, 1))}${head.slice(1)}`,
    ...(name === '' ? [] : wrap(terminalText(cut(what, 400)), 4)),
    ...wrap(terminalText(cut(turn(change), 400)), 4),
  ];
}
