import { describe, expect, it } from 'vitest';
import type { Run } from '../../model/run.ts';
import { runTiny } from '../support/tiny-api.ts';
import type { Departure, TinyReply } from '../support/tiny-departure.ts';
import { verdictOf } from './departures/prove.ts';

interface Uniform {
  readonly name: string;
  readonly reply: TinyReply;
  readonly exitCode: 1 | 3;
  /** Where the login works and only the rest is uniform. */
  readonly afterLogin: 1 | 3;
}

const UNIFORM: readonly Uniform[] = [
  { name: '200 {}', reply: { status: 200, json: {} }, exitCode: 1, afterLogin: 1 },
  { name: '500', reply: { status: 500 }, exitCode: 1, afterLogin: 1 },
  {
    name: '503 with Retry-After',
    reply: { status: 503, headers: { 'Retry-After': '0' } },
    exitCode: 3,
    afterLogin: 3,
  },
  { name: '404', reply: { status: 404 }, exitCode: 3, afterLogin: 1 },
  {
    name: '404 with a documented body',
    reply: { status: 404, json: { error: 'no' } },
    exitCode: 3,
    afterLogin: 3,
  },
  { name: '401', reply: { status: 401 }, exitCode: 3, afterLogin: 3 },
  { name: '400', reply: { status: 400, json: { error: 'no' } }, exitCode: 3, afterLogin: 3 },
];

// What a server cannot keep that does the same whatever it is asked.
const NEVER_HOLD = [
  'credentials-missing-accepted',
  'credentials-wrong-accepted',
  'request-invalid-accepted',
  'request-invalid-refusal-status',
  'resource-created-not-readable',
  'resource-created-not-listed',
  'resource-create-not-echoed',
  'resource-location-wrong',
  'resource-update-not-idempotent',
  'resource-update-not-shown',
  'resource-update-partial',
  'resource-update-touches-others',
  'resource-upsert-identity-changed',
  'resource-deleted-still-readable',
  'resource-deleted-still-listed',
  'session-logout-ineffective',
  'task-unfinished',
];

const SOME = [
  'GET /tasks/{task_id}',
  'POST /session',
  'DELETE /session',
  'GET /notes',
  'POST /notes',
  'DELETE /notes/{note_id}',
  'GET /health',
];

function held(run: Run, except = 'none'): string[] {
  const uniform = run.operations.filter(({ operation }) => !operation.endsWith(except));
  return uniform.flatMap(({ operation }) =>
    NEVER_HOLD.filter((check) => verdictOf(run, operation, check) === 'holds').map(
      (check) => `${check} ${operation}`,
    ),
  );
}

function besideLogin(reply: TinyReply): Departure {
  return { answer: ({ path }) => (path === '/session' ? undefined : reply) };
}

describe.concurrent('a server that answers the same to everything', () => {
  it.each(UNIFORM)('is not conformant with $name', async ({ reply, exitCode }) => {
    const run = await runTiny({ answer: () => reply });

    expect(run.exitCode).toBe(exitCode);
    expect(run.verdict).toBe(exitCode === 1 ? 'not-conformant' : 'not-tested');
    expect(held(run)).toEqual([]);
  });

  it.each(UNIFORM)(
    'is not conformant with $name after a login that works',
    async ({ reply, afterLogin: exitCode }) => {
      const run = await runTiny(besideLogin(reply), { operations: SOME });

      expect(run.exitCode).toBe(exitCode);
      expect(run.verdict).toBe(exitCode === 1 ? 'not-conformant' : 'not-tested');
      expect(held(run, '/session')).toEqual([]);
      const whys = run.coverage.missed.map(({ why }) => why);
      if ([400, 404].includes(reply.status ?? 0))
        expect(whys).toContain('no valid request got its documented success');
    },
  );

  it.each(UNIFORM)('is not conformant with $name where a single operation is asked', async ({ reply }) => {
    const run = await runTiny({ answer: () => reply }, { operations: ['POST /labels'] });

    expect(run.verdict).not.toBe('conformant');
    expect(held(run)).toEqual([]);
  });
});
