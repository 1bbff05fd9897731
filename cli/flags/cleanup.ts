import type { Command } from 'commander';
import { repeated, withConnection } from '../option-groups.ts';
import type { Done } from './done.ts';
import { examples } from './examples.ts';

/** Adds `assay cleanup`. */
export function addCleanup(root: Command, done: Done): void {
  const command = root
    .command('cleanup')
    .description('remove what earlier runs left on live targets')
    .argument('[run]', 'eight characters; all runs where none is named')
    .option('--out <dir>', 'the folder that the run wrote to (default: .assay)')
    .option(
      '--delete <identity>',
      'what cleanup named as something that the run may have made; may be repeated',
      repeated,
    );
  withConnection(command)
    .addHelpText(
      'after',
      examples('assay cleanup', 'assay cleanup 3f9a01c2', 'assay cleanup 3f9a01c2 --delete 4711'),
    )
    .action(async (run: string | undefined, options: object) =>
      done(await (await import('../commands/cleanup.ts')).cleanupCommand(run, options)),
    );
}
