import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { assay, start } from '../cli/cli.ts';
import { READINGS } from '../products/product-table.ts';
import { isWhole } from './proof-size.ts';
import { STATEFUL_SERVERS, type StatefulInstance, type StatefulServer } from './stateful-server.ts';

const KILLS = isWhole ? 200 : STATEFUL_SERVERS.length;
/** How often the server is looked at, in milliseconds. */
const GLANCE = 2;
const SEED = 20_251;

interface Killed {
  readonly kill: number;
  readonly server: StatefulServer;
  /** The run is killed when it has sent so many requests that write, counted as a part of all of them. */
  readonly part: number;
}

const killed: readonly Killed[] = Array.from({ length: KILLS }, (_, kill) => ({
  kill,
  server: STATEFUL_SERVERS[kill % STATEFUL_SERVERS.length] as StatefulServer,
  part: scattered(kill),
}));

/** Numbers from 0 to 1 that leave no gap for long: multiples of the golden ratio. */
function scattered(index: number): number {
  return ((index + 1) * 0.618_033_988_75) % 1;
}

const writes = ({ log }: StatefulInstance) => log.filter(({ method }) => method !== 'GET').length;

function run({ contract, env }: StatefulServer, { origin }: StatefulInstance) {
  const where = ['--target', origin, '--mode', 'full', '--rate', 'none', '--budget', 'quick'];
  return start(['run', contract, ...where, '--seed', String(SEED), '--format', 'json'], {
    env,
  });
}

const totals = new Map<string, Promise<number>>();

/** How many requests that write a whole run sends. */
function totalWrites(server: StatefulServer): Promise<number> {
  const known = totals.get(server.name) ?? countWrites(server);
  totals.set(server.name, known);
  return known;
}

async function countWrites(server: StatefulServer): Promise<number> {
  const running = await server.start('strict');
  const { folder } = await run(server, running).ended;
  const total = writes(running);
  await running.close();
  rmSync(folder, { recursive: true });
  return total;
}

/** Runs until some writes have arrived, is killed there, and is cleaned up after. */
async function killedRun({ server, part, kill }: Killed) {
  const after = Math.max(1, Math.floor(part * (await totalWrites(server))));
  const target = await server.start(READINGS[kill % READINGS.length] ?? 'strict');
  const running = run(server, target);
  let isOver = false;
  void running.ended.then(() => {
    isOver = true;
  });
  while (!isOver && writes(target) < after) await pause(GLANCE);
  running.child.kill('SIGKILL');
  const { folder, signal } = await running.ended;
  const journals = join(folder, '.assay', 'journal');
  const kept = existsSync(journals) ? readdirSync(journals).map((name) => join(journals, name)) : [];
  const text = kept.map((file) => readFileSync(file, 'utf8')).join('');
  const modes = kept.map((file) => statSync(file).mode & 0o777);
  const surroundings = { folder, env: server.env };
  const first = await assay(['cleanup'], surroundings);
  // Nobody can log out a session whose token died with the run: it is left to expire.
  const left = target.leftovers().filter((one) => !one.startsWith('session '));
  const again = await assay(['cleanup'], surroundings);
  await target.close();
  rmSync(folder, { recursive: true });
  return { signal, text, modes, first, again, left };
}

describe.concurrent('a run that is killed at a random point', () => {
  it.each(killed)(
    'leaves nothing that assay cleanup does not remove or name: kill $kill, $server.name',
    async (one) => {
      const { signal, text, modes, first, again, left } = await killedRun(one);

      expect(signal).toBe('SIGKILL');
      expect(modes.every((mode) => mode === 0o600)).toBe(true);
      for (const secret of secretsOf(one.server)) expect(text).not.toContain(secret);
      // What bore no mark and got no answer is named, one by one, and never removed unasked.
      const named = first.stdout.match(/bore no mark/g) ?? [];
      expect(left.length).toBeLessThanOrEqual(named.length);
      expect(first.code).toBe(named.length === 0 ? 0 : 4);
      expect(again.code).toBe(first.code);
    },
  );
});

function secretsOf({ env }: StatefulServer): string[] {
  return Object.entries(env).flatMap(([name, value]) => (/SECRET|PASSWORD/.test(name) ? [value] : []));
}
