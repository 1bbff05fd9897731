import { describe, expect, it } from 'vitest';
import type { Event } from '../model/event.ts';
import { coveragePlanned, judged, plannedConstraint, sampleCoverage } from './coverage.test-support.ts';
import { fold } from './fold.ts';
import { ended, finding, sampleEvents, started } from './sample.test-support.ts';

const CHECKS = ['request-valid-refused', 'request-invalid-accepted'];
const DONE: Event = {
  type: 'case-done',
  operation: 'GET /sensors/appliances',
  phase: 'coverage',
  succeeded: true,
};

function folded(events: readonly Event[], options: { minCoverage?: number; checks?: string[] } = {}) {
  const { checks = CHECKS, minCoverage } = options;
  return fold([started({ checks }), DONE, ...events, ended()], { failOn: 'must', minCoverage });
}

describe('coverage', () => {
  it('counts sides that were judged among those that can be tried', () => {
    const { coverage } = folded(sampleCoverage());

    expect(coverage.sides).toEqual({ judged: 6, counted: 9, never: 3 });
    expect(coverage.percent).toBe(66.6);
    expect(coverage.constraints).toEqual({ total: 6, full: 3, part: 1, none: 1, never: 1 });
  });

  it('names why each side was missed, the most frequent first', () => {
    expect(folded(sampleCoverage()).coverage.missed).toEqual([
      { why: 'it writes, and the mode is read-only', sides: 2 },
      { why: '500 does not refuse a fault of this kind', sides: 1 },
    ]);
  });

  it('keeps the places of an operation together, judged keywords apart from open ones', () => {
    const [tokens] = folded(sampleCoverage()).coverage.operations;

    expect(tokens).toMatchObject({
      operation: 'POST /sensors/registration-tokens',
      sides: { judged: 6, counted: 7, never: 1 },
      cases: { plain: 1, fault: 2 },
    });
    expect(tokens?.places).toEqual([
      {
        place: 'body /display_name',
        schema: '/components/schemas/RegistrationToken/properties/display_name',
        judged: ['maxLength'],
        open: [
          {
            keyword: 'type',
            valid: 'judged',
            fault: 'missed',
            why: '500 does not refuse a fault of this kind',
          },
          { keyword: 'pattern', valid: 'judged', fault: 'never', why: 'it leaves nothing on the wire' },
        ],
      },
      {
        place: 'body',
        schema: '/components/schemas/RegistrationToken/properties/display_name',
        judged: ['required/display_name'],
        open: [],
      },
    ]);
  });

  it.each([
    { what: 'a run that was interrupted', ending: [ended({ interrupted: 130 })] },
    { what: 'a run that was killed', ending: [] },
    {
      what: 'a run whose time was over',
      ending: [{ type: 'warning', warning: { code: 'max-time', message: 'over' } } as const, ended()],
    },
  ])('says of what was planned and never heard of that $what ended before', ({ ending }) => {
    const events = [coveragePlanned(plannedConstraint()), judged('valid', [0])];
    const { coverage } = fold([started({ checks: CHECKS }), DONE, ...events, ...ending], { failOn: 'must' });

    expect(coverage.missed).toEqual([{ why: 'the run ended before it was sent and judged', sides: 1 }]);
  });

  it('says of what was planned and never heard of in a whole run that it was not sent in the end', () => {
    const { coverage } = folded([coveragePlanned(plannedConstraint()), judged('valid', [0])]);

    expect(coverage.missed).toEqual([{ why: 'what was sent for it in the end did not have it', sides: 1 }]);
  });

  it('says that a check does not take part, where it is left out', () => {
    const { coverage } = folded([coveragePlanned(plannedConstraint())], {
      checks: ['request-valid-refused'],
    });

    expect(coverage.missed.map(({ why }) => why)).toContain(
      'the check request-invalid-accepted does not take part',
    );
  });

  it('takes a side as judged once it was, whatever else is said of it', () => {
    const { coverage } = folded([
      coveragePlanned(plannedConstraint({ valid: { why: 'never planned', never: true } })),
      judged('fault', [0], 'no answer came'),
      judged('fault', [0]),
      judged('valid', [0]),
      judged('valid', [0], 'no answer came'),
    ]);

    expect(coverage).toMatchObject({ percent: 100, sides: { judged: 2, counted: 2, never: 0 }, missed: [] });
  });

  it('is rounded down, so that only all is 100 %', () => {
    const many = Array.from({ length: 1000 }, (_, at) => plannedConstraint({ instance: `/${at}` }));
    const all = many.map((_, at) => at);
    const events = [coveragePlanned(...many), judged('valid', all), judged('fault', all.slice(1))];

    expect(folded(events).coverage.percent).toBe(99.9);
  });

  it('has no percentage where nothing counts, and no gate either', () => {
    const run = folded([], { minCoverage: 100 });

    expect(run.coverage.percent).toBeNull();
    expect(run.exitCode).toBe(0);
  });
});

describe('the gate', () => {
  it.each([
    { minCoverage: 66.6, exitCode: 0 },
    { minCoverage: 66.7, exitCode: 1 },
    { minCoverage: undefined, exitCode: 0 },
  ])('of $minCoverage % gives $exitCode at 66.6 %', ({ minCoverage, exitCode }) => {
    const run = folded(sampleCoverage(), minCoverage === undefined ? {} : { minCoverage });

    expect(run.exitCode).toBe(exitCode);
    expect(run.verdict).toBe('conformant');
    expect(run.coverage.minimum).toBe(minCoverage ?? null);
    expect(run.reason.startsWith('Coverage is 66.6 %, below the 66.7 %')).toBe(exitCode === 1);
  });

  it('adds its sentence to that of findings', () => {
    const run = fold(sampleEvents([finding(0)]), { failOn: 'must', minCoverage: 100 });

    expect(run).toMatchObject({ exitCode: 1, verdict: 'not-conformant' });
    expect(run.reason).toContain('fails the run. Coverage is ');
  });

  it('goes before what was left behind', () => {
    const left = ended({ account: { created: 1, removed: 0, left: 1, restored: 0 } });
    const run = fold([started(), DONE, ...sampleCoverage(), left], { failOn: 'must', minCoverage: 100 });

    expect(run.exitCode).toBe(1);
  });

  it.each([
    { what: 'a run that could not test', parts: { notTested: 'no answer came' }, exitCode: 3 },
    { what: 'an interrupted run', parts: { interrupted: 130 }, exitCode: 130 },
  ])('does not judge $what', ({ parts, exitCode }) => {
    const run = fold([started(), DONE, ...sampleCoverage(), ended(parts)], {
      failOn: 'must',
      minCoverage: 100,
    });

    expect(run.exitCode).toBe(exitCode);
  });
});
