import { describe, expect, it } from 'vitest';
import type { HeaderField, WireRequest } from '../model/request.ts';
import { paced, secondsOf } from './pace.ts';
import { reply, startRaw } from './raw-server.test-support.ts';
import { httpTransport, type Outcome, type Transport } from './transport.ts';

const GET: WireRequest = { method: 'GET', path: '/', headers: [] };

/** A transport that notes when it was asked, and answers from a list; its last answer is for good. */
function noting(answers: readonly (readonly [status: number, ...headers: HeaderField[]])[], takesMs = 0) {
  const times: number[] = [];
  const paths: string[] = [];
  let now = 0;
  let most = 0;
  const transport: Transport = {
    url: 'http://noting',
    async send({ path }): Promise<Outcome> {
      const [status, ...headers] = answers[Math.min(times.length, answers.length - 1)] ?? [200];
      times.push(performance.now());
      paths.push(path);
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setTimeout(resolve, takesMs));
      now -= 1;
      return { reply: { status, headers, body: new Uint8Array(), truncated: false } };
    },
    close: async () => undefined,
  };
  return { transport, times, paths, most: () => most };
}

function many(transport: Transport, count: number): Promise<Outcome[]> {
  return Promise.all(Array.from({ length: count }, () => transport.send(GET)));
}

describe('a pace', () => {
  it('keeps the number of requests at once', async () => {
    const { transport, most } = noting([[200]], 15);

    await many(paced(transport, { concurrency: 3 }), 12);

    expect(most()).toBe(3);
  });

  it('keeps the number of connections to a server', async () => {
    const server = await startRaw((socket) => setTimeout(() => socket.write(reply(200, [])), 20));
    const transport = paced(httpTransport({ url: server.origin, timeout: 5, concurrency: 2 }), {
      concurrency: 2,
    });

    await many(transport, 10);

    expect(server.requests).toHaveLength(10);
    expect(server.sockets.size).toBeLessThanOrEqual(2);
    await transport.close();
  });

  it('lets a burst through, and keeps the rate in every period, also where two meet', async () => {
    const { transport, times } = noting([[200]]);
    const rate = { requests: 5, seconds: 0.5 };
    const slow = paced(transport, { concurrency: 20, rate });

    await many(slow, 2);
    await new Promise((resolve) => setTimeout(resolve, 400));
    await many(slow, 12);

    expect((times[4] ?? 0) - (times[2] ?? 0)).toBeLessThan(450);
    for (const [index, time] of times.entries()) {
      const inPeriod = times.filter((other) => other >= time && other < time + 300);
      expect(inPeriod.length, `from request ${index}`).toBeLessThanOrEqual(5);
    }
  });

  it('is no pace without a rate', async () => {
    const { transport, times } = noting([[200]]);

    await many(paced(transport, { concurrency: 100 }), 100);

    expect((times[99] ?? 0) - (times[0] ?? 0)).toBeLessThan(5000);
  });
});

describe('a target that asks to wait', () => {
  it.each([
    { status: 429, after: '0.3' },
    { status: 503, after: '0.3' },
    { status: 429, after: undefined },
    { status: 503, after: new Date(Date.now() + 3_600_000).toUTCString(), isDate: true },
  ])('with $status and Retry-After $after is asked again then', async ({ status, after, isDate }) => {
    const date = new Date(Math.ceil(Date.now() / 1000) * 1000 + 1000).toUTCString();
    const value = isDate === true ? date : after;
    const headers: HeaderField[] = value === undefined ? [] : [['retry-after', value]];
    const { transport, times } = noting([[status, ...headers], [200]]);

    const outcome = await paced(transport, { concurrency: 1 }).send(GET);

    expect(outcome).toMatchObject({ reply: { status: 200 } });
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(after === '0.3' ? 280 : 900);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeLessThan(10_000);
  });

  it('makes the others wait too', async () => {
    const { transport, times } = noting([[429, ['Retry-After', '0.4']], [200]]);
    const slow = paced(transport, { concurrency: 1 });

    await many(slow, 5);

    expect(times).toHaveLength(6);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(380);
  });

  it('for ever is believed in the end', async () => {
    const { transport, times } = noting([[429, ['Retry-After', '0']]]);

    expect(await paced(transport, { concurrency: 1 }).send(GET)).toMatchObject({ reply: { status: 429 } });
    expect(times).toHaveLength(4);
  });

  it('with 503 alone, or with another status, is not asked again', async () => {
    for (const answer of [[503], [500, ['Retry-After', '1']], [301, ['Retry-After', '1']]] as const) {
      const { transport, times } = noting([answer as readonly [number, ...HeaderField[]]]);

      await paced(transport, { concurrency: 1 }).send(GET);

      expect(times).toHaveLength(1);
    }
  });

  it('is read in seconds and dates', () => {
    expect(secondsOf('12')).toBe(12);
    expect(secondsOf(new Date(Date.now() + 30_000).toUTCString())).toBeGreaterThan(27);
    expect(secondsOf('soon')).toBe(1);
  });
});

describe('an interruption', () => {
  it('ends the waiting that a target asked for, however long', async () => {
    const { transport, times } = noting([[429, ['Retry-After', '86400']], [200]]);
    const stop = new AbortController();
    const startedAt = performance.now();

    const outcome = paced(transport, { concurrency: 1 }).send(GET, stop.signal);
    setTimeout(() => stop.abort(), 60);

    expect(await outcome).toMatchObject({ failure: { code: 'aborted' } });
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    expect(times).toHaveLength(1);
  });

  it('ends the waiting for a turn, and what waits is not sent', async () => {
    const { transport, paths } = noting([[200]]);
    const stop = new AbortController();
    const slow = paced(transport, { concurrency: 2, rate: { requests: 1, seconds: 30 } });

    await slow.send(GET, stop.signal);
    const waiting = [1, 2, 3].map(() => slow.send({ ...GET, path: '/late' }, stop.signal));
    setTimeout(() => stop.abort(new Error('Ctrl-C')), 60);

    for (const outcome of await Promise.all(waiting))
      expect(outcome).toMatchObject({ failure: { code: 'aborted' } });
    expect(paths).toEqual(['/']);
  });

  it('does not stop what goes on without its signal', async () => {
    const { transport } = noting([[200]]);
    const slow = paced(transport, { concurrency: 1, rate: { requests: 2, seconds: 0.2 } });
    const stop = new AbortController();
    stop.abort();

    expect(await slow.send(GET, stop.signal)).toMatchObject({ failure: { code: 'aborted' } });
    expect(await many(slow, 3)).toHaveLength(3);
  });
});
