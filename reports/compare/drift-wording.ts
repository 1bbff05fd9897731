import type { Change, Drift, DriftKind } from '../../model/drift.ts';
import { plural } from '../wording.ts';

/** What the kinds of changes are called. */
export const DRIFT_WORDS: Readonly<Record<DriftKind, string>> = {
  finding: 'Findings',
  verdict: 'Verdicts',
  status: 'Statuses seen',
  case: 'Cases answered otherwise',
  header: 'Headers seen',
  member: 'Shapes of bodies',
  coverage: 'Coverage',
};

/** The kinds in the order in which they are told. */
export const DRIFT_KINDS = Object.keys(DRIFT_WORDS) as DriftKind[];
/** How much differs, in a few words. */
export function driftCount({ changes }: Drift): string {
  const told = changes.filter(({ isDrift }) => isDrift);
  const worse = told.filter(({ isWorse }) => isWorse).length;
  return told.length === 0 ? 'none' : `${plural(told.length, 'change')}, ${worse} for the worse`;
}

/** How much differs, and in what. */
export function driftSentence(drift: Drift): string {
  const told = drift.changes.filter(({ isDrift }) => isDrift);
  if (told.length === 0) return 'No drift.';
  const counts = DRIFT_KINDS.flatMap((kind) => {
    const count = told.filter((change) => change.kind === kind).length;
    return count === 0 ? [] : [`${DRIFT_WORDS[kind].toLowerCase()} ${count}`];
  });
  return `${driftCount(drift)}: ${counts.join(', ')}.`;
}

/** How it was and is, in words. */
export function turn({ from, to }: Pick<Change, 'from' | 'to'>): string {
  if (from === null) return `new: ${to}`;
  return to === null ? `gone: ${from}` : `${from} → ${to}`;
}

/** A change in one line. */
export function changeLine(change: Change): string {
  const { kind, operation, what, isDrift } = change;
  const place = operation === null ? '' : `${operation}  `;
  return `${isDrift ? '' : '(no drift) '}${kind}  ${place}${what}: ${turn(change)}`;
}
