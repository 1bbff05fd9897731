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
    changes: changes.filter(({ isDrift }) => isDrift).map(changeView),
    others: changes.filter(({ isDrift }) => !isDrift).map(changeView),
  };
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
