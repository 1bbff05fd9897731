import type { CaseKind } from './case-kind.ts';
import type { OperationId } from './contract.ts';
import type { Pointer } from './pointer.ts';

/** A constraint is kept by a valid request, and broken by a faulty one. */
export type Side = 'valid' | 'fault';

/** One thing that a document asks of one place of a request. */
export interface Constraint {
  readonly operation: OperationId;
  /** `body`, or in and name of a parameter: `query limit`. */
  readonly where: string;
  /** Place in that value; `*` stands for any item or any other member. */
  readonly instance: Pointer;
  /** Place of the schema, parameter or body that says it. */
  readonly schema: Pointer;
  readonly keyword: string;
  /** The member that `required` and `dependentRequired` name. */
  readonly member?: string;
}

/** What a plan does for one side of a constraint: so many cases, or none for a reason. */
export type PlannedSide =
  | { readonly cases: number }
  /** `never`: no run could try it, so it does not count. */
  | { readonly why: string; readonly never: boolean };

/** A constraint with what a plan does for it. */
export type PlannedConstraint = Constraint & Readonly<Record<Side, PlannedSide>>;

/** A constraint of a value, wherever in a request the value stands. */
export type ConstraintOfValue = Omit<Constraint, 'operation' | 'where'>;

/** How many cases of each kind an operation has. */
export type CaseCounts = Readonly<Partial<Record<CaseKind, number>>>;

/** What was seen of one side: judged, missed although it could be tried, or never to be tried. */
export type SideStatus = 'judged' | 'missed' | 'never';

/** A constraint that is not judged on both sides. */
export interface OpenConstraint {
  /** `required/name` names the member. */
  readonly keyword: string;
  readonly valid: SideStatus;
  readonly fault: SideStatus;
  readonly why: string;
}

/** The constraints of one place. */
export interface PlaceCoverage {
  /** `body /name`, `query limit`. */
  readonly place: string;
  readonly schema: Pointer;
  /** Keywords that were judged on both sides. */
  readonly judged: readonly string[];
  readonly open: readonly OpenConstraint[];
}

/** Sides of constraints: those that count, and how many of them were judged. */
export interface SideCounts {
  readonly judged: number;
  readonly counted: number;
  /** Never to be tried; not counted. */
  readonly never: number;
}

/** What was tried of one operation. */
export interface OperationCoverage {
  readonly operation: OperationId;
  readonly sides: SideCounts;
  /** Planned cases by kind. */
  readonly cases: CaseCounts;
  readonly places: readonly PlaceCoverage[];
}

/** The ledger of a run: what became of every constraint of every request. */
export interface Coverage {
  /** Judged sides of all that count, rounded down to a tenth; null where none counts. */
  readonly percent: number | null;
  /** What `--min-coverage` asks for. */
  readonly minimum: number | null;
  readonly sides: SideCounts;
  /** Constraints by how many of the sides that count were judged. */
  readonly constraints: {
    readonly total: number;
    readonly full: number;
    readonly part: number;
    readonly none: number;
    readonly never: number;
  };
  /** Why sides that count were not judged, the most frequent first. */
  readonly missed: readonly { readonly why: string; readonly sides: number }[];
  readonly operations: readonly OperationCoverage[];
}

/** Whether less was judged than asked for; where nothing counts nothing is missing. */
export function isBelowMinimum({ percent, minimum }: Coverage): boolean {
  return minimum !== null && percent !== null && percent < minimum;
}
