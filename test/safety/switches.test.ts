import { afterEach, describe, expect, it } from 'vitest';
import { said } from '../checks/departures/prove.ts';
import { assay, type Running, start } from '../cli/cli.ts';
import { conducted, PATIENT } from '../products/conducted.ts';
import { NSX } from '../products/product-table.ts';
import type { HandReply, HandRequest, HandServer } from '../servers/hand-server.ts';
import { runTiny } from '../support/tiny-api.ts';
import type { TinyRequest } from '../support/tiny-departure.ts';

const SWITCH = 'POST /switch';
const FLOWS = 'POST /sensors/feature-config/flow-events';

let server: HandServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

/** Whether a sensor that is there was switched. */
function isSwitched({ method, path }: HandRequest, { status, json }: HandReply): boolean {
  const done = (json as { successful_sensor_ids?: unknown[] } | undefined)?.successful_sensor_ids ?? [];
  return method === 'POST' && /feature-config/.test(path) && status === 200 && done.length > 0;
}

describe('what was there before', PATIENT, () => {
  it('is switched through its states in full mode, and left in the one that it was in', async () => {
    const states: string[] = [];
    const tamper = (request: TinyRequest, reply: { status: number; json?: unknown }) => {
      const isReal = request.text.includes('lamp1') && reply.status === 200;
      if (request.path === '/switch' && isReal) states.push(request.query.get('to') ?? '');
      return reply as never;
    };

    const run = await runTiny({ tamper }, { operations: [SWITCH] });

    expect(states).toEqual(['bright', 'dark', 'dim']);
    expect(run.findings.map(said)).toEqual([]);
    expect(run.summary).toMatchObject({ restored: 1, left: 0 });
  });

  it.each(['read-only', 'write'] as const)('is not switched in mode %s', async (mode) => {
    const sent: string[] = [];
    const tamper = ({ method, path }: TinyRequest, reply: never) => {
      sent.push(`${method} ${path}`);
      return reply;
    };

    await runTiny({ tamper }, { operations: [SWITCH, 'GET /lamps'], mode });

    expect(sent).not.toContain(SWITCH);
    expect(sent).toContain('GET /lamps');
  });

  it('is not touched where a read shows none of the states', async () => {
    const { log, hide } = hidingState();
    const run = await runTiny({ tamper: hide }, { operations: [SWITCH] });

    expect(log()).toEqual([]);
    const row = run.operations.find(({ operation }) => operation === SWITCH);
    expect(row?.checks.find(({ check }) => check === 'singleton-update-not-shown')).toMatchObject({
      verdict: 'not-exercised',
      why: 'a read shows none of its states, so it could not be put back',
    });
  });

  it('is named where it cannot be switched back', async () => {
    const run = await runTiny(
      { switchesTo: (state) => (state === 'dim' ? 'bright' : state) },
      { operations: [SWITCH] },
    );

    expect(run.leftovers).toMatchObject([
      { resource: SWITCH, identity: 'lamp1', how: expect.stringContaining('"state":"dim"') },
    ]);
  });

  it('is as it was on a platform with sensors, each of whose features was switched', async () => {
    const switched = new Set<string>();
    const tamper = (request: HandRequest, reply: HandReply) => {
      if (isSwitched(request, reply)) switched.add(`${request.path} ${request.query.get('action')}`);
      return reply;
    };

    const { leftovers } = await conducted(NSX, { faults: { tamper } });

    expect(switched.size).toBe(7);
    expect(leftovers).toEqual([]);
  });

  it('is switched back by assay cleanup after a run that was killed', async () => {
    let running: Running | undefined;
    const tamper = (request: HandRequest, reply: HandReply) => {
      if (isSwitched(request, reply)) running?.child.kill('SIGKILL');
      return reply;
    };
    server = await NSX.start({ reading: 'strict', faults: { tamper } });
    const where = ['--target', server.origin, '--mode', 'full', '--rate', 'none'];
    const args = ['run', 'nsx-sensor', ...where, '--budget', 'quick', '--operation', FLOWS];
    running = start(args, { env: NSX.env });
    const ended = await running.ended;
    const between = server.leftovers();
    running = undefined;

    const cleanup = await assay(['cleanup'], { folder: ended.folder, env: NSX.env });

    expect(ended.signal).toBe('SIGKILL');
    expect(between).toEqual([expect.stringContaining('feature-config of')]);
    expect(server.leftovers()).toEqual([]);
    expect(cleanup.code).toBe(0);
  });
});

/** Shows no state of a lamp, and remembers which were switched. */
function hidingState() {
  const switched: string[] = [];
  return {
    log: () => switched,
    hide: ({ method, path, text }: TinyRequest, reply: { status: number; json?: unknown }) => {
      if (path === '/switch' && text.includes('lamp1')) switched.push(text);
      const isLamp = method === 'GET' && /^\/lamps\//.test(path) && reply.status === 200;
      return (isLamp ? { ...reply, json: { id: 'lamp1', state: {} } } : reply) as never;
    },
  };
}
