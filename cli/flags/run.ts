import type { Command } from 'commander';
import { withConnection, withReports, withSelection } from '../option-groups.ts';
import { CONTRACTS } from './contract-arguments.ts';
import type { Done } from './done.ts';
import { examples } from './examples.ts';

const EXIT_CODES = `
Exit codes: 0 conformant, 1 findings at or above --fail-on, less covered than
--min-coverage, a waiver that is stale or expired, or drift from --against,
2 usage, configuration or contract error, 3 could not test, 4 something left
behind, 70 a bug of assay, 130 and 143 interrupted.`;

/** Adds `assay run`. */
export function addRun(root: Command, done: Done): void {
  const command = root
    .command('run')
    .description('test contracts')
    .argument(...CONTRACTS);
  withReports(withConnection(withSelection(command)))
    .addHelpText(
      'after',
      `${examples(
        'assay run',
        '    all shipped contracts against the embedded mock',
        'assay run illumio-pce --target twin',
        '    against a server with state that is made from the contract',
        'assay run illumio-pce --target https://pce.example.com:8443',
        '    reads only; credentials come from the environment or .env',
        'assay run nsx-sensor --target https://ssp.example.com --mode write',
        '    creates, changes and deletes what it made itself',
        'assay run illumio-pce --target https://old.example.com:8443 \\',
        '    --against https://new.example.com:8443',
        '    the same plan on both, and what differs; AGAINST_PCE_API_KEY goes before',
        '    PCE_API_KEY on the second',
        'assay run ./openapi.yaml --target http://localhost:8080 \\',
        '    --operation "GET /pets*" --fail-on should --min-coverage 90',
      )}\n${EXIT_CODES}`,
    )
    .action(async (contracts: string[], options: object) =>
      done(await (await import('../commands/run.ts')).runCommand(contracts, options)),
    );
}
