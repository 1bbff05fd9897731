import { readFileSync } from 'node:fs';
import { UserError } from '../model/errors.ts';
import { isObject } from '../model/json.ts';
import type { Finding, Run, RunSet } from '../model/run.ts';
import { nearest } from './nearest.ts';

/** A finding with the run that it was found in. */
export interface FoundFinding {
  readonly run: Run;
  readonly finding: Finding;
  /** Whether that was the second of two targets which were compared. */
  readonly isAgainst: boolean;
}

/**
 * A finding of a report, with the run that it was found in.
 * @param target - goes first where several runs have it.
 * @throws UserError where the file is no report of assay's, or has no such finding.
 */
export function findingIn(report: string, fingerprint: string, target?: string): FoundFinding {
  const runs = runsOf(report);
  // Where two targets were compared, both may have it.
  const isNamed = (run: Run) => target !== undefined && run.target.url.startsWith(target);
  for (const run of [...runs.filter(isNamed), ...runs]) {
    const finding = run.findings.find((candidate) => candidate.fingerprint === fingerprint);
    if (finding) return { run, finding, isAgainst: isAgainst(runs, run) };
  }
  const known = runs.flatMap(({ findings }) => findings.map((finding) => finding.fingerprint));
  const close = nearest(fingerprint, known);
  const meant = close === undefined ? '' : `Did you mean ${close}? `;
  throw new UserError('FINGERPRINT', `${report} has no finding ${fingerprint}.`, {
    mend:
      known.length === 0
        ? 'It has none at all.'
        : `${meant}It is the last word of a finding’s replay command; the report has ${known.length} of them.`,
  });
}

/**
 * The runs of a report.
 * @throws UserError where the file is no report of assay's.
 */
export function runsOf(report: string): readonly Run[] {
  const content = contentOf(report);
  if (isObject(content)) {
    const shape = content as unknown as Run | RunSet;
    const runs = 'runs' in shape && Array.isArray(shape.runs) ? shape.runs : [shape as Run];
    if (shape.schemaVersion === '1' && runs.every(isRun)) return runs.map(whole);
  }
  throw unreadable(report, 'it is no report of this version of assay');
}

/** Only where two targets were compared a contract was run twice. */
function isAgainst(runs: readonly Run[], run: Run): boolean {
  const same = runs.filter(({ contract }) => contract.name === run.contract.name);
  return same.indexOf(run) === 1;
}

function isRun(run: Run): boolean {
  const { findings, operations, coverage, contract, target } = isObject(run) ? run : ({} as Partial<Run>);
  const isListed = Array.isArray(findings) && Array.isArray(operations);
  return isListed && [coverage, contract, target].every(isObject);
}

/** What reports of earlier versions did not tell. */
function whole(run: Run): Run {
  const { observed, waivers, exchanges, statuses, failOn, since } = run as Partial<Run>;
  const findings = run.findings.map((each) => ({
    ...each,
    waived: (each as Partial<Finding>).waived ?? null,
  }));
  return {
    ...run,
    failOn: failOn ?? 'must',
    findings,
    observed: observed ?? [],
    waivers: waivers ?? [],
    statuses: statuses ?? [],
    exchanges: exchanges ?? [],
    since: since ?? null,
  };
}

function contentOf(report: string): unknown {
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw unreadable(report, code === 'ENOENT' ? 'there is no such file' : message);
  }
}

function unreadable(report: string, why: string): UserError {
  return new UserError('REPORT', `not a report: ${why}.`, {
    mend: 'Name a report.json that assay run wrote.',
    position: { file: report, line: 1, column: 1 },
  });
}
