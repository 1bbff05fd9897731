import { describe, expect, it } from 'vitest';
import type { EarlierRun } from '../model/earlier.ts';
import type { Run } from '../model/run.ts';
import { earlierRun, sinceOf } from './since.ts';

const OPERATION = 'GET /a';

const found = (fingerprint: string, check = 'server-error') => ({
  fingerprint,
  check,
  operation: OPERATION,
  message: `what ${fingerprint} says`,
});

const live = { url: 'https://a.example.test/api', kind: 'live' } as const;

function earlier(parts: Partial<EarlierRun> = {}): EarlierRun {
  return { target: live, startedAt: '2026-11-01T08:30:00.000Z', findings: [], ...parts };
}

function held(
  fingerprints: readonly string[],
  isWhole = true,
  verdict: 'holds' | 'broken' | 'not-exercised' = 'holds',
) {
  const checks = [{ check: 'server-error', verdict, why: null, cases: 1 }];
  const findings = fingerprints.map((fingerprint) => found(fingerprint)) as unknown as Run['findings'];
  return { target: live, findings, operations: [{ operation: OPERATION, checks }], isWhole };
}

describe('what is new since an earlier run', () => {
  it('is what that had not', () => {
    const since = sinceOf(held(['f1', 'f2']), [earlier({ findings: [found('f1')] })]);

    expect(since).toEqual({
      startedAt: '2026-11-01T08:30:00.000Z',
      new: ['f2'],
      known: ['f1'],
      fixed: [],
      unseen: [],
    });
  });

  it('is fixed where its check was judged again, and holds', () => {
    const before = [earlier({ findings: [found('f1'), found('f2', 'other')] })];

    expect(sinceOf(held([]), before)).toMatchObject({ fixed: [found('f1')], unseen: [found('f2', 'other')] });
  });

  it.each([
    ['was cut short', held([], false)],
    ['did not try it', held([], true, 'not-exercised')],
    ['found its check broken elsewhere', held(['f2'], true, 'broken')],
  ])('is not called fixed by a run that %s', (_, run) => {
    const since = sinceOf(run, [earlier({ findings: [found('f1')] })]);

    expect(since).toMatchObject({ fixed: [], unseen: [found('f1')] });
  });

  it.each([
    ['another live target', [earlier({ target: { url: 'https://b.example.test/api', kind: 'live' } })]],
    ['the twin', [earlier({ target: { url: live.url, kind: 'twin' } })]],
    ['nothing', []],
  ])('is not told of a run against %s', (_, before) => {
    expect(sinceOf(held(['f1']), before)).toBeNull();
  });

  it('is told of the twin whatever its port is', () => {
    const run = { ...held(['f1']), target: { url: 'http://127.0.0.1:2', kind: 'twin' } as const };
    const before = earlier({ target: { url: 'http://127.0.0.1:1', kind: 'twin' }, findings: [found('f1')] });

    expect(sinceOf(run, [before])).toMatchObject({ known: ['f1'] });
  });

  it.each(['interrupted', 'not-tested'] as const)('is told of no run that was %s', (verdict) => {
    expect(earlierRun({ ...held([]), verdict, startedAt: '' } as unknown as Run)).toBeUndefined();
  });
});
