/** Two hand-written instances of a product that are right show no drift, with another fault in one they do. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openContract } from '../../cli/contracts.ts';
import { budgetOf } from '../../plan/options.ts';
import { conductAgainst } from '../../runner/against.ts';
import { defaultOptions } from '../../runner/default-options.ts';
import { NSX, PAM, PRODUCTS, type Product } from '../products/product-table.ts';
import type { Faults, Reading } from '../servers/hand-server.ts';
import { hastyClock } from '../support/hasty-clock.ts';
import { PROOF_SIZE } from '../support/proof-size.ts';

const BUDGET = PROOF_SIZE === 'few' ? 'quick' : 'normal';
const TRIED = PROOF_SIZE === 'few' ? [PAM] : PRODUCTS;

const folder = mkdtempSync(join(tmpdir(), 'assay-against-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Two instances of a product, the second with a departure. */
async function drifting(product: Product, reading: Reading, faults: Faults = {}) {
  const servers = [await product.start({ reading }), await product.start({ reading, faults })];
  const [one, two] = servers.map(({ origin }) => origin) as [string, string];
  try {
    const { runs, drift } = await conductAgainst(openContract(product.contract, product.version), {
      ...defaultOptions(),
      target: one,
      against: two,
      mode: 'full',
      env: new Map(Object.entries(product.env)),
      seed: 5,
      budget: budgetOf(BUDGET) ?? defaultOptions().budget,
      clock: hastyClock(),
      rate: 'none',
      journals: join(folder, 'journals'),
    });
    return { runs, drift, left: servers.flatMap((server) => server.leftovers()) };
  } finally {
    for (const server of servers) await server.close();
  }
}

describe.each(TRIED)('two hand-written instances of $name', (product) => {
  it('that are right show no drift', async () => {
    const { drift, left } = await drifting(product, 'strict');

    expect(drift?.notes).toEqual([]);
    expect(drift?.changes).toEqual([]);
    expect(left).toEqual([]);
  });
});

describe('a second instance that departs', () => {
  it('is told by status, header and member, whatever the identities are', async () => {
    const { drift, left } = await drifting(NSX, 'strict', {
      tamper: ({ method }, reply) => {
        if (method === 'DELETE' && reply.status < 300) return { ...reply, status: 202 };
        if (method !== 'GET' || reply.status !== 200 || typeof reply.json !== 'object') return reply;
        const headers = { ...reply.headers, 'x-build': '7' };
        return { ...reply, headers, json: { ...reply.json, build: 7 } };
      },
    });

    const told = new Set(drift?.changes.map(({ kind, change, to }) => `${kind} ${change} ${to}`));
    expect(told).toContain('member new number');
    expect(told).toContain('header new in all replies');
    expect([...told].filter((line) => line.startsWith('case'))).toEqual(['case changed 202']);
    expect([...told].filter((line) => /^status new \d+ cases?$/.test(line))).not.toEqual([]);
    expect(left).toEqual([]);
  });
});
