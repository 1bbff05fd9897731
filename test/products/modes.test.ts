import { describe, expect, it } from 'vitest';
import type { HandRequest } from '../servers/hand-server.ts';
import { PROOF_SIZE } from '../support/proof-size.ts';
import { conducted, PATIENT, shown } from './conducted.ts';
import { PRODUCTS, READINGS } from './product-table.ts';

const HARMLESS = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

// Both readings of each would double the time and say little more.
const byTurns = PRODUCTS.map((product, index) => ({
  product,
  reading: READINGS[index % READINGS.length] ?? 'strict',
}));

const trials =
  PROOF_SIZE === 'few'
    ? byTurns
    : PRODUCTS.flatMap((product) => READINGS.map((reading) => ({ product, reading })));

describe.concurrent('a read-only run', PATIENT, () => {
  for (const { product, reading } of trials) {
    it(`sends nothing but reads and its login: ${product.name}, ${reading}`, async () => {
      const { run, leftovers, log } = await conducted(product, { reading, mode: 'read-only' });

      expect(log.filter(writes).map(({ method, path }) => `${method} ${path}`)).toEqual([]);
      expect(shown(run)).toEqual([]);
      expect(run).toMatchObject({ verdict: 'conformant', exitCode: 0 });
      expect(run.summary).toMatchObject({ created: 0, restored: 0, left: 0 });
      expect(leftovers).toEqual([]);
    });
  }
});

describe.concurrent('a run that writes', PATIENT, () => {
  for (const { product, reading } of byTurns) {
    it(`changes nothing that was there before: ${product.name}, ${reading}`, async () => {
      const { run, leftovers } = await conducted(product, { reading, mode: 'write' });

      expect(shown(run)).toEqual([]);
      expect(run).toMatchObject({ verdict: 'conformant', exitCode: 0 });
      expect(run.summary).toMatchObject({ restored: 0, left: 0 });
      expect(leftovers).toEqual([]);
    });
  }
});

/** Whether a request is neither a read nor a login (of either site), a token or a logout. */
function writes({ method, path }: HandRequest): boolean {
  return !HARMLESS.has(method) && !/\/((remote-)?session|oauth2\/token)$/.test(path);
}
