import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { NSX, PAM, PCE, type Product } from '../products/product-table.ts';
import type { HandReply, HandRequest, HandServer } from '../servers/hand-server.ts';
import { assay, type Ended, type Running, reportOf, start } from './cli.ts';

// More points by hand: ASSAY_KILLS=20 npx vitest run test/cli/interruption.test.ts
const kills = Number(process.env['ASSAY_KILLS'] ?? 2);
const POINTS = Array.from({ length: kills }, (_, at) => 5 + ((at * 37) % 90));

let server: HandServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

interface Stopping {
  readonly product: Product;
  /** Which exchanges count: writes, or those that made something. */
  readonly counts?: (request: HandRequest, reply: HandReply) => boolean;
  /** After how many of them the signal is sent. */
  readonly after: number;
  readonly signal: NodeJS.Signals;
  /** Sent at the first request after that one was seen, before anything is removed. */
  readonly again?: NodeJS.Signals;
}

const isWrite = ({ method }: HandRequest) => method !== 'GET';
const isCreate = ({ method }: HandRequest, { status }: HandReply) => method === 'POST' && status < 300;

/** Starts a run that writes, and sends it signals at stated points of what the server sees. */
async function stopped({ product, counts = isWrite, after, signal, again }: Stopping): Promise<Ended> {
  let running: Running | undefined;
  let count = 0;
  let isAgain = false;
  server = await product.start({
    reading: 'strict',
    faults: {
      // Before the answer is sent: whoever is stopped here may never learn what it made.
      tamper: (request, reply) => {
        // Two signals at once are one, and a third would end the process.
        const isSeen = running?.said().includes('Stopping:') === true;
        if (isSeen && again && !isAgain) {
          isAgain = true;
          running?.child.kill(again);
        }
        if (!counts(request, reply)) return reply;
        count += 1;
        if (count === after) running?.child.kill(signal);
        return reply;
      },
    },
  });
  const where = ['--target', server.origin, '--mode', 'full', '--rate', 'none'];
  running = start(['run', product.contract, ...where, '--budget', 'quick', '--seed', '3'], {
    env: product.env,
  });
  return running.ended;
}

function journals(folder: string): string[] {
  const path = join(folder, '.assay', 'journal');
  return existsSync(path) ? readdirSync(path) : [];
}

describe('a run that is interrupted', () => {
  it.each([
    { product: PCE, after: 20, signal: 'SIGINT', code: 130 },
    { product: NSX, after: 33, signal: 'SIGINT', code: 130 },
    { product: PAM, after: 48, signal: 'SIGINT', code: 130 },
    { product: NSX, after: 10, signal: 'SIGTERM', code: 143 },
  ] as const)(
    'by $signal removes what it made on $product.name and ends with $code',
    async ({ product, after, signal, code }) => {
      const ended = await stopped({ product, after, signal });

      expect(ended.code).toBe(code);
      expect(ended.stderr).toContain('Stopping: what the run created is being removed');
      const { verdict, exitCode, summary } = reportOf(ended.folder);
      expect({ verdict, exitCode, left: summary.left }).toEqual({
        verdict: 'interrupted',
        exitCode: code,
        left: 0,
      });
      expect(server?.leftovers()).toEqual([]);
      expect(journals(ended.folder)).toEqual([]);
    },
  );

  it('stops its cleanup at the second signal, says how to go on, and assay cleanup does', async () => {
    const ended = await stopped({
      product: NSX,
      counts: isCreate,
      after: 5,
      signal: 'SIGINT',
      again: 'SIGINT',
    });
    const kept = journals(ended.folder);
    const cleaned = await assay(['cleanup'], { folder: ended.folder, env: NSX.env });

    expect(ended.code).toBe(130);
    expect(ended.stderr).toContain('Cleanup was stopped too. Remove what is left with: assay cleanup');
    expect(reportOf(ended.folder).verdict).toBe('interrupted');
    expect(kept).toHaveLength(1);
    // What was on its way without a mark, such as an empty body, can only be named; the server refuses it.
    const named = cleaned.stdout.match(/bore no mark/g) ?? [];
    expect({ code: cleaned.code, stdout: cleaned.stdout.split('\n').at(-2) }).toEqual({
      code: named.length === 0 ? 0 : 4,
      stdout: named.length === 0 ? 'Nothing is left.' : `${named.length} left.`,
    });
    expect(server?.leftovers()).toEqual([]);
    expect(journals(ended.folder)).toHaveLength(named.length === 0 ? 0 : 1);
  });
});

describe('a run that is killed', () => {
  const killed = [NSX, PCE].flatMap((product) =>
    POINTS.map((after) => ({ product, name: product.name, after })),
  );

  it.each(killed)(
    'at write $after to $name leaves nothing that assay cleanup does not find or name',
    async ({ product, after }) => {
      const ended = await stopped({ product, after, signal: 'SIGKILL' });
      const cleaned = await assay(['cleanup'], { folder: ended.folder, env: product.env });

      expect(ended.signal).toBe('SIGKILL');
      // A create that bore no mark and got no answer can only be named.
      const left = server?.leftovers() ?? [];
      const named = cleaned.stdout.match(/bore no mark/g) ?? [];
      expect(named.length).toBeGreaterThanOrEqual(left.length);
      expect(cleaned.code).toBe(named.length === 0 ? 0 : 4);
    },
  );

  it('is not forgotten while its target cannot be reached', async () => {
    const ended = await stopped({ product: NSX, after: 5, signal: 'SIGKILL' });
    await server?.close();

    const cleaned = await assay(['cleanup'], { folder: ended.folder, env: NSX.env });

    expect(cleaned.code).toBe(3);
    expect(cleaned.stderr).toMatch(/run [0-9a-f]{8} at .* could not be cleaned up/);
    expect(journals(ended.folder)).toHaveLength(1);
  });
});

describe('assay cleanup', () => {
  it('leaves a run alone that is going on, unless it is named', async () => {
    let reach: () => void = () => undefined;
    const reached = new Promise<void>((resolve) => {
      reach = resolve;
    });
    server = await NSX.start({
      reading: 'strict',
      faults: {
        tamper: (request, reply) => {
          if (isCreate(request, reply)) reach();
          return reply;
        },
      },
    });
    const where = ['--target', server.origin, '--mode', 'write', '--rate', '5', '--budget', 'quick'];
    const running = start(['run', 'nsx-sensor', ...where, '--seed', '3'], { env: NSX.env });
    await reached;

    const cleaned = await assay(['cleanup'], { folder: running.folder, env: NSX.env });
    const kept = journals(running.folder);
    running.child.kill('SIGINT');
    const ended = await running.ended;

    expect(cleaned.code).toBe(3);
    expect(cleaned.stderr).toMatch(/is left alone: process \d+ may still be at it/);
    expect(kept).toHaveLength(1);
    expect({ code: ended.code, left: server?.leftovers() }).toEqual({ code: 130, left: [] });
  });

  it('has nothing to do where no run left anything', async () => {
    expect(await assay(['cleanup'])).toMatchObject({ code: 0, stdout: 'Nothing is left.\n' });
  });

  it('is exit 2 for a run that it knows nothing of', async () => {
    const { code, stderr } = await assay(['cleanup', '0123abcd']);

    expect(code).toBe(2);
    expect(stderr).toMatch(/no journal of a run 0123abcd/);
  });
});
