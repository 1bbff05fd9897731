import { basename, join } from 'node:path';
import { recover } from '../../engine/recover.ts';
import { UserError } from '../../model/errors.ts';
import { withTarget } from '../../runner/conduct.ts';
import { type JournalEntry, journalFiles, outstanding, readJournal } from '../../targets/journal.ts';
import { conductOptions } from '../conduct-options.ts';
import { openContract } from '../contracts.ts';
import { interruption } from '../interruption.ts';
import { type Given, settingsOf } from '../settings.ts';

/** Removes what earlier runs left on live targets, as their journals say; gives 0, or 4 where something is left. */
export async function cleanupCommand(run: string | undefined, given: Given): Promise<number> {
  const { out } = settingsOf(given);
  const files = journalFiles(join(out, 'journal')).filter((file) => run === undefined || basename(file, '.ndjson') === run);
  if (files.length === 0 && run !== undefined) {
    throw new UserError('NO_JOURNAL', `there is no journal of a run ${run} in ${join(out, 'journal')}.`, {
      mend: 'Name the run as its report does, or give --out as the run had it.',
    });
  }
  let left = 0;
  for (const file of files) left += await cleanOne(file, given);
  process.stdout.write(left === 0 ? 'Nothing is left.\n' : `${left} left.\n`);
  return left === 0 ? 0 : 4;
}

async function cleanOne(file: string, given: Given): Promise<number> {
  const entries = readJournal(file);
  const start = entries.find((entry) => entry.type === 'run');
  if (!start || !isWorthALook(entries)) return 0;
  const settings = settingsOf({ ...given, target: start.target, mode: 'full' });
  const contract = openContract(start.contract, start.productVersion ?? undefined);
  const stopping = interruption((text) => process.stderr.write(text));
  try {
    const options = { ...conductOptions(settings, stopping), selects: () => false };
    const { account, leftovers } = await withTarget(contract, options, start.run, (plan, runOptions) =>
      recover(contract, plan, runOptions, entries),
    );
    process.stdout.write(`run ${start.run} at ${start.target}: removed ${account.removed}, put back ${account.restored}, left ${account.left}\n`);
    for (const { resource, identity, how } of leftovers) process.stdout.write(`  ${resource} ${identity}: ${how}\n`);
    return account.left;
  } finally {
    stopping.end();
  }
}

/** Something is known to be there, or the run ended in the middle of a create. */
function isWorthALook(entries: readonly JournalEntry[]): boolean {
  const { objects, changes } = outstanding(entries);
  const last = entries.at(-1);
  return objects.length > 0 || changes.length > 0 || last?.type === 'intent';
}
