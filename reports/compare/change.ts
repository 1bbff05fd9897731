import type { Change, DriftKind } from '../../model/drift.ts';

/** What differs, and how it was and is. */
export interface Difference {
  readonly operation: string | null;
  readonly what: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** A change of a kind; it is drift and not for the worse, where nothing else is said. */
export function changeOf(kind: DriftKind, difference: Difference, parts: Partial<Change> = {}): Change {
  const { operation, what, from, to } = difference;
  const change = from === null ? 'new' : to === null ? 'gone' : 'changed';
  return {
    kind,
    change,
    operation,
    what,
    from,
    to,
    level: null,
    fingerprint: null,
    isDrift: true,
    isWorse: false,
    ...parts,
  };
}
