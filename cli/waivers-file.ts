import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readWaivers } from '../contract/waivers/read-waivers.ts';
import type { Contract } from '../model/contract.ts';
import { UserError } from '../model/errors.ts';
import type { Waiver } from '../model/waiver.ts';
import { refuseUnknownWaivers } from '../runner/unknown-waivers.ts';
import { openContract, shippedContracts } from './contracts.ts';
import { nearest } from './nearest.ts';
import type { Settings } from './settings.ts';

/** Names of files of waivers that are read without being named. */
export const WAIVER_FILES = ['assay.waivers.yaml', 'assay.waivers.yml', 'assay.waivers.json'];

/**
 * The entries of the file that is named, or of the one beside the config file or in the working folder; undefined where
 * there is none, or none is wanted.
 * @throws UserError where the file cannot be used.
 */
export function waiversOf(
  wanted: string | false | undefined,
  config: string | undefined,
): readonly Waiver[] | undefined {
  if (wanted === false) return undefined;
  const path = wanted ?? usualFile(config);
  return path === undefined ? undefined : readWaivers(path);
}

/**
 * Refuses entries that name a contract, operation or check that nobody knows.
 * @param references - contracts that the config file lists, run or not.
 */
export function refuseUnknown(
  waivers: readonly Waiver[] | undefined,
  contracts: readonly Contract[],
  references: readonly string[],
  { productVersion }: Settings,
): void {
  if (waivers === undefined) return;
  const names = new Set([...contracts.map(({ name }) => name), ...shippedContracts()]);
  const isUnknown = ({ contract }: Waiver) => contract !== null && !names.has(contract);
  // Opened only for this: most files name no contract that does not take part.
  if (waivers.some(isUnknown)) for (const each of references) names.add(openContract(each, undefined).name);
  const unknown = waivers.find(isUnknown);
  if (unknown) throw unknownContract(unknown, [...names]);
  refuseUnknownWaivers(
    waivers,
    contracts.map((contract) => ({ contract, productVersion: productVersion ?? null })),
  );
}

/** The file of waivers that is read where none is named: beside the config file, or in the working folder. */
export function usualFile(config: string | undefined): string | undefined {
  const folders = config === undefined ? [''] : [dirname(config), ''];
  return folders
    .flatMap((folder) => WAIVER_FILES.map((name) => join(folder, name)))
    .find((file) => existsSync(file));
}

function unknownContract({ contract, file, line, column }: Waiver, names: readonly string[]): UserError {
  const name = contract ?? '';
  const close = nearest(name, names);
  const meant = close === undefined ? '' : `; did you mean ${close}?`;
  return new UserError('WAIVERS', `no contract is called ${JSON.stringify(name)}${meant || '.'}`, {
    mend: `Known are ${names.join(', ')}. A contract of yours that is run at other times is known if assay.config.yaml lists it.`,
    position: { file, line, column },
  });
}
