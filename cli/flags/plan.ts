import type { Command } from 'commander';
import { withConfigFile, withSelection } from '../option-groups.ts';
import { CONTRACTS } from './contract-arguments.ts';
import type { Done } from './done.ts';
import { examples } from './examples.ts';

/** Adds `assay plan`. */
export function addPlan(root: Command, done: Done): void {
  const command = root
    .command('plan')
    .description('show what a run would do; nothing is sent')
    .argument(...CONTRACTS);
  withConfigFile(withSelection(command))
    .option('--json', 'for machines; the same seed gives the same bytes')
    .addHelpText(
      'after',
      examples(
        'assay plan nsx-sensor --target https://ssp.example.com --mode write',
        'assay plan illumio-pce --seed 7 --json',
      ),
    )
    .action(async (contracts: string[], options: object) =>
      done(await (await import('../commands/plan.ts')).planCommand(contracts, options)),
    );
}
