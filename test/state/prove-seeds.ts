import { describe, expect, it } from 'vitest';
import { conductedAt, shown } from '../products/conducted.ts';
import { READINGS } from '../products/product-table.ts';
import { isWhole } from './proof-size.ts';
import type { StatefulServer } from './stateful-server.ts';

// Random cases an operation: those of the budgets quick and normal.
const BUDGETS = [
  { budget: 'quick', random: 0, seeds: isWhole ? 100 : 1 },
  { budget: 'normal', random: 50, seeds: isWhole ? 10 : 0 },
];

/** One test for each server, reading and budget: nothing that binds is found, and nothing is left. */
export function proveSeeds(servers: readonly StatefulServer[]): void {
  const trials = servers.flatMap((server, index) =>
    // In the sample one by turns: `npm run test:runs` tries the others.
    READINGS.filter((_, at) => isWhole || at === index % READINGS.length).flatMap((reading) =>
      BUDGETS.filter(({ seeds }) => seeds > 0).map((budget) => {
        return { ...budget, server, reading, name: server.name };
      }),
    ),
  );
  describe('a server that keeps to the contract', () => {
    it.each(trials)(
      'is found conformant and left as it was: $name, $reading, $budget budget, $seeds seeds',
      async ({ server, reading, random, seeds }) => {
        const departed: unknown[] = [];
        for (let seed = 1; seed <= seeds; seed++) {
          const instance = await server.start(reading);
          const run = await conductedAt(server.product, instance.origin, { seed, random });
          const leftovers = instance.leftovers();
          await instance.close();
          const said = shown(run);
          const { verdict, exitCode, summary } = run;
          if (exitCode !== 0 || said.length + leftovers.length + summary.left > 0)
            departed.push({ seed, verdict, said, leftovers, left: summary.left });
        }

        expect(departed).toEqual([]);
      },
    );
  });
}
