import {
  type Coverage,
  isBelowMinimum,
  type OperationCoverage,
  type SideCounts,
} from '../../model/coverage.ts';
import { caseCountsLine, coverageLine, coverageReason, number, plural } from '../wording.ts';
import { type PlaceView, placeTree } from './ledger-tree.ts';

/** The ledger as the page shows it. */
export interface CoverageView {
  readonly line: string;
  readonly percent: string;
  readonly share: string;
  /** What the gate says, where there is one. */
  readonly gate: string | null;
  readonly isLow: boolean;
  readonly missed: readonly { readonly why: string; readonly count: string }[];
  readonly operations: readonly OperationView[];
}

interface OperationView {
  readonly id: string;
  readonly operation: string;
  readonly text: string;
  readonly share: string;
  readonly cases: string;
  readonly places: readonly PlaceView[];
}

/** The ledger for the page. */
export function coverageView(coverage: Coverage, runId: string): CoverageView {
  const { percent, minimum, sides } = coverage;
  const isLow = isBelowMinimum(coverage);
  return {
    line: coverageLine(coverage),
    percent: percent === null ? 'nothing to cover' : `${percent} %`,
    share: shareOf(sides),
    gate: minimum === null ? null : isLow ? coverageReason(coverage) : `At least ${minimum} % was asked for.`,
    isLow,
    missed: coverage.missed.map(({ why, sides: count }) => ({ why, count: plural(count, 'time') })),
    operations: coverage.operations.map((each, at) => operationView(each, ledgerId(runId, at))),
  };
}

/** The address of an operation's part of the ledger, by its place there. */
export function ledgerId(runId: string, at: number): string {
  return `${runId}-ledger-${at + 1}`;
}

function operationView({ operation, sides, cases, places }: OperationCoverage, id: string): OperationView {
  return {
    id,
    operation,
    text: sides.counted === 0 ? 'no constraint' : `${number(sides.judged)} of ${number(sides.counted)}`,
    share: shareOf(sides),
    cases: caseCountsLine(cases),
    places: placeTree(places),
  };
}

function shareOf({ judged, counted }: SideCounts): string {
  return counted === 0 ? '0' : ((judged / counted) * 100).toFixed(2);
}
