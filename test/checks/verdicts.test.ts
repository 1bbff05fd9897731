import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../checks/registry.ts';
import type { Run } from '../../model/run.ts';
import { runTiny, type TinyOptions } from '../support/tiny-api.ts';
import type { Departure } from '../support/tiny-departure.ts';
import { problem } from '../support/tiny-state.ts';
import { changing, isFor } from './departures/departure-case.ts';
import { rowOf, said, verdictOf } from './departures/prove.ts';

const UPDATE = 'PATCH /notes/{note_id}';
const GET_LABEL = 'GET /labels/{label_id}';
const REMOVE_LABEL = 'DELETE /labels/{label_id}';
const LABELS = { operations: ['POST /labels', GET_LABEL, REMOVE_LABEL, 'GET /health'] };

function holding(run: Run, check: string): string[] {
  return run.operations
    .filter(({ operation }) => verdictOf(run, operation, check) === 'holds')
    .map((row) => row.operation);
}

describe('the correct server', () => {
  const correct = runTiny({}, { random: 4, maxResponseMs: 60_000 });

  it.each(CHECKS.map(({ id }) => id))('keeps %s, somewhere, and breaks it nowhere', async (check) => {
    const run = await correct;

    expect(holding(run, check)).not.toEqual([]);
    expect(run.findings.filter((finding) => finding.check === check).map(said)).toEqual([]);
  });

  it('is conformant, and nothing is left on it', async () => {
    const run = await correct;

    expect(run).toMatchObject({ verdict: 'conformant', exitCode: 0, findings: [], leftovers: [] });
    expect(run.summary).toMatchObject({ left: 0 });
  });

  it.concurrent.each([2, 3])('has no finding of any level with the seed %i', async (seed) => {
    const run = await runTiny({}, { random: 10, seed });

    expect(run.findings.map(said)).toEqual([]);
  });
});

describe.concurrent('what does not decide a check is not green', () => {
  const rows: readonly [
    what: string,
    check: string,
    operation: string,
    why: RegExp,
    Departure,
    TinyOptions?,
  ][] = [
    [
      'a control that fails leaves a refusal unproved',
      'request-invalid-accepted',
      'POST /notes',
      /was answered 400, so the refusal proves nothing/,
      {
        answer: (request) =>
          isFor(request, 'POST /notes') && request.token !== '' ? problem(400) : undefined,
      },
      { operations: ['POST /notes', 'GET /notes'] },
    ],
    [
      'a control that fails leaves missing credentials unproved',
      'credentials-missing-accepted',
      'POST /notes',
      /so the refusal proves nothing/,
      changing('POST /notes', 201, () => problem(400)),
      { operations: ['POST /notes', 'GET /notes'] },
    ],
    [
      'a 404 refuses no fault of a body',
      'request-invalid-accepted',
      UPDATE,
      /404 does not refuse a fault of this kind/,
      { refuses: () => 404 },
    ],
    [
      'a 500 refuses nothing',
      'request-invalid-accepted',
      UPDATE,
      /500 does not refuse a fault of this kind/,
      { refuses: () => 500 },
    ],
    [
      'a 404 refuses no credentials',
      'credentials-wrong-accepted',
      GET_LABEL,
      /404 does not refuse credentials/,
      changing('GET /labels/*', 401, () => problem(404)),
      LABELS,
    ],
    [
      'a refusal that is documented for another state',
      'request-valid-refused',
      'POST /labels',
      /object in another state/,
      changing('POST /labels', 201, () => ({ status: 409 })),
      LABELS,
    ],
    [
      'a read that fails says nothing of the create before it',
      'resource-created-not-readable',
      'POST /labels',
      /the read was answered 500/,
      changing('GET /labels/*', 200, () => ({ status: 500 })),
      LABELS,
    ],
    [
      'a read that fails says nothing of the delete before it',
      'resource-deleted-still-readable',
      REMOVE_LABEL,
      /the read after the delete was answered 500/,
      changing('GET /labels/*', 404, () => ({ status: 500 })),
      LABELS,
    ],
    [
      'a use that fails says nothing of the logout before it',
      'session-logout-ineffective',
      'DELETE /session',
      /answered 500, which refuses no session/,
      changing('GET /notes', 401, () => ({ status: 500 })),
      { operations: ['DELETE /session', 'GET /notes'] },
    ],
    [
      'a poll that fails says nothing of the task',
      'task-unfinished',
      'POST /notes/{note_id}/export',
      /the poll was answered 500/,
      changing('GET /tasks/*', 200, () => ({ status: 500 })),
    ],
  ];

  for (const [what, check, operation, why, departure, options] of rows) {
    it(`${what}: ${check}`, async () => {
      const run = await runTiny(departure, { operations: [operation], ...options });

      expect(rowOf(run, operation, check)).toMatchObject({
        verdict: 'not-exercised',
        why: expect.stringMatching(why),
      });
      expect(run.findings.filter((finding) => finding.check === check).map(said)).toEqual([]);
    });
  }
});

describe.concurrent('what an operation is not asked for', () => {
  it('is not applicable where the document leaves open what a delete leaves', async () => {
    const edit = (text: string) => text.replaceAll('gone: ["404"]', 'gone: unspecified');

    const run = await runTiny({}, { edit });

    expect(verdictOf(run, 'DELETE /notes/{note_id}', 'resource-deleted-still-readable')).toBe(
      'not-applicable',
    );
    expect(verdictOf(run, 'DELETE /notes/{note_id}', 'resource-deleted-still-listed')).toBe('not-applicable');
    expect(run.exitCode).toBe(0);
  });

  it('is refused by 501 as well as by 405, if it is a method', async () => {
    const tamper: Departure['tamper'] = (_, reply) => (reply.status === 405 ? { status: 501 } : reply);

    const run = await runTiny({ tamper }, { operations: ['GET /health'] });

    expect(verdictOf(run, 'GET /health', 'request-invalid-accepted')).toBe('holds');
    expect(run.findings.map(said)).toEqual([]);
  });
});

describe('the mock', () => {
  it('decides nothing that needs what a mock cannot show', async () => {
    const run = await runTiny({}, { target: 'prism' });

    const undecidable = CHECKS.filter(({ needs }) => needs.some((need) => need !== 'refusals'));
    const verdicts = undecidable.flatMap(({ id }) =>
      run.operations.map(({ operation }) => verdictOf(run, operation, id)),
    );
    expect(verdicts).toContain('not-decidable');
    expect(verdicts).not.toContain('holds');
    expect(verdicts).not.toContain('broken');
    expect(run.findings.map(said)).toEqual([]);
    expect(run.exitCode).toBe(0);
  });
});
