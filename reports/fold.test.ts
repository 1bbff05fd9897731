import { describe, expect, it } from 'vitest';
import type { Event } from '../model/event.ts';
import type { Level } from '../model/statement.ts';
import { fold } from './fold.ts';
import { exitCodeOf } from './outcome.ts';
import { CHECKS, ended, finding, OPERATIONS, sampleEvents, started } from './sample.test-support.ts';

const [FIRST = '', SECOND = ''] = OPERATIONS;
const [CHECK = ''] = CHECKS;

const findingEvent = (...parts: Parameters<typeof finding>): Event => ({
  type: 'finding',
  finding: finding(...parts),
});
const done: Event = { type: 'case-done', operation: FIRST, phase: 'examples', succeeded: true };

function verdictsOf(events: readonly Event[]) {
  const run = fold([started(), ...events, ended()], { failOn: 'must' });
  return run.operations
    .find(({ operation }) => operation === FIRST)
    ?.checks.find(({ check }) => check === CHECK);
}

function told(
  verdict: 'holds' | 'broken' | 'not-exercised' | 'not-decidable' | 'not-applicable',
  why?: string,
): Event {
  return { type: 'verdict', operation: FIRST, check: CHECK, verdict, why: why ?? null };
}

describe('the outcome', () => {
  const must = [finding(0)];
  const left = { account: { created: 3, removed: 1, left: 2, restored: 0 } };
  const cases: {
    name: string;
    findings?: typeof must;
    failOn?: Level;
    end?: Parameters<typeof ended>[0];
    is: unknown[];
  }[] = [
    { name: 'is conformant without findings', is: ['conformant', 0] },
    {
      name: 'is not conformant with a finding that reaches the level',
      findings: must,
      is: ['not-conformant', 1],
    },
    { name: 'is conformant with findings below the level', findings: [finding(1)], is: ['conformant', 0] },
    {
      name: 'fails on what it is told to fail on',
      findings: [finding(2)],
      failOn: 'may',
      is: ['not-conformant', 1],
    },
    {
      name: 'is not tested for a reason',
      end: { notTested: 'PAM_CLIENT_ID is not set.' },
      is: ['not-tested', 3],
    },
    { name: 'says that something was left', end: left, is: ['conformant', 4] },
    { name: 'puts findings before leftovers', findings: must, end: left, is: ['not-conformant', 1] },
    {
      name: 'puts leftovers before nothing tested',
      end: { ...left, notTested: 'all 404' },
      is: ['not-tested', 4],
    },
    {
      name: 'puts an interruption before all',
      findings: must,
      end: { ...left, interrupted: 143 },
      is: ['interrupted', 143],
    },
  ];

  it.each(cases)('$name', ({ findings = [], failOn = 'must', end = {}, is }) => {
    const run = fold(sampleEvents(findings, { ended: end }), { failOn });

    expect([run.verdict, run.exitCode]).toEqual(is);
    expect(run.reason).toMatchSnapshot();
  });

  it('is never conformant where no case succeeded', () => {
    const run = fold([started(), { ...done, succeeded: false }, ended()], { failOn: 'must' });

    expect(run).toMatchObject({ verdict: 'not-tested', exitCode: 3 });
  });

  it('is an error of the contract where a rule cannot be evaluated, whatever else was found', () => {
    const broken: Event = {
      type: 'warning',
      warning: { code: 'contract-error', message: 'a.yaml:1:2: the invariant x cannot be evaluated' },
    };
    const verdictOf = (findings: typeof must) => {
      const [first, ...rest] = sampleEvents(findings);
      const { verdict, exitCode, reason } = fold(first ? [first, broken, ...rest] : [], { failOn: 'must' });
      return [verdict, exitCode, reason];
    };
    const must = [finding(0)];

    expect(verdictOf([])).toEqual(['not-tested', 2, 'There is 1 error in the contract, told as warnings.']);
    expect(verdictOf(must).slice(0, 2)).toEqual(['not-conformant', 2]);
  });

  it('is interrupted where the end is missing, and warns of what may be left', () => {
    const run = fold([started(), done], { failOn: 'must' });

    expect(run).toMatchObject({ verdict: 'interrupted', exitCode: 130, warnings: [{ code: 'cut-short' }] });
  });

  it('of several runs is the worst: interrupted, then 2, 1, 4, 3', () => {
    const of = (...codes: number[]) => exitCodeOf(codes.map((exitCode) => ({ exitCode })));

    expect([of(), of(0, 3), of(3, 4, 0), of(4, 1), of(1, 2), of(2, 143, 1)]).toEqual([0, 3, 4, 1, 2, 143]);
  });

  it('asks for the beginning of a run', () => {
    expect(() => fold([done], { failOn: 'must' })).toThrow('run-started');
  });
});

