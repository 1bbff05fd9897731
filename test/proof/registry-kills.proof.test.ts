import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { CHECKS } from '../../checks/registry.ts';
import { compile } from '../../contract/compile.ts';
import { compileDocument } from '../../contract/testing/compile-document.ts';
import type { Mutant } from '../../proof/mutant.ts';
import { tallyOf } from '../../proof/proof.ts';
import { sampleOf } from '../../proof/sample.ts';
import { openWorkshop, type Workshop } from '../../proof/workshop.ts';
import { tinyContract } from '../support/compiled-tiny.ts';

const SHIPPED = ['illumio-pce', 'nsx-sensor', 'senhasegura-pam', 'vmware-srm'];
const SPECS = fileURLToPath(new URL('../../specs/', import.meta.url));
const NORMAL = { name: 'normal', random: 50, pairwise: true };

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

// The whole is `npm run prove`. Of so few mutants one that survives weighs more than of all.
const SAMPLE = 60;
const LEAST_SCORE = 85;

// As many are tried before a check counts as one that finds nothing.
const MOST = 12;

const workshops: Workshop[] = [];

beforeAll(async () => {
  const contracts = [
    tinyContract(),
    compileDocument(NEGOTIATED),
    ...SHIPPED.map((name) => compile({ file: `${SPECS}${name}/openapi.yaml` })),
  ];
  for (const contract of contracts)
    workshops.push(await openWorkshop(contract, { seed: 1, budget: NORMAL, reading: 'strict' }));
}, 600_000);

describe('the registry', () => {
  it('finds nothing of any twin itself', () => {
    expect(workshops.flatMap(({ survey }) => survey.known)).toEqual([]);
  });

  it.each(CHECKS.map(({ id }) => id))('%s kills a mutant', { timeout: 240_000 }, async (check) => {
    const due = workshops.flatMap((workshop) =>
      workshop.catalogue.mutants
        .filter((mutant) => mutant.check === check)
        .map((mutant) => ({ workshop, mutant })),
    );

    expect(due.length, `no mutant is meant for ${check}`).toBeGreaterThan(0);
    expect(await isKilled(check, due.slice(0, MOST))).toBe(true);
  });
});

describe('a sample of the mutants of each shipped contract', () => {
  it.each(SHIPPED)('of %s is killed', { timeout: 240_000 }, async (name) => {
    const workshop = workshops[workshops.length - SHIPPED.length + SHIPPED.indexOf(name)];
    if (!workshop) throw new Error(`there is no workshop for ${name}`);
    const sample = sampleOf(workshop.catalogue.mutants, SAMPLE);
    const verdicts = [];
    for (const { id } of sample) verdicts.push(await workshop.try(id, false));

    expect(verdicts.filter(({ error }) => error !== undefined)).toEqual([]);
    expect(tallyOf(verdicts).score).toBeGreaterThanOrEqual(LEAST_SCORE);
  });
});

async function isKilled(
  check: string,
  due: readonly { workshop: Workshop; mutant: Mutant }[],
): Promise<boolean> {
  for (const { workshop, mutant } of due) {
    const { by } = await workshop.try(mutant.id, false);
    if (by.some((killer) => killer.check === check)) return true;
  }
  return false;
}
