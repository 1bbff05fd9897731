import { existsSync } from 'node:fs';
import type { Contract } from '../../model/contract.ts';
import type { Event } from '../../model/event.ts';
import type { Finding, Run } from '../../model/run.ts';
import { AGAINST } from '../../runner/against.ts';
import { conduct } from '../../runner/conduct.ts';
import { announce } from '../announce.ts';
import { rememberSeed } from '../complaint.ts';
import { conductOptions } from '../conduct-options.ts';
import { withConfig } from '../config.ts';
import { openContract } from '../contracts.ts';
import { cleanupCommandLine, interruption, runWords } from '../interruption.ts';
import { findingIn } from '../report-file.ts';
import { type Given, type Settings, settingsOf } from '../settings.ts';

const BROKEN = 1;
const UNTOLD = 3;

/**
 * Sends again what led to a finding and says whether it is still there: 1 if it is, 0 if not, 3 if that cannot be told.
 */
export async function replayCommand(
  report: string,
  fingerprint: string,
  given: Given & { config?: string },
): Promise<number> {
  const { run, finding, isAgainst } = findingIn(report, fingerprint, given.target);
  const settings = settingsLike(run, finding, given);
  rememberSeed(settings.seed);
  const contract = contractOf(run, settings);
  const stopping = interruption(runWords(cleanupCommandLine(settings.out)));
  try {
    const listen = (event: Event) => {
      if (event.type === 'run-started') announce(settings, event);
    };
    const variables = isAgainst ? AGAINST : undefined;
    const again = await conduct(contract, { ...conductOptions(settings, stopping), variables, listen });
    const { warnings, leftovers } = again;
    for (const { message } of warnings) process.stderr.write(`warning  ${message}\n`);
    for (const { resource, identity, how } of leftovers)
      process.stderr.write(`left: ${resource} ${identity}: ${how}\n`);
    return stopping.code() ?? said(again, finding);
  } finally {
    stopping.end();
  }
}

/** As the run was, narrowed to the operation and the check. */
function settingsLike(run: Run, finding: Finding, given: Given & { config?: string }): Settings {
  const {
    operation: _,
    excludeOperation: __,
    check: ___,
    excludeCheck: ____,
    ...connection
  } = withConfig(given);
  const version = run.contract.productVersion;
  return settingsOf({
    ...connection,
    target: given.target ?? (run.target.kind === 'live' ? run.target.url : run.target.kind),
    mode: run.mode,
    seed: run.seed,
    budget: run.budget,
    operation: [finding.operation],
    check: [finding.check],
    ...(version === null ? {} : { productVersion: version }),
  });
}

/** The report names the file as it was called from the run's folder; a shipped contract is found from any. */
function contractOf(run: Run, { productVersion }: Settings): Contract {
  const { file, name } = run.contract;
  return openContract(existsSync(file) ? file : name, productVersion);
}

function said(again: Run, finding: Finding): number {
  const title = `${finding.check}  ${finding.operation}`;
  const still = again.findings.find(({ fingerprint }) => fingerprint === finding.fingerprint);
  if (still) {
    const { level, message, curl } = still;
    process.stdout.write(`STILL BROKEN  ${title} (${level.toUpperCase()})\n  ${message}\n  ${curl}\n`);
    return BROKEN;
  }
  const row = again.operations.find(({ operation }) => operation === finding.operation);
  const verdict = row?.checks.find(({ check }) => check === finding.check);
  if (verdict?.verdict === 'holds') {
    process.stdout.write(`FIXED  ${title}\n`);
    return 0;
  }
  if (verdict?.verdict === 'broken') {
    const other = again.findings.find(
      ({ operation, check }) => operation === finding.operation && check === finding.check,
    );
    process.stdout.write(`FIXED, but the check breaks elsewhere  ${title}\n  ${other?.message ?? ''}\n`);
    return 0;
  }
  process.stdout.write(`CANNOT TELL  ${title}\n  ${verdict?.why ?? again.reason}\n`);
  return UNTOLD;
}
