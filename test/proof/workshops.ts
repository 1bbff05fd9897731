/** Workshops of contracts, opened when they are first asked for. */
import { fileURLToPath } from 'node:url';
import { compile } from '../../contract/compile.ts';
import { compileDocument } from '../../contract/testing/compile-document.ts';
import type { Contract } from '../../model/contract.ts';
import { openWorkshop, type Workshop } from '../../proof/workshop.ts';
import { tinyContract } from '../support/compiled-tiny.ts';

/** The contracts that come with assay. */
export const SHIPPED = ['illumio-pce', 'nsx-sensor', 'senhasegura-pam', 'vmware-srm'] as const;

const SPECS = fileURLToPath(new URL('../../specs/', import.meta.url));

// What no other contract has: a reply in two media types.
const NEGOTIATED = `
openapi: 3.1.0
info: {title: Negotiated, version: '1'}
paths:
  /report:
    get:
      responses:
        '200':
          description: The report.
          content:
            application/json: {schema: {type: object}}
            text/csv: {schema: {type: string}}
`;

const CONTRACTS: Readonly<Record<string, () => Contract>> = {
  tiny: () => tinyContract(),
  negotiated: () => compileDocument(NEGOTIATED),
  ...Object.fromEntries(
    SHIPPED.map((name) => [name, () => compile({ file: `${SPECS}${name}/openapi.yaml` })]),
  ),
};

/** The names of all, those that take the least time first. */
export const WORKSHOPS = Object.keys(CONTRACTS);

const open = new Map<string, Promise<Workshop>>();

/** The workshop of a contract, at the usual budget. */
export function workshopOf(name: string): Promise<Workshop> {
  const known = open.get(name);
  if (known) return known;
  const contract = CONTRACTS[name];
  if (!contract) throw new Error(`there is no contract ${name}`);
  const budget = { name: 'normal', random: 50, pairwise: true };
  const opened = openWorkshop(contract(), { seed: 1, budget, reading: 'strict' });
  open.set(name, opened);
  return opened;
}
