import type { CheckVerdict, Finding, Run, Verdict } from '../../model/run.ts';
import { VERDICTS } from '../matrix.ts';
import { plural, VERDICT_SIGNS, VERDICT_WORDS } from '../wording.ts';
import { ledgerId } from './coverage-view.ts';
import { findingId } from './finding-view.ts';
import { ruleId } from './rules-view.ts';
import type { Untested, VerdictRows } from './untested-view.ts';

/** Operations against checks. */
export interface MatrixView {
  readonly checks: readonly { readonly name: string; readonly rule: string }[];
  readonly rows: readonly { readonly operation: string; readonly cells: readonly CellView[] }[];
  readonly shares: readonly ShareView[];
}

/** What one check found of one operation. */
interface CellView {
  readonly verdict: Verdict;
  readonly sign: string;
  readonly word: string;
  readonly title: string;
  /** Id of what tells more: the worst finding, the reason, or what was tried of the operation. */
  readonly more: string;
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

/** The matrix for the page. */
export function matrixView(
  run: Run,
  runId: string,
  told: { rows: VerdictRows; untested: Untested },
): MatrixView {
  const worst = worstFindings(run.findings);
  const ledger = new Map(
    run.coverage.operations.map(({ operation }, at) => [operation, ledgerId(runId, at)]),
  );
  const rows = told.rows.map(({ operation, verdicts }) => ({
    operation,
    cells: verdicts.map((verdict) => {
      const finding = worst.get(keyOf(operation, verdict.check));
      const more =
        finding === undefined
          ? (told.untested.idOf(verdict) ?? ledger.get(operation) ?? `${runId}-coverage`)
          : findingId(runId, finding);
      return { ...cellView(verdict, finding), more };
    }),
  }));
  return {
    checks: told.rows[0]?.verdicts.map(({ check }) => ({ name: check, rule: ruleId(check) })) ?? [],
    rows,
    shares: shareViews(rows.flatMap(({ cells }) => cells)),
  };
}

/** Findings stand worst first. */
function worstFindings(findings: readonly Finding[]): Map<string, Finding> {
  const worst = new Map<string, Finding>();
  for (const finding of findings) {
    const key = keyOf(finding.operation, finding.check);
    if (!worst.has(key)) worst.set(key, finding);
  }
  return worst;
}

function keyOf(operation: string, check: string): string {
  return JSON.stringify([operation, check]);
}

function cellView(
  { check, verdict, why, cases }: CheckVerdict,
  worst: Finding | undefined,
): Omit<CellView, 'more'> {
  const level = worst === undefined ? '' : ` (${worst.level.toUpperCase()})`;
  const word = `${VERDICT_WORDS[verdict]}${level}`;
  const reason = why ?? `in ${plural(cases, 'case')}`;
  return { verdict, sign: VERDICT_SIGNS[verdict], word, title: `${check}: ${word}, ${reason}` };
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
