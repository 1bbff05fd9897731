import type { Event } from '../model/event.ts';
import type { CheckVerdict, Finding, Run, Verdict } from '../model/run.ts';

/** Verdicts from strong to weak: the first that occurs is what is said of an operation and a check. */
export const VERDICTS: readonly Verdict[] = [
  'broken',
  'holds',
  'not-decidable',
  'not-exercised',
  'not-applicable',
];

/** What the events say of one operation and one check. */
export type VerdictEvent = Extract<Event, { type: 'verdict' }>;

type Cells = Map<string, Map<string, Cell>>;

interface Cell {
  verdict: Verdict;
  cases: number;
  /** How often each reason was given for the verdict that stands. */
  reasons: Map<string, number>;
}

const UNSAID: Readonly<Record<Exclude<Verdict, 'holds'>, string>> = {
  broken: 'see the findings',
  'not-decidable': 'what came back does not decide it',
  'not-exercised': 'no case of this run reached it',
  'not-applicable': 'the contract says nothing that this check judges',
};

/** The verdict on every operation and check; pairs without any event are not exercised. */
export function matrix(
  operations: readonly string[],
  checks: readonly string[],
  told: { readonly verdicts: readonly VerdictEvent[]; readonly findings: readonly Finding[] },
): Run['operations'] {
  const cells: Cells = new Map(operations.map((operation) => [operation, new Map()]));
  for (const event of told.verdicts) count(cellOf(cells, event.operation, event.check), event);
  for (const finding of told.findings)
    blame(cellOf(cells, finding.operation, finding.check), finding.message);
  return [...cells].map(([operation, row]) => ({
    operation,
    checks: [...new Set([...checks, ...row.keys()])].map((check) => settled(check, row.get(check))),
  }));
}

function cellOf(cells: Cells, operation: string, check: string): Cell {
  const row = cells.get(operation) ?? new Map<string, Cell>();
  cells.set(operation, row);
  const cell = row.get(check) ?? { verdict: 'not-applicable', cases: 0, reasons: new Map() };
  row.set(check, cell);
  return cell;
}

function count(cell: Cell, { verdict, why }: VerdictEvent): void {
  if (verdict === 'holds' || verdict === 'broken') cell.cases += 1;
  raise(cell, verdict);
  if (verdict === cell.verdict && why !== null) cell.reasons.set(why, (cell.reasons.get(why) ?? 0) + 1);
}

function blame(cell: Cell, message: string): void {
  raise(cell, 'broken');
  if (cell.reasons.size === 0) cell.reasons.set(message, 1);
}

function raise(cell: Cell, verdict: Verdict): void {
  if (VERDICTS.indexOf(verdict) >= VERDICTS.indexOf(cell.verdict)) return;
  cell.verdict = verdict;
  cell.reasons.clear();
}

function settled(check: string, cell: Cell | undefined): CheckVerdict {
  const { verdict, cases, reasons } = cell ?? { verdict: 'not-exercised', cases: 0, reasons: new Map() };
  const why = verdict === 'holds' ? null : (mostFrequent(reasons) ?? UNSAID[verdict]);
  return { check, verdict, why, cases };
}

// Ties go to the first: a Map keeps the order of insertion and the sort is stable.
function mostFrequent(reasons: ReadonlyMap<string, number>): string | undefined {
  return [...reasons].sort(([, a], [, b]) => b - a)[0]?.[0];
}
