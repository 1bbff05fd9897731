import { describe, expect, it } from 'vitest';
import { conducted } from '../products/conducted.ts';
import { NSX, PCE, type Product, READINGS } from '../products/product-table.ts';
import { runTiny } from '../support/tiny-api.ts';
import type { Departure } from '../support/tiny-departure.ts';

const CHECK = 'credentials-weaker-accepted';

const trials = [NSX, PCE].flatMap((product) =>
  READINGS.map((reading) => ({ name: product.name, product, reading })),
);

/** The product with other values for the variables of its weaker account. */
function withReader({ env, ...product }: Product, otherValue: (name: string) => string): Product {
  const changed = Object.entries(env).map(([name, value]) => [
    name,
    name.includes('_READONLY_') ? otherValue(name) : value,
  ]);
  return { ...product, env: Object.fromEntries(changed) as Record<string, string> };
}

describe.concurrent('an account that may only read', () => {
  it.each(trials)('is refused every change on $name, $reading', async ({ product, reading }) => {
    const { run, leftovers } = await conducted(product, { reading, mode: 'full' });

    const said = run.operations.flatMap(({ checks }) => checks.filter(({ check }) => check === CHECK));
    expect(said.filter(({ verdict }) => verdict === 'holds').length).toBeGreaterThanOrEqual(3);
    expect(said.filter(({ verdict }) => verdict === 'broken')).toEqual([]);
    expect(run.exitCode).toBe(0);
    expect(leftovers).toEqual([]);
  });

  it.each([NSX, PCE])(
    'is found where it is let change things on $name, and nothing is left',
    async (product) => {
      // To the server it is the usual account.
      const strong = withReader(product, (name) => product.env[name.replace('_READONLY', '')] ?? '');

      const { run, leftovers } = await conducted(strong, { mode: 'full' });

      const found = run.findings.filter(({ check }) => check === CHECK);
      expect(found.length).toBeGreaterThanOrEqual(3);
      expect(run.summary.left).toBe(0);
      expect(leftovers).toEqual([]);
    },
  );

  it.each([
    { what: 'is not let in at all', value: 'unknown', why: /the weaker account is not let in: GET .* 401/ },
    { what: 'is not known', value: '', why: /_READONLY_\w+ and \w+ are not set/ },
  ])('proves nothing where it $what', async ({ value, why }) => {
    const { run } = await conducted(
      withReader(NSX, () => value),
      { mode: 'write' },
    );

    const said = run.operations
      .filter(({ operation }) => operation === 'POST /sensors/registration-tokens')
      .flatMap(({ checks }) => checks.filter(({ check }) => check === CHECK));
    expect(said).toMatchObject([{ verdict: 'not-exercised', why: expect.stringMatching(why) }]);
  });

  it('logs in for itself where sessions are asked for, and out again', async () => {
    const open = new Set<string>();
    const run = await runTiny({
      tamper({ method, path, token }, reply) {
        const { token: given } = (reply.json ?? {}) as { token?: string };
        if (method === 'POST' && path === '/session' && given !== undefined) open.add(given);
        if (method === 'DELETE' && path === '/session' && reply.status === 204) open.delete(token);
        return reply;
      },
    });

    expect(run.exitCode).toBe(0);
    const [said] = run.operations
      .filter(({ operation }) => operation === 'PATCH /notes/{note_id}')
      .flatMap(({ checks }) => checks.filter(({ check }) => check === CHECK));
    expect(said?.verdict).toBe('holds');
    expect([...open]).toEqual([]);
  });

  it('is never tried where the run may only read', async () => {
    const seen = new Set<string>();
    const tamper: Departure['tamper'] = ({ method, token }, reply) => {
      seen.add(`${method} ${token.slice(0, 5)}`);
      return reply;
    };
    await runTiny({ tamper }, { mode: 'read-only' });

    expect([...seen].filter((one) => one.endsWith('view-'))).toEqual([]);
  });
});
