import type { Change, ComparedRun, Drift } from '../../model/drift.ts';
import type { Run } from '../../model/run.ts';
import type { Sightings } from '../observed.ts';
import { caseChanges } from './case-changes.ts';
import { findingChanges } from './finding-changes.ts';
import { observedChanges } from './observed-changes.ts';
import { coverageChanges, verdictChanges } from './verdict-changes.ts';

/** What the cases of both runs were answered, where both are at hand. */
export interface BothSightings {
  readonly before: Sightings;
  readonly after: Sightings;
}

/** What is not as it was in an earlier run of the same contract, or on another target. Values are never compared. */
export function compareRuns(before: Run, after: Run, sightings?: BothSightings): Drift {
  const changes: Change[] = [
    ...findingChanges(before, after),
    ...verdictChanges(before, after),
    ...(sightings ? caseChanges(sightings.before, sightings.after) : []),
    ...observedChanges(before.observed, after.observed),
    ...coverageChanges(before, after),
  ];
  return {
    contract: after.contract.name,
    before: comparedRun(before),
    after: comparedRun(after),
    notes: notesOn(before, after),
    changes: isCutShort(before) || isCutShort(after) ? changes.map(weakened) : changes,
  };
}

/** Whether a run did not come to its end, or nothing could be tested. */
export function isCutShort({ verdict }: Pick<Run, 'verdict'>): boolean {
  return verdict === 'not-tested' || verdict === 'interrupted';
}

/** What a run that was cut short did not show is no drift; a finding that is new stands. */
function weakened(change: Change): Change {
  const stands = change.kind === 'finding' && change.change !== 'gone';
  return stands ? change : { ...change, isDrift: false, isWorse: false };
}

function comparedRun({ target, startedAt, contract, seed, verdict }: Run): ComparedRun {
  return {
    target: target.url,
    startedAt,
    contractVersion: contract.version,
    productVersion: contract.productVersion,
    seed,
    verdict,
  };
}

function notesOn(before: Run, after: Run): string[] {
  const differing: [string, string | number, string | number][] = [
    ['seeds', before.seed, after.seed],
    ['budgets', before.budget, after.budget],
    ['modes', before.mode, after.mode],
    ['versions of the contract', before.contract.version, after.contract.version],
    ['product versions', before.contract.productVersion ?? 'none', after.contract.productVersion ?? 'none'],
  ];
  const notes = differing
    .filter(([, a, b]) => a !== b)
    .map(([what, a, b]) => `The ${what} differ (${a}, ${b}), so not the same was tried.`);
  const untested = [before, after].filter(isCutShort);
  return [
    ...notes,
    ...untested.map(
      ({ target, reason }) => `The run against ${target.url} did not come to its end: ${reason}`,
    ),
    ...(before.target.kind === after.target.kind
      ? []
      : [`One target is ${before.target.kind}, the other ${after.target.kind}; they cannot show the same.`]),
  ];
}
