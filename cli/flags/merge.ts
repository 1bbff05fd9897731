import type { Command } from 'commander';
import { withRebuild } from '../option-groups.ts';
import type { Done } from './done.ts';
import { examples } from './examples.ts';

/** Adds `assay merge`. */
export function addMerge(root: Command, done: Done): void {
  const command = root
    .command('merge')
    .description('make one report of runs that each tested a part')
    .argument('<recording...>', 'the events.ndjson of each');
  withRebuild(command)
    .addHelpText(
      'after',
      examples(
        'assay run pets.yaml --operation "GET *" --out reads',
        'assay run pets.yaml --exclude-operation "GET *" --out writes',
        'assay merge reads/events.ndjson writes/events.ndjson',
      ),
    )
    .action(async (recordings: string[], options: object) =>
      done(await (await import('../commands/merge.ts')).mergeCommand(recordings, options)),
    );
}
