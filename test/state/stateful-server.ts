/** The stateful servers that runs are proved on: the hand-written ones. */
import { PRODUCTS, type Product } from '../products/product-table.ts';
import type { HandServer, Reading } from '../servers/hand-server.ts';

/** A kind of server that can be started again and again. */
export interface StatefulServer {
  readonly name: string;
  readonly product: Product;
  readonly start: (reading: Reading) => Promise<HandServer>;
}

/** All of them. */
export const STATEFUL_SERVERS: readonly StatefulServer[] = PRODUCTS.map((product) => ({
  name: `the hand-written ${product.name}`,
  product,
  start: (reading) => product.start({ reading }),
}));