describe('findings', () => {
  const fold2 = (...events: Event[]) => fold([started(), ...events, ended()], { failOn: 'must' }).findings;
  const response = (body: string) => ({ response: { status: 200, headers: [], body } });

  it('of one fingerprint are one, counted, with the smallest example', () => {
    const found = fold2(
      findingEvent(0, response('{"long": true}')),
      findingEvent(0, response('{}')),
      findingEvent(0, { ...response('[1,2]'), count: 3 }),
    );

    expect(found).toMatchObject([{ count: 5, response: { body: '{}' } }]);
  });

  it('keep the strongest level, even if a weaker example is smaller', () => {
    const found = fold2(
      findingEvent(0, { ...response('{}'), level: 'should' }),
      findingEvent(0, { ...response('{"long": true}'), level: 'must' }),
    );

    expect(found).toMatchObject([{ count: 2, level: 'must', response: { body: '{"long": true}' } }]);
  });

  it('stand by level, then by operation and check in the order of the contract', () => {
    const at = (fingerprint: string, level: Level, operation: string, check = CHECK) =>
      findingEvent(0, { fingerprint, level, operation, check });
    const found = fold2(
      at('e', 'may', FIRST),
      at('d', 'must', 'GET /elsewhere'),
      at('c', 'must', SECOND),
      at('b', 'must', FIRST, CHECKS[1] ?? ''),
      at('a', 'must', FIRST),
    );

    expect(found.map(({ fingerprint }) => fingerprint)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });
});

describe('verdicts', () => {
  it('are told of every operation and check, also without any event', () => {
    const run = fold([started(), ended()], { failOn: 'must' });

    expect(run.operations.map(({ operation }) => operation)).toEqual(OPERATIONS);
    expect(run.operations.flatMap(({ checks }) => checks)).toHaveLength(OPERATIONS.length * CHECKS.length);
    expect(verdictsOf([])).toEqual({
      check: CHECK,
      verdict: 'not-exercised',
      why: 'no case of this run reached it',
      cases: 0,
    });
  });

  it.each([
    {
      events: [told('holds'), told('broken', 'no'), told('not-decidable')],
      is: { verdict: 'broken', why: 'no', cases: 2 },
    },
    { events: [told('not-decidable'), told('holds', 'x')], is: { verdict: 'holds', why: null, cases: 1 } },
    {
      events: [told('not-exercised', 'a'), told('not-decidable', 'b')],
      is: { verdict: 'not-decidable', why: 'b', cases: 0 },
    },
    {
      events: [told('not-applicable', 'a'), told('not-exercised', 'b')],
      is: { verdict: 'not-exercised', why: 'b' },
    },
    { events: [told('not-applicable')], is: { verdict: 'not-applicable' } },
  ])('are the strongest that was told: $is.verdict', ({ events, is }) => {
    expect(verdictsOf(events)).toMatchObject(is);
    expect(verdictsOf(events.toReversed())).toMatchObject(is);
  });

  it('give the most frequent reason, the first of equals', () => {
    const why = (...reasons: string[]) =>
      verdictsOf(reasons.map((reason) => told('not-exercised', reason)))?.why;

    expect([why('a', 'b', 'b'), why('a', 'b')]).toEqual(['b', 'a']);
  });

  it('are broken where there is a finding, even if no event says so', () => {
    const events = [told('holds'), findingEvent(0, { operation: FIRST, check: CHECK, message: 'too short' })];

    expect(verdictsOf(events)).toMatchObject({ verdict: 'broken', why: 'too short', cases: 1 });
  });

  it('of operations and checks that were not announced are not lost', () => {
    const run = fold([started(), findingEvent(0, { operation: 'GET /x', check: 'y' }), ended()], {
      failOn: 'must',
    });

    expect(run.operations.at(-1)?.operation).toBe('GET /x');
    expect(run.operations.at(-1)?.checks.at(-1)).toMatchObject({ check: 'y', verdict: 'broken' });
  });
});

describe('the numbers', () => {
  it('count cases, exchanges, operations with a success, and each warning once', () => {
    const warning: Event = {
      type: 'warning',
      warning: { code: 'insecure', message: 'TLS checks were off.' },
    };
    const told = sampleEvents([finding(0), finding(1)])
      .slice(0, -1)
      .map((event) =>
        event.type === 'exchange' && event.exchange.number <= 2 ? { ...event, hidden: 1 } : event,
      );
    const run = fold([...told, warning, warning, ended()], { failOn: 'must' });

    expect(run.summary).toEqual({
      operations: { tested: 7, total: 8 },
      statuses: { seen: 7, documented: 24 },
      cases: 14,
      exchanges: 7,
      hidden: 2,
      findings: { must: 1, should: 1, may: 0 },
      waived: 0,
      created: 14,
      removed: 14,
      left: 0,
      restored: 1,
    });
    expect(run.warnings).toHaveLength(1);
  });
});
