import type { Command } from 'commander';
import { withConnection, withVersion } from '../option-groups.ts';
import { CONTRACT } from './contract-arguments.ts';
import type { Done } from './done.ts';
import { examples } from './examples.ts';

/** Adds `assay doctor`. */
export function addDoctor(root: Command, done: Done): void {
  const command = root
    .command('doctor')
    .description('see what stands before a run: variables, certificate, login')
    .argument(...CONTRACT)
    .option('--target <url>', 'the instance to look at');
  withConnection(withVersion(command))
    .addHelpText('after', examples('assay doctor vmware-srm --target https://srm.example.com --insecure'))
    .action(async (contract: string, options: object) =>
      done(await (await import('../commands/doctor.ts')).doctorCommand(contract, options)),
    );
}
