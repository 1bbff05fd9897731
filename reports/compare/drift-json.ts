import type { Change, ComparedRun, Drift } from '../../model/drift.ts';

/** A comparison with its members in the order of the schema. */
export function driftShape({ contract, before, after, notes, changes }: Drift): Drift {
  return {
    contract,
    before: runShape(before),
    after: runShape(after),
    notes: [...notes],
    changes: changes.map(changeShape),
  };
}

function runShape(run: ComparedRun): ComparedRun {
  const { target, startedAt, contractVersion, productVersion, seed, verdict } = run;
  return { target, startedAt, contractVersion, productVersion, seed, verdict };
}

function changeShape(of: Change): Change {
  const { kind, change, operation, what, from, to, level, fingerprint, isDrift, isWorse } = of;
  return { kind, change, operation, what, from, to, level, fingerprint, isDrift, isWorse };
}
