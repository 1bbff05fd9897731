import { describe, expect, it } from 'vitest';
import { conducted } from '../products/conducted.ts';
import { NSX, PCE } from '../products/product-table.ts';
import type { HandReply, HandRequest } from '../servers/hand-server.ts';

const FAILURES: readonly { what: string; reply: HandReply }[] = [
  { what: '500', reply: { status: 500 } },
  { what: '503 and sent again', reply: { status: 503, headers: { 'retry-after': '0' } } },
];

const trials = [NSX, PCE].flatMap((product) =>
  FAILURES.map((failure) => ({ ...failure, name: product.name, product })),
);

describe.concurrent('a create that is carried out and answered as if it were not', () => {
  it.each(trials)('is found by its mark and removed on $name: $what', async ({ product, reply }) => {
    let count = 0;
    const tamper = (request: HandRequest, honest: HandReply): HandReply => {
      const isMade = request.method === 'POST' && request.body.includes('assay-') && honest.status < 300;
      if (isMade) count += 1;
      return isMade && count % 3 === 1 ? reply : honest;
    };

    const { run, leftovers } = await conducted(product, { mode: 'write', faults: { tamper } });

    expect(count).toBeGreaterThan(3);
    expect(leftovers).toEqual([]);
    expect(run.summary.left).toBe(0);
    expect(run.leftovers).toEqual([]);
  });
});
