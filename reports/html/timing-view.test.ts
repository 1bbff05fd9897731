import { describe, expect, it } from 'vitest';
import { listed } from '../sample.test-support.ts';
import { timingView } from './timing-view.ts';

const OPERATIONS = [
  { operation: 'GET /sensors/appliances', checks: [] },
  { operation: 'POST /sensors/registration-tokens', checks: [] },
];

describe('the times of a run', () => {
  it('are the nearest ranks of what was answered, beside the longest of all', () => {
    const exchanges = [
      ...Array.from({ length: 20 }, (_, at) => listed(at + 1, { durationMs: (at + 1) * 10 })),
      listed(21, { status: null, durationMs: 30_000 }),
      listed(22, { operation: 'POST /sensors/registration-tokens', durationMs: 400 }),
    ];

    expect(timingView({ exchanges, operations: OPERATIONS }).operations).toEqual([
      {
        operation: 'GET /sensors/appliances',
        count: '20',
        median: '100 ms',
        high: '190 ms',
        max: '200 ms',
        places: { median: '25.00', high: '47.50', max: '50.00' },
      },
      expect.objectContaining({ operation: 'POST /sensors/registration-tokens', median: '400 ms' }),
    ]);
  });

  it('show what each phase was answered, by class', () => {
    const exchanges = [200, 201, 404, null].map((status, at) =>
      listed(at + 1, { status, phase: at === 0 ? 'examples' : 'coverage' }),
    );
    const { phases } = timingView({ exchanges, operations: OPERATIONS });

    expect(phases.map(({ phase, count }) => [phase, count])).toEqual([
      ['examples', '1'],
      ['coverage', '3'],
    ]);
    expect(phases[1]?.classes.map(({ name, count, from }) => [name, count, from])).toEqual([
      ['2xx', '1', '0.00'],
      ['4xx', '1', '33.33'],
      ['no reply', '1', '66.67'],
    ]);
  });

  it('are drawn in parts of the run that hold every exchange once', () => {
    const exchanges = Array.from({ length: 1000 }, (_, at) => listed(at + 1, { at: at * 7 }));
    const { chart } = timingView({ exchanges, operations: OPERATIONS });

    expect(chart?.bars.length).toBe(48);
    expect(chart?.bars.reduce((so, { count }) => so + Number(count), 0)).toBe(1000);
    expect(Math.max(...(chart?.bars ?? []).map(({ classes }) => Number(classes[0]?.height)))).toBe(100);
  });

  it('of nothing are empty', () => {
    expect(timingView({ exchanges: [], operations: OPERATIONS })).toEqual({
      operations: [],
      phases: [],
      chart: null,
    });
  });
});
