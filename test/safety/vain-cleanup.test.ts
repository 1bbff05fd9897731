import { describe, expect, it } from 'vitest';
import { conducted } from '../products/conducted.ts';
import { NSX } from '../products/product-table.ts';
import { runTiny } from '../support/tiny-api.ts';
import type { TinyReply } from '../support/tiny-departure.ts';

const LATER = { status: 429, headers: { 'retry-after': '0' }, json: { error: 'slow' } };

/** Runs against a server that takes no delete, and from the first one on nothing at all. */
async function afterFirstDelete(reply: TinyReply) {
  let isOver = false;
  let since = 0;
  const run = await runTiny(
    {
      answer({ method, path }) {
        isOver ||= method === 'DELETE' && path.startsWith('/notes/');
        if (isOver) since += 1;
        return isOver ? reply : undefined;
      },
    },
    { operations: ['DELETE /notes/{note_id}', 'GET /notes'] },
  );
  return { run, since };
}

describe('a cleanup that the target does not take', () => {
  it.each([
    { what: 'silence', reply: { status: 0, hangUp: true } },
    { what: '429', reply: LATER },
  ])('is given up soon, and names what is left, with $what', async ({ reply }) => {
    const { run, since } = await afterFirstDelete(reply);

    expect(run.summary.left).toBeGreaterThan(0);
    expect(run.leftovers.length).toBe(run.summary.left);
    expect(run.leftovers[0]?.how).toMatch(/DELETE \/notes\/n\d+ at .*assay cleanup [0-9a-f]{8}, or: curl /);
    expect(since).toBeLessThan(100);
  });

  it('names what was changed and not put back', async () => {
    let isOver = false;
    const { run } = await conducted(NSX, {
      mode: 'full',
      faults: {
        tamper(request, reply) {
          const isChange = request.method === 'PUT' && request.path.endsWith('/mps-global-config');
          isOver ||= isChange && reply.status === 200;
          return isOver ? { status: 429, headers: { 'retry-after': '0' } } : reply;
        },
      },
    });

    expect(run.leftovers.map(({ resource }) => resource)).toContain('PUT /sensors/mps-global-config');
    expect([1, 4]).toContain(run.exitCode);
  });
});
