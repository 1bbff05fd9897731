import type { Change, ComparedRun, Drift } from '../../model/drift.ts';
import { DRIFT_WORDS, driftSentence, turn } from '../compare/drift-wording.ts';
import { moment } from '../wording.ts';

/** A comparison as the page shows it. */
export interface DriftView {
  readonly id: string;
  readonly contract: string;
  readonly sentence: string;
  readonly before: string;
  readonly after: string;
  readonly notes: readonly string[];
  readonly changes: readonly ChangeView[];
  /** What tells only of how much was tried. */
  readonly others: readonly ChangeView[];
  /** How many are left to report.json. */
  readonly left: number;
}

interface ChangeView {
  readonly kind: string;
  readonly change: string;
  readonly operation: string;
  readonly what: string;
  readonly turn: string;
  readonly isWorse: boolean;
}

/** A comparison for the page. */
export function driftView(drift: Drift, id: string): DriftView {
  const { contract, before, after, notes, changes } = drift;
  return {
    id,
    contract,
    sentence: driftSentence(drift),
    before: runWords(before),
    after: runWords(after),
    notes,
    changes: shown(changes.filter(({ isDrift }) => isDrift)),
    others: shown(changes.filter(({ isDrift }) => !isDrift)),
    left: left(changes),
  };
}

// Of each kind; a page with all cases of two servers that have nothing in common would not open.
const SHOWN = 100;

function shown(changes: readonly Change[]): ChangeView[] {
  const counts = new Map<string, number>();
  return changes
    .filter(({ kind }) => {
      const count = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, count);
      return count <= SHOWN;
    })
    .map(changeView);
}

function left(changes: readonly Change[]): number {
  const [told, others] = [true, false].map((is) => changes.filter(({ isDrift }) => isDrift === is));
  return changes.length - shown(told ?? []).length - shown(others ?? []).length;
}

function runWords({ target, startedAt, contractVersion, productVersion }: ComparedRun): string {
  const product = productVersion === null ? '' : `, product ${productVersion}`;
  return `${target}, ${moment(startedAt)}, contract ${contractVersion}${product}`;
}

function changeView(change: Change): ChangeView {
  const { kind, operation, what, isWorse } = change;
  return {
    kind: DRIFT_WORDS[kind],
    change: change.change,
    operation: operation ?? '',
    what,
    turn: turn(change),
    isWorse,
  };
}
