import type { Command } from 'commander';
import { CONTRACTS } from './contract-arguments.ts';
import type { Done } from './done.ts';
import { examples } from './examples.ts';

/** Adds `assay list`. */
export function addList(root: Command, done: Done): void {
  root
    .command('list')
    .description('list the contracts, or operations and variables of those named')
    .argument(...CONTRACTS)
    .option('--json', 'for machines')
    .option('--env', 'as an .env file to fill in')
    .addHelpText(
      'after',
      examples('assay list', 'assay list vmware-srm', 'assay list illumio-pce --env > .env'),
    )
    .action(async (contracts: string[], options: { json?: boolean; env?: boolean }) =>
      done(await (await import('../commands/list.ts')).listCommand(contracts, options)),
    );
}
