import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { recover } from '../../engine/recover.ts';
import { NotTestable, UserError } from '../../model/errors.ts';
import type { Mode } from '../../model/run.ts';
import { withTarget } from '../../runner/conduct.ts';
import { mayBeRunning } from '../../runner/running.ts';
import { type JournalEntry, journalFiles, outstanding, readJournal } from '../../targets/journal.ts';
import { complaint, EXIT } from '../complaint.ts';
import { conductOptions } from '../conduct-options.ts';
import { withConfig } from '../config.ts';
import { openContract } from '../contracts.ts';
import { type Interruption, interruption } from '../interruption.ts';
import { type Given, settingsOf } from '../settings.ts';

const LEFT = 4;

/** What came of the cleanup of one run: how much is left, or the exit code of what kept it from being done. */
type Cleaned = { readonly left: number } | { readonly failed: number };

interface Wanted {
  readonly flags: Given;
  /** Whether the user named the run. */
  readonly isNamed: boolean;
  /** Identities of objects that a run may have made and that are to go. */
  readonly deletions: readonly string[];
}

/**
 * Removes what earlier runs left on live targets, as their journals say. Gives 0; 4 where something is left, 2 or 3
 * where a run could not be cleaned up, 130 or 143 where it was interrupted.
 */
export async function cleanupCommand(
  run: string | undefined,
  { delete: deletions = [], ...given }: Given & { config?: string; delete?: readonly string[] },
): Promise<number> {
  if (deletions.length > 0 && run === undefined) {
    throw new UserError('OPTION', '--delete needs the run that may have made it.', {
      mend: 'Give both as assay cleanup names them.',
    });
  }
  const flags = withConfig(given);
  const files = journalsOf(settingsOf(flags).out, run);
  const stopping = interruption({
    first: 'Stopping. The same command goes on with the rest.',
    second: 'Stopping at once.',
    say: (text) => process.stderr.write(text),
  });
  try {
    const results: Cleaned[] = [];
    for (const file of files)
      if (!stopping.stop.aborted)
        results.push(await cleanOne(file, { flags, deletions, isNamed: run !== undefined }, stopping));
    return stopping.code() ?? outcome(results);
  } finally {
    stopping.end();
  }
}

function outcome(results: readonly Cleaned[]): number {
  const left = results.reduce((sum, result) => sum + ('left' in result ? result.left : 0), 0);
  const failures = results.flatMap((result) => ('failed' in result ? [result.failed] : []));
  if (left > 0) process.stdout.write(`${left} left.\n`);
  if (failures.length > 0)
    process.stdout.write('Not all runs could be cleaned up; nothing is known of what they left.\n');
  if (left === 0 && failures.length === 0) process.stdout.write('Nothing is left.\n');
  if (failures.includes(EXIT.usage)) return EXIT.usage;
  return left > 0 ? LEFT : failures.length > 0 ? EXIT.notTested : 0;
}

function journalsOf(out: string, run: string | undefined): string[] {
  const folder = join(out, 'journal');
  const files = journalFiles(folder).filter((file) => run === undefined || basename(file, '.ndjson') === run);
  if (files.length > 0 || run === undefined) return files;
  throw new UserError('NO_JOURNAL', `there is no journal of a run ${run} in ${folder}.`, {
    mend: 'A run that left nothing has none. Name the run as its report does, and give --out as the run had it.',
  });
}

/** One run that cannot be cleaned up must not keep the others. */
async function cleanOne(file: string, wanted: Wanted, stopping: Interruption): Promise<Cleaned> {
  const entries = readJournal(file);
  const start = entries.find((entry) => entry.type === 'run');
  if (!start) return { left: 0 };
  if (!wanted.isNamed && mayBeRunning(start)) {
    process.stderr.write(
      `run ${start.run} at ${start.target} is left alone: process ${start.writer?.pid} may still be at it.\n  If it is not, name the run: assay cleanup ${start.run}\n`,
    );
    return { failed: EXIT.notTested };
  }
  if (!isWorthALook(entries)) return { left: 0 };
  try {
    const left = await recovered(start, entries, wanted, stopping);
    if (left === 0 && !stopping.stop.aborted) rmSync(file, { force: true });
    if (left > 0) process.stdout.write(`  Once nothing of it is there any more, delete ${file}.\n`);
    return { left };
  } catch (error) {
    if (!(error instanceof UserError) && !(error instanceof NotTestable)) throw error;
    const { text, code } = complaint(error);
    process.stderr.write(`run ${start.run} at ${start.target} could not be cleaned up.\n${text}`);
    return { failed: code };
  }
}

async function recovered(
  start: Extract<JournalEntry, { type: 'run' }>,
  entries: readonly JournalEntry[],
  { flags, deletions }: Wanted,
  stopping: Interruption,
): Promise<number> {
  const { run, target, productVersion } = start;
  const settings = settingsOf({ ...flags, target, mode: 'full' satisfies Mode });
  const contract = openContract(start.contract, productVersion ?? undefined);
  const { variables } = start;
  const options = { ...conductOptions(settings, stopping), productVersion, variables, selects: () => false };
  const { account, leftovers } = await withTarget(
    contract,
    // Here the cleanup is all that there is to stop.
    { ...options, cleanupSignal: stopping.stop },
    run,
    (plan, runOptions) => recover(contract, plan, runOptions, { entries, deletions }),
  );
  const { removed, restored, left } = account;
  process.stdout.write(`run ${run} at ${target}: removed ${removed}, put back ${restored}, left ${left}\n`);
  for (const { resource, identity, how } of leftovers)
    process.stdout.write(`  ${resource} ${identity}: ${how}\n`);
  return left;
}

function isWorthALook(entries: readonly JournalEntry[]): boolean {
  const { objects, changes, unanswered } = outstanding(entries);
  return objects.length + changes.length + unanswered.length > 0;
}
