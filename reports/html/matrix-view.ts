import type { CheckVerdict, Finding, Run, Verdict } from '../../model/run.ts';
import { VERDICTS } from '../matrix.ts';
import { plural, VERDICT_SIGNS, VERDICT_WORDS } from '../wording.ts';
import { findingId } from './finding-view.ts';

/** Operations against checks. */
export interface MatrixView {
  readonly checks: readonly string[];
  readonly rows: readonly { readonly operation: string; readonly cells: readonly CellView[] }[];
  readonly shares: readonly ShareView[];
}

/** What one check found of one operation. */
interface CellView {
  readonly verdict: Verdict;
  readonly sign: string;
  readonly word: string;
  readonly title: string;
  /** Id of the worst finding. */
  readonly finding: string | null;
}

/** How many cells have a verdict, as a part of a bar 100 long. */
interface ShareView {
  readonly verdict: Verdict;
  readonly sign: string;
  readonly word: string;
  readonly count: number;
  readonly from: string;
  readonly width: string;
}

/** What was not tested for one reason. */
export interface UntestedView {
  readonly why: string;
  readonly sign: string;
  readonly word: string;
  readonly count: string;
  readonly places: readonly { readonly operation: string; readonly checks: readonly string[] }[];
}

/** The matrix for the page. */
export function matrixView(run: Run, runId: string): MatrixView {
  const checks = [...new Set(run.operations.flatMap((row) => row.checks.map(({ check }) => check)))];
  const rows = run.operations.map(({ operation, checks: found }) => ({
    operation,
    cells: checks.map((check) => {
      const verdict = found.find((each) => each.check === check) ?? absent(check);
      return cellView(verdict, findingsOf(run, operation, check), runId);
    }),
  }));
  return { checks, rows, shares: shareViews(rows.flatMap(({ cells }) => cells)) };
}

/** What was not tested, by reason, the most frequent first. */
export function untestedViews(run: Run): UntestedView[] {
  const groups = new Map<string, { verdict: Verdict; why: string; places: Map<string, string[]> }>();
  for (const { operation, checks } of run.operations) {
    for (const { check, verdict, why } of checks) {
      if (verdict !== 'not-exercised' && verdict !== 'not-decidable') continue;
      const key = JSON.stringify([verdict, why]);
      const group = groups.get(key) ?? { verdict, why: why ?? '', places: new Map<string, string[]>() };
      group.places.set(operation, [...(group.places.get(operation) ?? []), check]);
      groups.set(key, group);
    }
  }
  return [...groups.values()]
    .map(({ verdict, why, places }) => ({
      verdict,
      why,
      places: [...places],
      size: [...places.values()].flat().length,
    }))
    .sort((a, b) => b.size - a.size)
    .map(({ verdict, why, places, size }) => ({
      why,
      sign: VERDICT_SIGNS[verdict],
      word: VERDICT_WORDS[verdict],
      count: plural(size, 'check'),
      places: places.map(([operation, checks]) => ({ operation, checks })),
    }));
}

function absent(check: string): CheckVerdict {
  return { check, verdict: 'not-applicable', why: 'the check did not take part', cases: 0 };
}

function findingsOf(run: Run, operation: string, check: string): Finding[] {
  return run.findings.filter((each) => each.operation === operation && each.check === check);
}

function cellView(
  { check, verdict, why, cases }: CheckVerdict,
  findings: Finding[],
  runId: string,
): CellView {
  const [worst] = findings;
  const level = worst === undefined ? '' : ` (${worst.level.toUpperCase()})`;
  const word = `${VERDICT_WORDS[verdict]}${level}`;
  const reason = why ?? `in ${plural(cases, 'case')}`;
  return {
    verdict,
    sign: VERDICT_SIGNS[verdict],
    word,
    title: `${check}: ${word}, ${reason}`,
    finding: worst === undefined ? null : findingId(runId, worst),
  };
}

function shareViews(cells: readonly CellView[]): ShareView[] {
  let from = 0;
  return VERDICTS.flatMap((verdict) => {
    const count = cells.filter((cell) => cell.verdict === verdict).length;
    if (count === 0) return [];
    const width = (count / cells.length) * 100;
    from += width;
    return [
      {
        verdict,
        sign: VERDICT_SIGNS[verdict],
        word: VERDICT_WORDS[verdict],
        count,
        from: (from - width).toFixed(3),
        width: width.toFixed(3),
      },
    ];
  });
}
