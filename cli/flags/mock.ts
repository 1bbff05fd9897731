import type { Command } from 'commander';
import { readings, withVersion } from '../option-groups.ts';
import { CONTRACT } from './contract-arguments.ts';
import type { Done } from './done.ts';
import { examples } from './examples.ts';

/** Adds `assay mock`. */
export function addMock(root: Command, done: Done): void {
  const command = root
    .command('mock')
    .description('serve the mock of a contract below its base path')
    .argument(...CONTRACT)
    .option('--port <port>', 'default: 4010; 0 takes a free one')
    .option('--host <host>', 'default: 127.0.0.1')
    .option('--stateful', 'the twin instead of Prism: it keeps what it is given and asks for credentials')
    .addOption(readings())
    .option('--seed <n>', 'of what the twin makes up: the same seed gives the same replies (default: 1)');
  withVersion(command)
    .addHelpText(
      'after',
      examples('assay mock illumio-pce --port 8443', 'assay mock illumio-pce --stateful --readings lenient'),
    )
    .action(async (contract: string, options: object) =>
      done(await (await import('../commands/mock.ts')).mockCommand(contract, options)),
    );
}
