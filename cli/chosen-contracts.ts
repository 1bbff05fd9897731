import type { Contract } from '../model/contract.ts';
import { UserError } from '../model/errors.ts';
import { isEmbedded } from '../runner/embedded.ts';
import { contractFile, openContract, productVersions, shippedContracts } from './contracts.ts';
import { checkOperationNames, type Settings } from './settings.ts';

/**
 * The contracts to run, all of the shipped ones where none is named.
 * @throws UserError where a live target has not exactly one, or a name or file cannot be used.
 */
export function chosenContracts(references: readonly string[], settings: Settings): Contract[] {
  const chosen = references.length > 0 ? [...new Set(references)] : shippedContracts();
  const live = [settings.target, settings.against ?? 'prism'].find((target) => !isEmbedded(target));
  if (live !== undefined && (references.length === 0 || chosen.length > 1)) {
    const count = references.length === 0 ? 'none is named' : `${chosen.length} are named`;
    throw new UserError('ONE_CONTRACT', `--target needs exactly one contract, and ${count}.`, {
      mend: `Name the one that the instance is to keep, as in: assay run ${chosen[0]} --target ${live}`,
    });
  }
  needVersion(chosen, settings);
  const contracts = chosen.map((reference) => {
    return openContract(reference, versionFor(reference, chosen.length, settings));
  });
  checkOperationNames(settings, contracts);
  return contracts;
}

/** With several contracts, a version is for those that have it; one that none has is a mistake. */
function needVersion(chosen: readonly string[], { productVersion }: Settings): void {
  if (productVersion === undefined || chosen.length === 1) return;
  const known = chosen.map((reference) => ({
    reference,
    versions: productVersions(contractFile(reference)),
  }));
  if (known.some(({ versions }) => versions.includes(productVersion))) return;
  const all = known.flatMap(({ reference, versions }) =>
    versions.map((version) => `${version} (${reference})`),
  );
  throw new UserError(
    'NO_VERSION',
    `--product-version ${productVersion}: no contract has an overlay for it.`,
    {
      mend: all.length === 0 ? 'Leave it out.' : `Known are ${all.join(', ')}.`,
    },
  );
}

function versionFor(reference: string, count: number, { productVersion }: Settings): string | undefined {
  if (count === 1 || productVersion === undefined) return productVersion;
  return productVersions(contractFile(reference)).includes(productVersion) ? productVersion : undefined;
}
