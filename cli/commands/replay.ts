import { existsSync } from 'node:fs';
import type { Contract } from '../../model/contract.ts';
import type { Event } from '../../model/event.ts';
import type { ReplayAnswer, ReplayVerdict } from '../../model/replay.ts';
import type { Run } from '../../model/run.ts';
import { replayText } from '../../reports/replay/replay-text.ts';
import { painter } from '../../reports/terminal/painter.ts';
import { AGAINST } from '../../runner/against.ts';
import { replay } from '../../runner/replay.ts';
import { announce } from '../announce.ts';
import { wantsColour } from '../colour.ts';
import { rememberSeed } from '../complaint.ts';
import { conductOptions } from '../conduct-options.ts';
import { withConfig } from '../config.ts';
import { openContract } from '../contracts.ts';
import { cleanupCommandLine, interruption, runWords } from '../interruption.ts';
import { findingIn } from '../report-file.ts';
import { type Given, type Settings, settingsOf } from '../settings.ts';

const EXIT_CODES: Readonly<Record<ReplayVerdict, number>> = { fixed: 0, 'still-broken': 1, 'cannot-tell': 3 };

type ReplayFlags = Given & { readonly config?: string; readonly json?: boolean };

/**
 * Sends again what led to a finding and says whether it is still there: 1 if it is, 0 if not, 3 if that cannot be told.
 */
export async function replayCommand(
  report: string,
  fingerprint: string,
  { json = false, ...given }: ReplayFlags,
): Promise<number> {
  const { run, finding, isAgainst } = findingIn(report, fingerprint, given.target);
  const settings = settingsLike(run, given);
  rememberSeed(settings.seed);
  const contract = contractOf(run, settings);
  const stopping = interruption(runWords(cleanupCommandLine(settings.out)));
  try {
    const answer = await replay(
      contract,
      { run, finding },
      {
        ...conductOptions(settings, stopping),
        variables: isAgainst ? AGAINST : undefined,
        listen: (event) => tell(event, settings),
      },
    );
    const stopped = stopping.code();
    if (stopped !== null) return stopped;
    process.stdout.write(json ? asJson(answer) : replayText(answer, painter(wantsColour(process.stdout))));
    return EXIT_CODES[answer.verdict];
  } finally {
    stopping.end();
  }
}

/** What a reader should know whatever the answer is. */
function tell(event: Event, settings: Settings): void {
  if (event.type === 'run-started' && event.cases > 0) announce(settings, event);
  if (event.type === 'warning') process.stderr.write(`warning  ${event.warning.message}\n`);
  if (event.type !== 'run-ended') return;
  for (const { resource, identity, how } of event.leftovers)
    process.stderr.write(`left: ${resource} ${identity}: ${how}\n`);
}

/** As the run was; what was chosen of it says the finding. */
function settingsLike(run: Run, given: Given & { config?: string }): Settings {
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
    ...(version === null ? {} : { productVersion: version }),
  });
}

/** The report names the file as it was called from the run's folder; a shipped contract is found from any. */
function contractOf(run: Run, { productVersion }: Settings): Contract {
  const { file, name } = run.contract;
  return openContract(existsSync(file) ? file : name, productVersion);
}

function asJson(answer: ReplayAnswer): string {
  const exitCode = EXIT_CODES[answer.verdict];
  return `${JSON.stringify({ schemaVersion: '1', ...answer, exitCode }, null, 2)}\n`;
}
