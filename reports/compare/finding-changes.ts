import type { Change } from '../../model/drift.ts';
import type { Finding, Run } from '../../model/run.ts';
import { LEVELS, type Level } from '../../model/statement.ts';
import { changeOf } from './change.ts';

/** Findings that are new, gone, or of another level. One that could not be looked for again is not gone. */
export function findingChanges(before: Run, after: Run): Change[] {
  const old = byFingerprint(before);
  const now = byFingerprint(after);
  const fresh = after.findings.flatMap((finding) => {
    const known = old.get(finding.fingerprint);
    if (known === undefined) return [told(finding, null, finding.level)];
    return known.level === finding.level ? [] : [told(finding, known.level, finding.level)];
  });
  const gone = before.findings
    .filter(({ fingerprint }) => !now.has(fingerprint))
    .map((finding) => {
      return {
        ...told(finding, finding.level, null),
        isDrift: isJudged(after, finding.operation, finding.check),
      };
    });
  return [...fresh, ...gone];
}

function byFingerprint({ findings }: Run): Map<string, Finding> {
  return new Map(findings.map((finding) => [finding.fingerprint, finding]));
}

function told(finding: Finding, from: Level | null, to: Level | null): Change {
  const { operation, check, message, fingerprint, level } = finding;
  const rank = (of: Level | null) => (of === null ? LEVELS.length : LEVELS.indexOf(of));
  const word = (of: Level | null) => of?.toUpperCase() ?? null;
  return changeOf(
    'finding',
    { operation, what: `${check}: ${message}`, from: word(from), to: word(to) },
    { fingerprint, level, isWorse: finding.waived === null && rank(to) < rank(from) },
  );
}

function isJudged(run: Run, operation: string, check: string): boolean {
  const row = run.operations.find((each) => each.operation === operation);
  const verdict = row?.checks.find((each) => each.check === check)?.verdict;
  return verdict === 'holds' || verdict === 'broken';
}
