import type { Command } from 'commander';
import { withConfigFile } from '../option-groups.ts';
import type { Done } from './done.ts';
import { examples } from './examples.ts';

/** Adds `assay waive`. */
export function addWaive(root: Command, done: Done): void {
  const command = root
    .command('waive')
    .description('write down a finding as a known deviation, which fails no run until a day')
    .argument('<report>', 'a report.json')
    .argument('<fingerprint>', 'of a finding in it')
    .option('--reason <text>', 'why the deviation is borne')
    .option('--owner <name>', 'who answers for it: a person or a team')
    .option('--ticket <ticket>', 'where its mending is followed; or else --document')
    .option('--document <document>', 'what allows it, such as a release note')
    .option('--expires <day>', 'the last day, as 2027-01-31 or 30d for days from today (default: 90d)')
    .option('--product-versions <range>', 'only these versions of the product, such as ">=5.1 <5.3"')
    .option('--waivers <file>', 'where to write it (default: assay.waivers.yaml, made where there is none)');
  withConfigFile(command)
    .addHelpText(
      'after',
      examples(
        'assay waive .assay/report.json f3a91c0b77de --owner "pets team" \\',
        '    --ticket PETS-17 --reason "Numbers until version 2"',
      ),
    )
    .action(async (report: string, fingerprint: string, options: object) =>
      done(await (await import('../commands/waive.ts')).waiveCommand(report, fingerprint, options)),
    );
}
