import { describe, expect, it } from 'vitest';
import type { Finding, Run } from '../../../model/run.ts';
import { runTiny } from '../../support/tiny-api.ts';
import type { DepartureCase } from './departure-case.ts';

/** One test for each departure: the finding that is due comes, and nothing else does. */
export function proveDepartures(cases: readonly DepartureCase[]): void {
  describe.concurrent('a departing server', () => {
    for (const expected of cases) {
      it(`breaks ${expected.check} when it ${expected.server}`, () => prove(expected));
    }
  });
}

async function prove(expected: DepartureCase): Promise<void> {
  const { check, operation, departure, also = [] } = expected;

  const run = await runTiny(departure, { operations: [operation], ...expected.options });

  const others = run.findings.filter((finding) => finding.check !== check && !also.includes(finding.check));
  const found = run.findings.filter((finding) => finding.check === check);
  expect(others.map(said)).toEqual([]);
  expect(new Set(found.map((finding) => finding.operation))).toEqual(new Set([operation]));
  expect(found).toContainEqual(expect.objectContaining(dueOf(expected)));
  expect(verdictOf(run, operation, check)).toBe('broken');
  expect(run.exitCode).toBe(run.summary.findings.must > 0 ? 1 : 0);
  if (expected.level === 'must') expect(run.verdict).toBe('not-conformant');
}

function dueOf({ check, operation, level, pointer, keyword, instance, source }: DepartureCase): object {
  return {
    check,
    operation,
    level,
    pointer,
    keyword,
    ...(instance === undefined ? {} : { instance }),
    source: expect.objectContaining({
      document:
        source?.document === 'tiny' ? expect.stringContaining('tiny') : (source?.document ?? 'Tiny Guide'),
      basis: source?.basis ?? 'documented',
      line: expect.any(Number),
    }),
  };
}

/** A finding in a line, for a readable difference. */
export function said({ check, operation, level, pointer, keyword, message }: Finding): string {
  return `${check} | ${operation} | ${level} | ${pointer} | ${keyword} | ${message}`;
}

/** What a run says of an operation and a check. */
export function verdictOf(run: Run, operation: string, check: string): string | undefined {
  return rowOf(run, operation, check)?.verdict;
}

/** Verdict and reason of an operation and a check. */
export function rowOf(run: Run, operation: string, check: string) {
  return run.operations
    .find((row) => row.operation === operation)
    ?.checks.find((candidate) => candidate.check === check);
}
