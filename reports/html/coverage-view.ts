import {
  type Coverage,
  isBelowMinimum,
  type OpenConstraint,
  type OperationCoverage,
  type SideCounts,
  type SideStatus,
} from '../../model/coverage.ts';
import { caseCountsLine, coverageLine, coverageReason, number, plural } from '../wording.ts';

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
  readonly operation: string;
  readonly text: string;
  readonly share: string;
  readonly cases: string;
  readonly judged: readonly { readonly place: string; readonly keywords: string }[];
  readonly open: readonly OpenView[];
}

interface OpenView {
  readonly place: string;
  readonly schema: string;
  readonly keyword: string;
  readonly sides: readonly SideView[];
  readonly why: string;
}

interface SideView {
  readonly tone: string;
  readonly sign: string;
  readonly word: string;
}

const SIDES: Readonly<Record<SideStatus, SideView>> = {
  judged: { tone: 'holds', sign: '✓', word: 'judged' },
  missed: { tone: 'not-exercised', sign: '○', word: 'not judged' },
  never: { tone: 'not-applicable', sign: '–', word: 'cannot be tried' },
};

/** The ledger for the page. */
export function coverageView(coverage: Coverage): CoverageView {
  const { percent, minimum, sides } = coverage;
  const isLow = isBelowMinimum(coverage);
  return {
    line: coverageLine(coverage),
    percent: percent === null ? 'nothing to cover' : `${percent} %`,
    share: shareOf(sides),
    gate: minimum === null ? null : isLow ? coverageReason(coverage) : `At least ${minimum} % was asked for.`,
    isLow,
    missed: coverage.missed.map(({ why, sides: count }) => ({ why, count: plural(count, 'time') })),
    operations: coverage.operations.map(operationView),
  };
}

function operationView({ operation, sides, cases, places }: OperationCoverage): OperationView {
  return {
    operation,
    text: sides.counted === 0 ? 'no constraint' : `${number(sides.judged)} of ${number(sides.counted)}`,
    share: shareOf(sides),
    cases: caseCountsLine(cases),
    judged: places
      .filter(({ judged }) => judged.length > 0)
      .map(({ place, judged }) => ({ place, keywords: judged.join(', ') })),
    open: places.flatMap(({ place, schema, open }) => open.map((one) => openView(place, schema, one))),
  };
}

function openView(place: string, schema: string, { keyword, valid, fault, why }: OpenConstraint): OpenView {
  return { place, schema, keyword, sides: [SIDES[valid], SIDES[fault]], why };
}

function shareOf({ judged, counted }: SideCounts): string {
  return counted === 0 ? '0' : ((judged / counted) * 100).toFixed(2);
}
