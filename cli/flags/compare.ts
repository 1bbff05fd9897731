import { type Command, Option } from 'commander';
import type { Done } from './done.ts';
import { examples } from './examples.ts';

/** Adds `assay compare`. */
export function addCompare(root: Command, done: Done): void {
  const failing = new Option(
    '--fail-on <changes>',
    'any drift, only new or stronger findings and checks that hold no more, or none (default: any)',
  );
  root
    .command('compare')
    .description('compare two reports: 0 where nothing drifted, 1 where something did')
    .argument('<before>', 'a report.json')
    .argument('<after>', 'another one of the same contracts')
    .addOption(failing.choices(['any', 'new', 'none']))
    .addOption(new Option('--format <format>', 'text or json (default: text)').choices(['text', 'json']))
    .addHelpText(
      'after',
      examples(
        'assay compare last-week/report.json .assay/report.json',
        'assay compare 5.1/report.json 5.2/report.json --fail-on new --format json',
      ),
    )
    .action(async (before: string, after: string, options: object) =>
      done(await (await import('../commands/compare.ts')).compareCommand(before, after, options)),
    );
}
