import { describe, expect, it } from 'vitest';
import { sampleRun, started } from './sample.test-support.ts';
import {
  accountLine,
  caseCountsLine,
  coverageLine,
  duration,
  exitMeaning,
  moment,
  number,
  plural,
  repeatCommand,
} from './wording.ts';

it.each([
  [0, '0 ms'],
  [850, '850 ms'],
  [4250, '4.2 s'],
  [9999, '9.9 s'],
  [59_400, '59 s'],
  [59_600, '1 min 0 s'],
  [192_400, '3 min 12 s'],
  [3_840_000, '1 h 4 min'],
])('%i ms are said as %s', (milliseconds, words) => {
  expect(duration(milliseconds)).toBe(words);
});

it('counts are grouped and agree with their noun', () => {
  expect([plural(1, 'case'), plural(0, 'case'), plural(12_345, 'case'), number(999)]).toEqual([
    '1 case',
    '0 cases',
    '12,345 cases',
    '999',
  ]);
});

it('a moment is said in UTC, and nonsense as it stands', () => {
  expect(moment('2026-11-21T23:59:59+09:00')).toBe('21 Nov 2026, 14:59 UTC');
  expect(moment('yesterday')).toBe('yesterday');
});

it('the account is one line', () => {
  expect(accountLine({ created: 214, removed: 214, left: 0, restored: 1 })).toBe(
    'created 214, removed 214, left 0; changed and put back 1',
  );
});

it('a run is repeated by the name of a shipped contract, or by its file, quoted for a shell', () => {
  const own = { ...started().contract, name: 'mine', file: "it's mine/api.yaml", productVersion: '5.2' };

  expect(repeatCommand(sampleRun(0))).toBe(
    'assay run nsx-sensor --target https://nsx.example.test --mode full --seed 1764 --budget normal',
  );
  expect(
    repeatCommand(
      sampleRun(0, { started: { contract: own, target: { url: 'http://127.0.0.1:4010', kind: 'prism' } } }),
    ),
  ).toBe(
    `assay run 'it'\\''s mine/api.yaml' --target prism --seed 1764 --budget normal --product-version 5.2`,
  );
});

describe('coverage in words', () => {
  const coverage = sampleRun(0).coverage;

  it('says how much was judged in full, in part and not', () => {
    expect(coverageLine(coverage)).toBe('66.6 %: 3 of 5 constraints judged in full, 1 in part, 1 not');
  });

  it('says that nothing counts, where nothing does', () => {
    const constraints = { total: 2, full: 0, part: 0, none: 0, never: 2 };

    expect(coverageLine({ ...coverage, percent: null, constraints })).toBe('no constraint can be tried');
  });

  it('counts cases by their kinds, in the order of phases', () => {
    expect(caseCountsLine({ fault: 2, example: 1, boundary: 1 })).toBe('1 example, 1 boundary, 2 faults');
  });

  it('tells a run that fails for coverage alone from one with findings', () => {
    const run = sampleRun(0);
    const low = { ...run, exitCode: 1, coverage: { ...run.coverage, minimum: 100 } };

    expect(exitMeaning(1, [low])).toBe('coverage below the minimum');
    expect(exitMeaning(1, [low, sampleRun(1)])).toBe('findings at or above the level that fails');
  });
});
