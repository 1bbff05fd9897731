/** Runs against twins, and against twins that depart from their contracts on purpose. */

import type { Run, Verdict } from '../../model/run.ts';
import { budgetOf } from '../../plan/options.ts';
import { conduct } from '../../runner/conduct.ts';
import { defaultOptions } from '../../runner/default-options.ts';
import { twinEnvironment } from '../../runner/twin-environment.ts';
import { serveTwin } from '../../servers/twin/start.ts';
import { createTwin, type Twin } from '../../servers/twin/twin.ts';
import { conductedAt, contractOf } from '../products/conducted.ts';
import type { Product } from '../products/product-table.ts';
import type { Reading } from '../servers/hand-server.ts';
import { hastyClock } from '../support/hasty-clock.ts';
import { PROOF_SIZE } from '../support/proof-size.ts';

const runs = new Map<string, Promise<Run>>();

/** A run as `assay run --target twin` conducts it, conducted once for all that look at it. */
export function runOnTwin(product: Product, reading: Reading): Promise<Run> {
  const key = `${product.name} ${reading}`;
  const run = runs.get(key) ?? conductedOnTwin(product, reading);
  runs.set(key, run);
  return run;
}

function conductedOnTwin(product: Product, reading: Reading): Promise<Run> {
  const usual = defaultOptions();
  return conduct(contractOf(product), {
    clock: hastyClock(),
    ...usual,
    budget: (PROOF_SIZE === 'few' ? budgetOf('quick') : undefined) ?? usual.budget,
    target: 'twin',
    reading,
    mode: 'full',
    seed: 1,
    env: new Map(),
    journals: 'unused',
  });
}

/** Conducts a run against a twin around which something departs, of one operation where one is named. */
export async function runOnMutant(
  product: Product,
  depart: (twin: Twin) => Twin['answer'],
  only?: string,
  reading: Reading = 'strict',
): Promise<Run> {
  const contract = contractOf(product);
  const twin = createTwin(contract, { reading });
  const mutant: Twin = {
    answer: depart(twin),
    log: twin.log,
    changes: twin.changes,
    objects: () => twin.objects(),
  };
  const served = await serveTwin(contract, mutant);
  const env = Object.fromEntries(twinEnvironment(contract));
  try {
    return await conductedAt({ ...product, env }, served.origin, only === undefined ? {} : { only: [only] });
  } finally {
    await served.close();
  }
}

/** The verdicts of a check, by operation, but for those where it has nothing to say. */
export function verdictsOf({ operations }: Run, check: string): Verdict[] {
  return operations.flatMap(({ checks }) =>
    checks
      .filter((one) => one.check === check && one.verdict !== 'not-applicable')
      .map(({ verdict }) => verdict),
  );
}

/** What checks of some names found no answer to, by operation. */
export function undecided({ operations }: Run, checks: RegExp): string[] {
  return operations.flatMap(({ operation, checks: found }) =>
    found
      .filter(({ check, verdict }) => checks.test(check) && /^not-(decidable|exercised)$/.test(verdict))
      .map(({ check, verdict }) => `${check} ${operation}: ${verdict}`),
  );
}
