import type { Command } from 'commander';
import { CONTRACTS } from './contract-arguments.ts';
import type { Done } from './done.ts';
import { examples } from './examples.ts';

/** Adds `assay lint`. */
export function addLint(root: Command, done: Done): void {
  root
    .command('lint')
    .description('say what is wrong with contracts and their extensions')
    .argument(...CONTRACTS)
    .option('--json', 'for machines')
    .addHelpText('after', examples('assay lint', 'assay lint ./openapi.yaml'))
    .action(async (contracts: string[], options: { json?: boolean }) =>
      done(await (await import('../commands/lint.ts')).lintCommand(contracts, options)),
    );
}
