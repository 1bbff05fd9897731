import type { Contract } from '../../model/contract.ts';
import { UserError } from '../../model/errors.ts';
import type { Run } from '../../model/run.ts';
import { exitCodeOf } from '../../reports/outcome.ts';
import { type Terminal, terminal } from '../../reports/terminal/terminal.ts';
import { conduct } from '../../runner/conduct.ts';
import { wantsColour } from '../colour.ts';
import { conductOptions } from '../conduct-options.ts';
import { readConfig } from '../config.ts';
import { contractFile, openContract, productVersions, shippedContracts } from '../contracts.ts';
import { type Interruption, interruption } from '../interruption.ts';
import { writeReports } from '../output.ts';
import { checkOperationNames, type Given, type Settings, settingsOf } from '../settings.ts';

/** Runs contracts against a target, writes the reports and gives the exit code. */
export async function runCommand(references: readonly string[], given: Given & { config?: string }): Promise<number> {
  const { contracts: configured, ...config } = readConfig(given.config);
  const settings = settingsOf({ ...config, ...given });
  const contracts = contractsFor(references.length > 0 ? references : (configured ?? []), settings);
  const stream = process.stderr;
  const screen = terminal(stream, { colour: wantsColour(stream) });
  sayLoudly(settings, contracts);
  const stopping = interruption((text) => stream.write(text));
  try {
    const runs: Run[] = [];
    for (const contract of contracts) {
      if (stopping.stop.aborted) break;
      runs.push(await runOne(contract, settings, screen, stopping));
    }
    const files = writeReports(settings.out, runs, settings.formats, settings.failOn);
    screen.end(runs, files);
    return exitCodeOf(runs);
  } finally {
    stopping.end();
  }
}

/**
 * The contracts to run, all of the shipped ones where none is named.
 * @throws UserError where a live target has not exactly one, or a name or file cannot be used.
 */
export function contractsFor(references: readonly string[], settings: Settings): Contract[] {
  const chosen = references.length > 0 ? references : shippedContracts();
  if (settings.target !== 'prism' && references.length !== 1) {
    throw new UserError('ONE_CONTRACT', '--target needs exactly one contract.', {
      mend: `Name it, as in: assay run ${chosen[0]} --target ${settings.target}`,
    });
  }
  const contracts = chosen.map((reference) => openContract(reference, versionFor(reference, chosen.length, settings)));
  checkOperationNames(settings, contracts);
  return contracts;
}

/** With several contracts, a version is for those that have it. */
function versionFor(reference: string, count: number, { productVersion }: Settings): string | undefined {
  if (count === 1 || productVersion === undefined) return productVersion;
  return productVersions(contractFile(reference)).includes(productVersion) ? productVersion : undefined;
}

function runOne(contract: Contract, settings: Settings, screen: Terminal, stopping: Interruption): Promise<Run> {
  return conduct(contract, { ...conductOptions(settings, stopping), listen: screen.listen() });
}

function sayLoudly(settings: Settings, contracts: readonly Contract[]): void {
  if (settings.target === 'prism') return;
  const colour = wantsColour(process.stderr);
  const red = (text: string) => (colour ? `\u001b[1;31m${text}\u001b[0m` : text);
  if (settings.insecure) process.stderr.write(`${red('--insecure: certificates are not checked.')}\n`);
  if (settings.mode !== 'read-only') {
    const what = settings.mode === 'full' ? 'creates, changes and deletes, dangerous operations too' : 'creates, changes and deletes';
    process.stderr.write(`${red(`This run ${what} on ${settings.target} (${contracts[0]?.name}, mode ${settings.mode}).`)}\n`);
  }
}
