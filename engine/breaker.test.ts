import { describe, expect, it } from 'vitest';
import type { Case } from '../model/case.ts';
import { NotTestable } from '../model/errors.ts';
import type { Event } from '../model/event.ts';
import type { HeaderField } from '../model/request.ts';
import type { Outcome } from '../targets/transport.ts';
import { breakerOf } from './breaker.ts';

const SILENT: Outcome = { failure: { code: 'timeout', message: 'no answer within 30 s' } };

function answered(status: number, headers: readonly HeaderField[] = []): Outcome {
  return { reply: { status, headers, body: new Uint8Array(), truncated: false } };
}

function planned(operation: string, kind: 'success' | 'documented' = 'success'): Case {
  const expectation = kind === 'success' ? { kind, level: 'must' as const } : { kind };
  return {
    id: `${operation} #1`,
    operation,
    phase: 'coverage',
    kind: 'plain',
    purpose: 'the plainest request',
    effect: 'read',
    request: { method: 'GET', parameters: [], credentials: 'valid' },
    expectation,
    group: 'g',
  };
}

/** After how many of these outcomes the run is stopped, and why; 0 where it is not. */
function stoppedAfter(outcomes: readonly (readonly [Case, Outcome])[]): { count: number; said: string[] } {
  const events: Event[] = [];
  const breaker = breakerOf((event) => events.push(event));
  let count = 0;
  for (const [at, [sent, outcome]] of outcomes.entries()) {
    try {
      breaker.note(sent, outcome, false);
    } catch (error) {
      expect(error).toBeInstanceOf(NotTestable);
      count = at + 1;
      break;
    }
  }
  return { count, said: events.flatMap((event) => (event.type === 'warning' ? event.warning.message : [])) };
}

const repeated = (outcome: Outcome, operations: readonly string[], count = 40) =>
  Array.from({ length: count }, (_, at): [Case, Outcome] => [
    planned(operations[at % operations.length] ?? ''),
    outcome,
  ]);

describe('a run is stopped', () => {
  it('after ten silences in a row', () => {
    const { count, said } = stoppedAfter(repeated(SILENT, ['GET /a']));

    expect(count).toBe(10);
    expect(said).toEqual(['The run was stopped: the target stopped answering: no answer within 30 s.']);
  });

  it('after ten failures in a row of valid requests to three operations', () => {
    const { count, said } = stoppedAfter(repeated(answered(502), ['GET /a', 'GET /b', 'GET /c']));

    expect(count).toBe(10);
    expect(said[0]).toContain(
      'falling over: it answered 10 valid requests in a row, to 3 operations, with 502',
    );
  });

  it.each([
    ['429', answered(429)],
    ['503 with Retry-After', answered(503, [['Retry-After', '60']])],
  ])('after three times %s, each after it was waited for', (_, outcome) => {
    expect(stoppedAfter(repeated(outcome, ['GET /a'])).count).toBe(3);
  });
});

describe('a run goes on', () => {
  it('where one or two operations fail', () => {
    expect(stoppedAfter(repeated(answered(500), ['GET /a', 'GET /b'])).count).toBe(0);
  });

  it('where the target fails at what is not valid', () => {
    const outcomes = ['GET /a', 'GET /b', 'GET /c', 'GET /d'].flatMap((operation) =>
      Array.from({ length: 10 }, (): [Case, Outcome] => [planned(operation, 'documented'), answered(500)]),
    );

    expect(stoppedAfter(outcomes).count).toBe(0);
  });

  it('where something is answered in between', () => {
    const mixed = repeated(answered(500), ['GET /a', 'GET /b', 'GET /c']).map(
      ([sent, outcome], at): [Case, Outcome] => [sent, at % 9 === 8 ? answered(200) : outcome],
    );
    const patient = repeated(answered(429), ['GET /a']).map(([sent, outcome], at): [Case, Outcome] => [
      sent,
      at % 3 === 2 ? answered(200) : outcome,
    ]);

    expect([stoppedAfter(mixed).count, stoppedAfter(patient).count]).toEqual([0, 0]);
  });

  it('to remove what is left, whatever the target answers', () => {
    const breaker = breakerOf(() => undefined);

    for (const [sent, outcome] of repeated(answered(500), ['DELETE /a', 'GET /b', 'GET /c']))
      expect(() => breaker.note(sent, outcome, true)).not.toThrow();
  });
});
