import type { Command } from 'commander';
import type { Done } from './done.ts';
import { examples } from './examples.ts';

/** Adds `assay explain`. */
export function addExplain(root: Command, done: Done): void {
  root
    .command('explain')
    .description('say what a check looks at and how to mend what it finds; without one, list all')
    .argument('[check]', 'its id, as findings name it')
    .option('--raw', 'the page as Markdown, as it is where standard output is no terminal')
    .option('--json', 'for machines')
    .addHelpText(
      'after',
      examples(
        'assay explain',
        'assay explain response-body-schema-violation',
        'assay explain request-valid-refused --raw',
      ),
    )
    .action(async (check: string | undefined, options: object) =>
      done((await import('../commands/explain.ts')).explainCommand(check, options)),
    );
}
