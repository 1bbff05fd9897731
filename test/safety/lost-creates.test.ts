import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { assay, type Ended, type Running, start } from '../cli/cli.ts';
import { NSX } from '../products/product-table.ts';
import type { HandServer } from '../servers/hand-server.ts';

const TOKENS = '/sensors/registration-tokens';
const { NSX_USERNAME = '', NSX_PASSWORD = '' } = NSX.env;
const AUTHORIZATION = `Basic ${Buffer.from(`${NSX_USERNAME}:${NSX_PASSWORD}`).toString('base64')}`;

let server: HandServer | undefined;
let isListBroken = false;

afterEach(async () => {
  await server?.close();
  server = undefined;
  isListBroken = false;
});

/** Asks the server as somebody else does who works there too. */
async function asked(method: string, body?: object): Promise<{ id: string; results: { id: string }[] }> {
  const reply = await fetch(`${server?.origin}${TOKENS}`, {
    method,
    headers: { authorization: AUTHORIZATION, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return (await reply.json()) as { id: string; results: { id: string }[] };
}

const foreign = async (name: string) =>
  (await asked('POST', { display_name: name, passphrase: 'Somebody-elses-phrase-1!' })).id;
const listed = async () => (await asked('GET')).results.map(({ id }) => id);

/** A run that is killed when the server has made something of a request, with a mark or without, and before it says so. */
async function killedAt({ isMarked }: { isMarked: boolean }): Promise<{ ended: Ended; before: string[] }> {
  let running: Running | undefined;
  server = await NSX.start({
    reading: 'strict',
    faults: {
      acceptsMissing: ['display_name'],
      tamper(request, reply) {
        const isMade = request.method === 'POST' && request.path === TOKENS && reply.status === 200;
        if (isMade && request.body.includes('assay-') === isMarked) running?.child.kill('SIGKILL');
        return isListBroken && request.method === 'GET' && request.path === TOKENS ? { status: 500 } : reply;
      },
    },
  });
  await foreign('early');
  const before = await listed();
  const where = ['--target', server.origin, '--mode', 'write', '--rate', 'none', '--concurrency', '1'];
  running = start(['run', 'nsx-sensor', ...where, '--budget', 'quick', '--seed', '1'], { env: NSX.env });
  return { ended: await running.ended, before };
}

const journals = (folder: string) => {
  const path = join(folder, '.assay', 'journal');
  return existsSync(path) ? readdirSync(path) : [];
};

describe('a create without a mark and an answer', () => {
  it('is named by what the list shows since, deleted on request alone, and nothing else is', async () => {
    const { ended, before } = await killedAt({ isMarked: false });
    const late = await foreign('late');
    const [run = ''] = journals(ended.folder).map((name) => name.replace('.ndjson', ''));
    const cleanup = (...args: string[]) =>
      assay(['cleanup', ...args], { folder: ended.folder, env: NSX.env });

    const first = await cleanup();
    const [ours = ''] = (await listed()).filter((id) => id !== late && !before.includes(id));
    const second = await cleanup();

    expect(ended.signal).toBe('SIGKILL');
    expect([first.code, second.code]).toEqual([4, 4]);
    expect(second.stdout).toBe(first.stdout);
    for (const id of [ours, late]) {
      expect(first.stdout).toContain(`assay cleanup ${run} --delete ${id}`);
      expect(first.stdout).toMatch(new RegExp(`curl .*'DELETE' .*${TOKENS}/${id}`));
    }
    for (const id of before) expect(first.stdout).not.toContain(id);
    expect(first.stdout).toContain('-u "$NSX_USERNAME:$NSX_PASSWORD"');
    expect(first.stdout).not.toContain(NSX_PASSWORD);

    const [early = ''] = before;
    const refused = [await cleanup(run, '--delete', early), await cleanup('--delete', ours)];
    expect(refused.map(({ code }) => code)).toEqual([2, 2]);
    expect(refused[0]?.stderr).toContain(`${early} is none of the objects that run ${run} may have made`);
    expect(await listed()).toEqual(expect.arrayContaining([...before, late, ours]));

    const deleted = await cleanup(run, '--delete', ours);
    expect(deleted).toMatchObject({ code: 0, stdout: expect.stringContaining('removed 1') });
    expect((await listed()).sort()).toEqual([...before, late].sort());
    expect(journals(ended.folder)).toEqual([]);
    expect(await cleanup()).toMatchObject({ code: 0, stdout: 'Nothing is left.\n' });
  });

  it('is settled where the list shows nothing new', async () => {
    const { ended, before } = await killedAt({ isMarked: false });
    const [ours = ''] = (await listed()).filter((id) => !before.includes(id));
    await fetch(`${server?.origin}${TOKENS}/${ours}`, {
      method: 'DELETE',
      headers: { authorization: AUTHORIZATION },
    });

    const cleaned = await assay(['cleanup'], { folder: ended.folder, env: NSX.env });

    expect(cleaned).toMatchObject({ code: 0, stdout: expect.stringMatching(/Nothing is left\.\n$/) });
    expect(journals(ended.folder)).toEqual([]);
  });

  it('is not forgotten while the list cannot be read', async () => {
    const { ended } = await killedAt({ isMarked: false });
    isListBroken = true;

    const cleaned = await assay(['cleanup'], { folder: ended.folder, env: NSX.env });

    expect(cleaned.code).toBe(4);
    expect(cleaned.stdout).toMatch(/bore no mark: look for a registration-token of that time at http/);
    expect(journals(ended.folder)).toHaveLength(1);
  });
});

describe('a create with a mark and without an answer', () => {
  it('is not forgotten while the list cannot be read, and removed when it can', async () => {
    const { ended, before } = await killedAt({ isMarked: true });
    const cleanup = () => assay(['cleanup'], { folder: ended.folder, env: NSX.env });
    isListBroken = true;

    const first = await cleanup();
    isListBroken = false;
    const second = await cleanup();

    expect(first.code).toBe(4);
    expect(first.stdout).toMatch(
      /no list shows what came of it: look for a registration-token called assay-/,
    );
    expect(second).toMatchObject({ code: 0, stdout: expect.stringContaining('removed 1') });
    expect(await listed()).toEqual(before);
  });
});
