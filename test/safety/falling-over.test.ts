import { describe, expect, it } from 'vitest';
import { runTiny } from '../support/tiny-api.ts';
import type { TinyReply } from '../support/tiny-departure.ts';

const WELL = 60;

/** Runs against a server that answers so many requests well, and then all in the same way. */
async function afterSome(reply: TinyReply, well = WELL) {
  let count = 0;
  const run = await runTiny({
    answer: () => {
      count += 1;
      return count > well ? reply : undefined;
    },
  });
  return { run, count };
}

describe('a run against a target that falls over', () => {
  it('stops when all valid requests fail, and says so', async () => {
    const { run, count } = await afterSome({ status: 502 });

    expect(run.warnings.map(({ code }) => code)).toContain('target-failing');
    expect(run.reason).toMatch(/MUST findings? fails? the run/);
    const whole = await afterSome({ status: 502 }, Number.POSITIVE_INFINITY);
    expect(count).toBeLessThan(whole.count / 2);
  });

  it('stops when it is asked for patience again and again, and could not test', async () => {
    const { run } = await afterSome({
      status: 429,
      headers: { 'retry-after': '0' },
      json: { error: 'slow' },
    });

    const [warning] = run.warnings.filter(({ code }) => code === 'target-failing');
    expect(warning?.message).toBe(
      'The run was stopped: the target answers 429 however long it is waited for.',
    );
    expect(run.verdict).toBe('not-tested');
    expect([3, 4]).toContain(run.exitCode);
  });

  it('goes on where a single operation fails', async () => {
    const run = await runTiny({
      tamper: ({ method, path }, reply) => (method === 'GET' && path === '/notes' ? { status: 500 } : reply),
    });

    expect(run.warnings).toEqual([]);
    expect(run.findings.map(({ check, operation }) => `${check} ${operation}`)).toContain(
      'response-server-error GET /notes',
    );
  });
});
