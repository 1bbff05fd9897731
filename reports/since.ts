import type { EarlierFinding, EarlierRun, Since } from '../model/earlier.ts';
import type { Run } from '../model/run.ts';

/** What a run is held against. */
export type Held = Pick<Run, 'target' | 'findings' | 'operations'> & {
  /** Whether it came to its end. */
  readonly isWhole: boolean;
};

/** What became of findings since the earlier run on the same target; null where there was none. */
export function sinceOf(run: Held, earlier: readonly EarlierRun[]): Since | null {
  const before = earlier.find(({ target }) => isSame(target, run.target));
  if (before === undefined) return null;
  const was = new Set(before.findings.map(({ fingerprint }) => fingerprint));
  const is = new Set(run.findings.map(({ fingerprint }) => fingerprint));
  const gone = before.findings.filter(({ fingerprint }) => !is.has(fingerprint));
  const isMended = (finding: EarlierFinding) => run.isWhole && holds(run, finding);
  return {
    startedAt: before.startedAt,
    new: [...is].filter((fingerprint) => !was.has(fingerprint)),
    known: [...is].filter((fingerprint) => was.has(fingerprint)),
    fixed: gone.filter(isMended),
    unseen: gone.filter((finding) => !isMended(finding)),
  };
}

/** What a later run has to know of a run; undefined where that did not come to its end, so that much may be unknown to it. */
export function earlierRun({ target, startedAt, findings, verdict }: Run): EarlierRun | undefined {
  if (verdict === 'interrupted' || verdict === 'not-tested') return undefined;
  return {
    target,
    startedAt,
    findings: findings.map(({ fingerprint, check, operation, message }) => {
      return { fingerprint, check, operation, message };
    }),
  };
}

/** An embedded target has another port each time. */
function isSame(one: EarlierRun['target'], other: Run['target']): boolean {
  return one.kind === other.kind && (one.kind !== 'live' || one.url === other.url);
}

function holds({ operations }: Held, { check, operation }: EarlierFinding): boolean {
  const row = operations.find((each) => each.operation === operation);
  return row?.checks.find((each) => each.check === check)?.verdict === 'holds';
}
