import type { Command } from 'commander';
import { readings, withVersion } from '../option-groups.ts';
import { CONTRACTS } from './contract-arguments.ts';
import type { Done } from './done.ts';
import { examples } from './examples.ts';

/** Adds `assay prove`. */
export function addProve(root: Command, done: Done): void {
  const command = root
    .command('prove')
    .description('prove that suites find what is wrong')
    .argument(...CONTRACTS)
    .option('--budget <budget>', 'what the suite tries, as for run (default: normal)')
    .option('--seed <n>', 'default: 1')
    .addOption(readings())
    .option('--sample <n>', 'only so many mutants, of every check some; the same ones each time')
    .option('--only <text>', 'only mutants with this in their check or id')
    .option(
      '--in-full <n>',
      'so many also with the whole suite, to see that it comes to the same (default: 0)',
    )
    .option(
      '--seeds <n>',
      'seeds that the suite must find nothing of the twin itself with, in both readings (default: 1)',
    )
    .option('--jobs <n>', 'processes (default: one for each core)')
    .option(
      '--min-kill <percent>',
      'fail if fewer of those that differ from the twin are found (default: 98)',
    )
    .option(
      '--survivors <file>',
      'mutants that are known to survive, and why (default: survivors.yaml beside the contract)',
    )
    .option('--resume', 'go on where an earlier proof of the same stopped')
    .option('--out <dir>', 'folder for proof.md, and proof-<contract>.json and .ndjson (default: .assay)')
    .option('--json', 'the proof on standard output, for machines');
  withVersion(command)
    .addHelpText(
      'after',
      `${examples(
        'assay prove',
        '    the contracts that are shipped, all mutants of each',
        'assay prove ./openapi.yaml --sample 200 --min-kill 95',
        'assay prove nsx-sensor --only resource-update --jobs 1',
      )}

The twin of the contract is made to depart from it, in one way at a time, and the
suite has to notice. Everything happens in this machine's memory; nothing is sent.

Exit codes: 0 enough were found, 1 too few, 2 usage or contract error.`,
    )
    .action(async (contracts: string[], options: object) =>
      done(await (await import('../commands/prove.ts')).proveCommand(contracts, options)),
    );
}
