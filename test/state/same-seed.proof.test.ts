import { describe, expect, it } from 'vitest';
import type { Event } from '../../model/event.ts';
import { conductedAt, shown } from '../products/conducted.ts';
import { isWhole } from './proof-size.ts';
import { STATEFUL_SERVERS, type StatefulInstance, type StatefulServer } from './stateful-server.ts';

const SEED = 4711;

/** In the sample one of each four, another in each test. */
const some = (rest: number) => STATEFUL_SERVERS.filter((_, at) => isWhole || at % 4 === rest);

/** A session ends by itself. */
const objectsOf = (instance: StatefulInstance) =>
  instance
    .leftovers()
    .filter((one) => !one.startsWith('session '))
    .sort();

/** A run that is stopped, cleanup and all, as soon as something of it is there. */
async function brokenOff({ product }: StatefulServer, instance: StatefulInstance) {
  const stop = new AbortController();
  const listen = ({ type }: Event) => {
    if (type === 'exchange' && objectsOf(instance).length > 0) stop.abort();
  };
  await conductedAt(product, instance.origin, { seed: SEED, stop: stop.signal, listen });
}

describe.concurrent('the same seed twice', () => {
  it.each(some(0))('finds the same on $name', async (server) => {
    const instance = await server.start('strict');

    const first = await conductedAt(server.product, instance.origin, { seed: SEED });
    const second = await conductedAt(server.product, instance.origin, { seed: SEED });
    const left = objectsOf(instance);
    await instance.close();

    expect(shown(second)).toEqual(shown(first));
    expect([first.exitCode, second.exitCode]).toEqual([0, 0]);
    expect(left).toEqual([]);
  });

  it.each(some(2))('works beside what an earlier run left on $name', async (server) => {
    const instance = await server.start('strict');
    await brokenOff(server, instance);
    const before = objectsOf(instance);

    const run = await conductedAt(server.product, instance.origin, { seed: SEED });
    const after = objectsOf(instance);
    await instance.close();

    expect(before.length).toBeGreaterThan(0);
    expect(shown(run)).toEqual([]);
    expect(run.exitCode).toBe(0);
    expect(run.summary.left).toBe(0);
    expect(after).toEqual(before);
  });
});
