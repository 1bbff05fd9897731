import type { Command } from 'commander';
import { withRebuild } from '../option-groups.ts';
import type { Done } from './done.ts';
import { examples } from './examples.ts';

/** Adds `assay report`. */
export function addReport(root: Command, done: Done): void {
  const command = root
    .command('report')
    .description('write the reports of a run again from its events.ndjson, a killed one too')
    .argument('<recording>', 'an events.ndjson');
  withRebuild(command)
    .addHelpText(
      'after',
      examples(
        'assay report .assay/events.ndjson',
        'assay report nightly/events.ndjson --fail-on should --format html --out .',
      ),
    )
    .action(async (recording: string, options: object) =>
      done(await (await import('../commands/report.ts')).reportCommand(recording, options)),
    );
}
