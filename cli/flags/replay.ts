import type { Command } from 'commander';
import { withConnection } from '../option-groups.ts';
import type { Done } from './done.ts';
import { examples } from './examples.ts';

/** Adds `assay replay`. */
export function addReplay(root: Command, done: Done): void {
  const command = root
    .command('replay')
    .description('see whether a finding is still there: 1 if it is, 0 if not')
    .argument('<report>', 'a report.json')
    .argument('<fingerprint>', 'of a finding in it')
    .option('--target <url>', 'another target than the report’s')
    .option('--json', 'the answer for machines');
  withConnection(command)
    .addHelpText(
      'after',
      examples(
        'assay replay .assay/report.json f3a91c0b77de',
        'assay replay .assay/report.json f3a91c0b77de --target https://next.example.com',
      ),
    )
    .action(async (report: string, fingerprint: string, options: object) =>
      done(await (await import('../commands/replay.ts')).replayCommand(report, fingerprint, options)),
    );
}
