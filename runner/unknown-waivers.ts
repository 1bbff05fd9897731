import { CHECKS } from '../checks/registry.ts';
import { hintFor } from '../contract/lint/nearest-name.ts';
import type { Contract } from '../model/contract.ts';
import { UserError } from '../model/errors.ts';
import { versionRange } from '../model/version-range.ts';
import type { Waiver } from '../model/waiver.ts';

/** A contract that is run, in the version of a product. */
export interface VersionedContract {
  readonly contract: Contract;
  readonly productVersion: string | null;
}

/**
 * Refuses entries that name a check that there is not, or an operation that none of their contracts has: an entry with a
 * slip in it would never speak of anything. Other versions of the product may have other operations.
 * @throws UserError at the entry, with the nearest name.
 */
export function refuseUnknownWaivers(
  waivers: readonly Waiver[],
  contracts: readonly VersionedContract[],
): void {
  for (const waiver of waivers) {
    refuseUnknownCheck(waiver);
    const meant = contracts.filter((each) => mayConcern(waiver, each)).map(({ contract }) => contract);
    if (meant.length > 0) refuseUnknownOperation(waiver, meant);
  }
}

/**
 * The entries that the run of one of several contracts is given: not those that are for another one of them.
 */
export function waiversFor(
  waivers: readonly Waiver[],
  { name, operations }: Contract,
  contracts: readonly Contract[],
): Waiver[] {
  const others = contracts.filter((other) => other.name !== name);
  return waivers.filter(({ contract, operation }) => {
    if (contract !== null) return !others.some((other) => other.name === contract);
    if (operation === null || operations.some(({ id }) => id === operation)) return true;
    return !others.some((other) => other.operations.some(({ id }) => id === operation));
  });
}

function mayConcern(waiver: Waiver, { contract, productVersion }: VersionedContract): boolean {
  if (waiver.contract !== null && waiver.contract !== contract.name) return false;
  const version = productVersion ?? contract.version;
  return waiver.productVersions === null || versionRange(waiver.productVersions)?.includes(version) === true;
}

function refuseUnknownCheck(waiver: Waiver): void {
  const ids = CHECKS.map(({ id }) => id);
  if (waiver.check === null || ids.includes(waiver.check)) return;
  const hint = hintFor(waiver.check, ids);
  throw unknown(
    waiver,
    `no check is called ${JSON.stringify(waiver.check)}${hint}`,
    'docs/checks lists them.',
  );
}

function refuseUnknownOperation(waiver: Waiver, contracts: readonly Contract[]): void {
  const operations = contracts.flatMap((contract) => contract.operations);
  const { operation } = waiver;
  if (operation === null || operations.some(({ id }) => id === operation)) return;
  const hint = hintFor(
    operation,
    operations.map(({ id }) => id),
  );
  const names = contracts.map(({ name }) => name);
  const whose = names.length === 1 ? `${names[0]} has no` : `none of ${names.join(', ')} has an`;
  throw unknown(
    waiver,
    `${whose} operation ${JSON.stringify(operation)}${hint}`,
    'Write it as "METHOD /path" of the contract; assay list shows all. An entry for another contract names it by `contract`, one for some versions by `productVersions`.',
  );
}

function unknown({ file, line, column }: Waiver, text: string, mend: string): UserError {
  return new UserError('WAIVERS', text, { mend, position: { file, line, column } });
}
