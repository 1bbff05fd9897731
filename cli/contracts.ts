import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from '../contract/compile.ts';
import type { Contract } from '../model/contract.ts';
import { UserError } from '../model/errors.ts';
import { nearest } from './nearest.ts';

/** The folder of the package: where `specs` and `package.json` stand. */
export const PACKAGE_ROOT = packageRoot(dirname(fileURLToPath(import.meta.url)));

const SPECS = join(PACKAGE_ROOT, 'specs');

/** Names of the contracts that come with assay. */
export function shippedContracts(): string[] {
  return readdirSync(SPECS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(SPECS, entry.name, 'openapi.yaml')))
    .map(({ name }) => name)
    .sort();
}

/** Versions of a shipped contract that an overlay describes. */
export function productVersions(file: string): string[] {
  const folder = join(dirname(file), 'versions');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.overlay.yaml'))
    .map((name) => name.slice(0, -'.overlay.yaml'.length))
    .sort();
}

/** The file of a contract: a name under specs, or a path. */
export function contractFile(reference: string): string {
  const shipped = join(SPECS, reference, 'openapi.yaml');
  return /^[\w-]+$/.test(reference) && existsSync(shipped) ? shipped : reference;
}

/**
 * Reads a contract by name or path.
 * @throws UserError where it cannot be used, or the version has no overlay.
 */
export function openContract(reference: string, version: string | undefined): Contract {
  const file = contractFile(reference);
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) throw notThere(reference);
  return compile({ file, overlay: version === undefined ? undefined : overlayOf(reference, file, version) });
}

function notThere(reference: string): UserError {
  const shipped = shippedContracts();
  const close = nearest(reference, shipped);
  const meant = close === undefined ? '' : `Did you mean ${close}? `;
  const mend = `${meant}Shipped are ${shipped.join(', ')}; or name an OpenAPI file.`;
  if (!/[./\\]/.test(reference) && !existsSync(reference)) {
    return new UserError('NO_CONTRACT', `no contract is called ${reference}, and there is no such file.`, {
      mend,
    });
  }
  const why = existsSync(reference) ? 'this is a folder, not an OpenAPI file.' : 'there is no such file.';
  return new UserError('NO_CONTRACT', why, { mend, position: { file: reference, line: 1, column: 1 } });
}

function overlayOf(reference: string, file: string, version: string): string {
  const known = productVersions(file);
  if (!known.includes(version)) {
    const mend = known.length === 0 ? 'Leave --product-version out.' : `Known are ${known.join(', ')}.`;
    throw new UserError('NO_VERSION', `--product-version ${version}: ${reference} has no overlay for it.`, {
      mend,
    });
  }
  return join(dirname(file), 'versions', `${version}.overlay.yaml`);
}

/** Found upwards, because the sources and the compiled files stand at different depths. */
function packageRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'specs'))) return folder;
  const above = dirname(folder);
  if (above === folder) throw new Error('the package is not whole: its specs are missing');
  return packageRoot(above);
}
