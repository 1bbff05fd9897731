import { describe, expect, it } from 'vitest';
import { PROOF_SIZE } from '../support/proof-size.ts';
import { conducted, PATIENT, shown } from './conducted.ts';
import { PRODUCTS, type Product, READINGS, VARIANTS } from './product-table.ts';

const SEEDS = PROOF_SIZE === 'whole' ? 10 : 1;
const RANDOM_CASES = PROOF_SIZE === 'few' ? 2 : 10;

/** One reading of each, by turns. */
const byTurns = (products: readonly Product[], first: number) =>
  products.map((product, index) => {
    return { product, reading: READINGS[(first + index) % READINGS.length] ?? 'strict', seeds: 1 };
  });

const usual = PRODUCTS.flatMap((product) => READINGS.map((reading) => ({ product, reading, seeds: SEEDS })));
// An overlay is a contract of its own; of the other variants one reading each tells what is to be told.
const others = VARIANTS.flatMap((product, index) => {
  const readings = product.version === undefined ? READINGS.filter((_, at) => at === index % 2) : READINGS;
  return readings.map((reading) => ({ product, reading, seeds: 1 }));
});
const overlays = VARIANTS.filter(({ version }) => version !== undefined);
const trials =
  PROOF_SIZE === 'few' ? [...byTurns(PRODUCTS, 1), ...byTurns(overlays, 0)] : [...usual, ...others];

describe.concurrent('a server that keeps to the documents', PATIENT, () => {
  for (const { product, reading, seeds } of trials) {
    for (let seed = 1; seed <= seeds; seed += 1) {
      it(`is found conformant and left as it was: ${product.name}, ${reading}, seed ${seed}`, async () => {
        const { run, leftovers } = await conducted(product, { reading, seed, random: RANDOM_CASES });

        expect(shown(run)).toEqual([]);
        expect(run).toMatchObject({ verdict: 'conformant', exitCode: 0, warnings: [], leftovers: [] });
        expect(run.summary).toMatchObject({ left: 0, created: run.summary.removed });
        expect(leftovers).toEqual([]);
      });
    }
  }
});
