import { describe, expect, it } from 'vitest';
import { runTiny } from '../test/support/tiny-api.ts';
import type { Departure } from '../test/support/tiny-departure.ts';
import { ceilingOf } from './ceiling.ts';

/** Runs, and counts how many objects the server held at most. */
async function peakOf(maxAlive: number, departure: Departure = {}) {
  let alive = 0;
  let peak = 0;
  const run = await runTiny(
    {
      ...departure,
      tamper({ method, path }, reply) {
        if (method === 'POST' && /^\/(labels|notes)$/.test(path) && reply.status === 201) alive += 1;
        if (method === 'POST' && path.endsWith('/restore') && reply.status === 200) alive += 1;
        if (method === 'DELETE' && path !== '/session' && reply.status === 204 && !departure.keepsDeleted)
          alive -= 1;
        peak = Math.max(peak, alive);
        return reply;
      },
    },
    { maxAlive },
  );
  return { run, peak };
}

describe('a run with a ceiling', () => {
  it('waits for room, and tests all that it tests otherwise', async () => {
    // One of each of three kinds stays to the end, and lists are asked for with two objects in them.
    const { run, peak } = await peakOf(5);
    const { run: usual } = await peakOf(50);

    expect(peak).toBeLessThanOrEqual(5);
    expect(run.exitCode).toBe(0);
    expect(run.coverage.sides).toEqual(usual.coverage.sides);
    expect(run.summary.operations).toEqual(usual.summary.operations);
  });

  it('stops creating where nothing goes, and says so', async () => {
    const { run, peak } = await peakOf(6, { keepsDeleted: true });

    expect(peak).toBeLessThanOrEqual(6);
    expect(run.summary.left).toBeLessThanOrEqual(6);
    const reasons = run.coverage.missed.map(({ why }) => why);
    expect(reasons).toContain(
      'as many objects of the run are alive as --max-alive allows (6), and none of them goes',
    );
  });

  it('comes to its end where there is room for one alone', async () => {
    const { run, peak } = await peakOf(1);

    expect(peak).toBe(1);
    expect(run.exitCode).toBe(0);
    expect(run.summary.left).toBe(0);
  });

  it('comes to its end where updates make what nothing asks for', async () => {
    const { run } = await peakOf(7, { addsLabels: true });

    expect(run.findings.map(({ check }) => check)).toContain('resource-upsert-adds');
    expect(run.verdict).toBe('not-conformant');
  });
});

describe('a ceiling', () => {
  it('lets the next in when one is gone', async () => {
    const ceiling = ceilingOf(1);
    (await ceiling.enter())?.fill('first');

    const second = ceiling.enter();
    ceiling.gone('first');

    expect(await second).toBeDefined();
  });

  it('lets one go without where those that wait keep what the others wait for', async () => {
    const ceiling = ceilingOf(2);
    (await ceiling.enter())?.fill('first');
    (await ceiling.enter())?.fill('second');

    const first = ceiling.enter(['first']);
    expect(await ceiling.enter(['second'])).toBeUndefined();
    ceiling.gone('second');

    expect(await first).toBeDefined();
  });

  it('counts what nothing names as there for good', async () => {
    const ceiling = ceilingOf(1);
    (await ceiling.enter())?.lose();

    expect(await ceiling.enter()).toBeUndefined();
  });
});
