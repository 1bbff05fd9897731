/** The stateful servers that runs are proved on: the hand-written ones, and the twins of the contracts. */
import type { Contract } from '../../model/contract.ts';
import { twinEnvironment } from '../../runner/twin-environment.ts';
import { startTwin } from '../../servers/twin/start.ts';
import { contractOf } from '../products/conducted.ts';
import { PRODUCTS, type Product } from '../products/product-table.ts';
import type { HandServer, Reading } from '../servers/hand-server.ts';

/** What is asked of a running server. */
export interface StatefulInstance extends Pick<HandServer, 'origin' | 'close'> {
  /** What clients created and nobody removed, and what was there before and changed. */
  leftovers(): string[];
  readonly log: readonly { readonly method: string }[];
}

/** A kind of server that can be started again and again. */
export interface StatefulServer {
  readonly name: string;
  /** Folder under specs/. */
  readonly contract: string;
  readonly env: Readonly<Record<string, string>>;
  /** The product whose contract it keeps. */
  readonly product: Product;
  readonly start: (reading: Reading) => Promise<StatefulInstance>;
}

/** The hand-written ones, which know nothing of the contracts' twins. */
export const HAND_WRITTEN: readonly StatefulServer[] = PRODUCTS.map((product) => ({
  name: `the hand-written ${product.name}`,
  contract: product.contract,
  env: product.env,
  product,
  start: (reading) => product.start({ reading }),
}));

/** Those that are made from the contracts. */
export const TWINS: readonly StatefulServer[] = PRODUCTS.map((product) => {
  const contract = contractOf(product);
  const env = Object.fromEntries(twinEnvironment(contract));
  return {
    name: `the twin of ${product.name}`,
    contract: product.contract,
    env,
    product: { ...product, env },
    start: (reading) => twinOf(contract, reading),
  };
});

/** All of them. */
export const STATEFUL_SERVERS: readonly StatefulServer[] = [...HAND_WRITTEN, ...TWINS];

async function twinOf(contract: Contract, reading: Reading): Promise<StatefulInstance> {
  // Foreign objects stand beside those of the run, and none of them may change.
  const { origin, twin, close } = await startTwin(contract, { reading, foreign: 3 });
  return {
    origin,
    log: twin.log,
    leftovers() {
      const own = [...twin.objects()].flatMap(([resource, objects]) =>
        objects
          .filter(({ isForeign, isActive }) => !isForeign && isActive)
          .map(({ identity }) => `${resource} ${identity}`),
      );
      const touched = twin.changes
        .filter(({ isForeign }) => isForeign)
        .map(({ what, resource, identity }) => `foreign ${resource} ${identity} ${what}`);
      return [...own, ...touched];
    },
    close,
  };
}
