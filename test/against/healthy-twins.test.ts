/** Two instances that are right and hold other data show no drift; one that departs does. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openContract, shippedContracts } from '../../cli/contracts.ts';
import type { Contract } from '../../model/contract.ts';
import { hasDrifted } from '../../model/drift.ts';
import { budgetOf } from '../../plan/options.ts';
import { conductAgainst } from '../../runner/against.ts';
import { defaultOptions } from '../../runner/default-options.ts';
import { twinEnvironment } from '../../runner/twin-environment.ts';
import { startTwin } from '../../servers/twin/start.ts';
import { hastyClock } from '../support/hasty-clock.ts';
import { PROOF_SIZE } from '../support/proof-size.ts';

const BUDGET = PROOF_SIZE === 'whole' ? 'normal' : 'quick';
// A contract with sessions and tasks, and one with tokens: for every change that is enough.
const NAMES = PROOF_SIZE === 'few' ? ['senhasegura-pam', 'vmware-srm'] : shippedContracts();

const folder = mkdtempSync(join(tmpdir(), 'assay-against-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function compared(contract: Contract, seeds: readonly [number, number]) {
  const twins = await Promise.all(seeds.map((seed) => startTwin(contract, { seed })));
  const [one, two] = twins.map(({ url }) => url) as [string, string];
  try {
    return await conductAgainst(contract, {
      ...defaultOptions(),
      target: one,
      against: two,
      mode: 'full',
      env: twinEnvironment(contract),
      budget: budgetOf(BUDGET) ?? defaultOptions().budget,
      clock: hastyClock(),
      rate: 'none',
      journals: join(folder, 'journals'),
    });
  } finally {
    for (const twin of twins) await twin.close();
  }
}

describe.each(NAMES)('two instances of %s', (name) => {
  it('that are right show no drift', async () => {
    const { runs, drift } = await compared(openContract(name, undefined), [1, 2]);

    expect(runs.map(({ verdict }) => verdict)).toEqual(['conformant', 'conformant']);
    expect(drift?.notes).toEqual([]);
    expect(drift?.changes.filter(({ isDrift }) => isDrift)).toEqual([]);
    expect(drift && hasDrifted(drift)).toBe(false);
  });
});
