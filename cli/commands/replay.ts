import { readFileSync } from 'node:fs';
import { UserError } from '../../model/errors.ts';
import type { Finding, Run, RunSet } from '../../model/run.ts';
import { conduct } from '../../runner/conduct.ts';
import { conductOptions } from '../conduct-options.ts';
import { openContract } from '../contracts.ts';
import { interruption } from '../interruption.ts';
import { type Given, settingsOf } from '../settings.ts';

/** Sends again what led to a finding and says whether it is still there: 1 if it is, 0 if not, 3 if that cannot be told. */
export async function replayCommand(report: string, fingerprint: string, given: Given): Promise<number> {
  const { run, finding } = found(report, fingerprint);
  const kind = run.target.kind === 'live' ? run.target.url : 'prism';
  const settings = settingsOf({
    target: kind,
    mode: run.mode,
    seed: run.seed,
    budget: run.budget,
    operation: [finding.operation],
    check: [finding.check],
    ...(run.contract.productVersion === null ? {} : { productVersion: run.contract.productVersion }),
    ...given,
  });
  const contract = openContract(run.contract.file, settings.productVersion);
  const stopping = interruption((text) => process.stderr.write(text));
  try {
    const again = await conduct(contract, conductOptions(settings, stopping));
    return say(again, finding);
  } finally {
    stopping.end();
  }
}

function say(again: Run, finding: Finding): number {
  const still = again.findings.find(({ fingerprint }) => fingerprint === finding.fingerprint);
  if (still) {
    process.stdout.write(`STILL BROKEN  ${finding.check} (${still.level.toUpperCase()})  ${finding.operation}\n${still.message}\n${still.curl}\n`);
    return 1;
  }
  const row = again.operations.find(({ operation }) => operation === finding.operation);
  const verdict = row?.checks.find(({ check }) => check === finding.check);
  if (verdict?.verdict === 'holds') {
    process.stdout.write(`FIXED  ${finding.check}  ${finding.operation}\n`);
    return 0;
  }
  process.stdout.write(`CANNOT TELL  ${finding.check}  ${finding.operation}: ${verdict?.why ?? again.reason}\n`);
  return 3;
}

function found(report: string, fingerprint: string): { run: Run; finding: Finding } {
  const runs = runsOf(report);
  for (const run of runs) {
    const finding = run.findings.find((candidate) => candidate.fingerprint === fingerprint);
    if (finding) return { run, finding };
  }
  throw new UserError('FINGERPRINT', `${report} has no finding ${fingerprint}.`, {
    mend: 'Take the fingerprint from the report; it is the last word of a finding’s replay command.',
  });
}

function runsOf(report: string): readonly Run[] {
  try {
    const content = JSON.parse(readFileSync(report, 'utf8')) as Run | RunSet;
    return 'runs' in content ? content.runs : [content];
  } catch (error) {
    throw new UserError('REPORT', `${report} cannot be read as a report: ${(error as Error).message}.`, {
      mend: 'Name a report.json that assay wrote.',
      position: { file: report, line: 1, column: 1 },
    });
  }
}
