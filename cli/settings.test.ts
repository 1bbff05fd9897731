import { describe, expect, it } from 'vitest';
import { UserError } from '../model/errors.ts';
import { type Given, settingsOf } from './settings.ts';

describe('settingsOf', () => {
  it('has the usual value for what is not given', () => {
    const settings = settingsOf({});

    expect(settings).toMatchObject({
      target: 'prism',
      mode: 'full',
      failOn: 'must',
      formats: ['html', 'json', 'junit'],
      out: '.assay',
      concurrency: 4,
      maxAlive: 50,
      rate: undefined,
      timeout: 30,
      maxTime: undefined,
      maxResponseMs: undefined,
      insecure: false,
    });
    expect(settings.budget.name).toBe('normal');
  });

  it('takes the form of what is shown in the list of formats', () => {
    expect(settingsOf({ format: 'agent' })).toMatchObject({ formats: [], isForAgent: true });
    expect(settingsOf({ format: ['agent', 'junit'] })).toMatchObject({
      formats: ['junit'],
      isForAgent: true,
    });
    expect(settingsOf({})).toMatchObject({ isForAgent: false });
  });

  it('only reads from a live target unless more is asked for', () => {
    expect(settingsOf({ target: 'https://pce.example.com' }).mode).toBe('read-only');
    expect(settingsOf({ target: 'https://pce.example.com', mode: 'write' }).mode).toBe('write');
  });

  it('takes readings for the twin alone, to which everything may be done', () => {
    expect(settingsOf({ target: 'twin', readings: 'lenient' })).toMatchObject({
      mode: 'full',
      reading: 'lenient',
    });
    expect(() => settingsOf({ target: 'twin', readings: 'loose' })).toThrow(UserError);
    expect(() => settingsOf({ readings: 'lenient' })).toThrow('--readings is for --target twin');
  });

  it.each<{ rate: string | number; means: unknown }>([
    { rate: 'none', means: 'none' },
    { rate: '5', means: { requests: 5, seconds: 1 } },
    { rate: 5, means: { requests: 5, seconds: 1 } },
    { rate: '500/m', means: { requests: 500, seconds: 60 } },
    { rate: '100/h', means: { requests: 100, seconds: 3600 } },
    { rate: '0.5', means: { requests: 1, seconds: 2 } },
  ])('reads the rate $rate', ({ rate, means }) => {
    expect(settingsOf({ rate }).rate).toEqual(means);
  });

  it('reads headers, whose values may hold colons', () => {
    expect(settingsOf({ header: ['X-Time: 10:00', 'X-Empty:'] }).headers).toEqual([
      ['X-Time', '10:00'],
      ['X-Empty', ''],
    ]);
  });

  it.each<{ given: Given; says: string }>([
    { given: { seed: '1.5' }, says: '--seed "1.5"' },
    { given: { seed: ' ' }, says: '--seed " "' },
    { given: { budget: 'lots' }, says: '--budget "lots"' },
    { given: { budget: '-1' }, says: '--budget "-1"' },
    { given: { concurrency: '0' }, says: '--concurrency "0"' },
    { given: { maxAlive: '0' }, says: '--max-alive "0"' },
    { given: { rate: 'fast' }, says: '--rate "fast"' },
    { given: { rate: '0' }, says: '--rate "0"' },
    { given: { rate: '5/d' }, says: '--rate "5/d"' },
    { given: { timeout: '0' }, says: '--timeout "0"' },
    { given: { timeout: '1e9' }, says: '--timeout "1e9"' },
    { given: { maxTime: 'soon' }, says: '--max-time "soon"' },
    { given: { maxResponseTime: '0' }, says: '--max-response-time "0"' },
    { given: { format: 'html,' }, says: '--format ""' },
    { given: { header: ['X-Key'] }, says: '--header "X-Key"' },
    { given: { header: ['X-Key: a\r\nX-Other: b'] }, says: '--header "X-Key"' },
    { given: { check: ['no-check'] }, says: '--check "no-check"' },
    { given: { excludeCheck: ['no-check'] }, says: '--exclude-check "no-check"' },
  ])('refuses $says and says what can be given', ({ given, says }) => {
    const refusal = thrown(() => settingsOf(given));

    expect(refusal).toBeInstanceOf(UserError);
    expect((refusal as UserError).message).toBe(`${says} cannot be used.`);
    expect((refusal as UserError).mend).toMatch(/^(Give|Did you mean|Checks are)/);
  });
});

function thrown(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}
