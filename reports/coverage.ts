import type {
  CaseCounts,
  Coverage,
  OpenConstraint,
  OperationCoverage,
  PlaceCoverage,
  PlannedConstraint,
  PlannedSide,
  Side,
  SideCounts,
  SideStatus,
} from '../model/coverage.ts';
import type { Event } from '../model/event.ts';

type Planned = Extract<Event, { type: 'coverage-planned' }>;
type Told = Extract<Event, { type: 'constraints' }>;

/** What a fold heard of the ledger. */
export interface CoverageHeard {
  readonly planned: Planned | undefined;
  readonly told: readonly Told[];
  /** Every operation of the contract, in its order. */
  readonly operations: readonly string[];
  readonly checks: readonly string[];
  readonly minimum: number | null;
  /** Whether the run came to its end. */
  readonly isWhole: boolean;
}

const SIDES: readonly Side[] = ['valid', 'fault'];

const JUDGES: Readonly<Record<Side, string>> = {
  valid: 'request-valid-refused',
  fault: 'request-invalid-accepted',
};

const CUT = 'the run ended before it was sent and judged';
// Members that have to agree with what is there, say, are copied from it when a request is sent.
const UNSENT = 'what was sent for it in the end did not have it';

interface Seen {
  readonly status: SideStatus;
  readonly why: string | null;
}

type Entry = PlannedConstraint & { readonly seen: Readonly<Record<Side, Seen>> };

/** The ledger of a run: each side of each constraint judged, missed or never to be tried, and why. */
export function coverageOf(heard: CoverageHeard): Coverage {
  const { planned, operations, minimum } = heard;
  const entries = entriesOf(heard);
  const sides = sideCounts(entries);
  return {
    percent: percentOf(sides),
    minimum,
    sides,
    constraints: constraintCounts(entries),
    missed: missedReasons(entries),
    operations: operations.flatMap((operation) => {
      const own = entries.filter((entry) => entry.operation === operation);
      const cases = planned?.cases[operation];
      return own.length === 0 && cases === undefined ? [] : [operationOf(operation, own, cases ?? {})];
    }),
  };
}

function entriesOf({ planned, told, checks, isWhole }: CoverageHeard): Entry[] {
  const judged: Record<Side, Set<number>> = { valid: new Set(), fault: new Set() };
  const reasons: Record<Side, Map<number, string>> = { valid: new Map(), fault: new Map() };
  for (const { side, constraints, why } of told) {
    for (const at of constraints) {
      if (why === null) judged[side].add(at);
      else if (!reasons[side].has(at)) reasons[side].set(at, why);
    }
  }
  return (planned?.constraints ?? []).map((constraint, at) => {
    const seen = (side: Side): Seen => {
      if (judged[side].has(at)) return { status: 'judged', why: null };
      const why = reasons[side].get(at);
      return why === undefined ? unheard(constraint[side], side, checks, isWhole) : { status: 'missed', why };
    };
    return { ...constraint, seen: { valid: seen('valid'), fault: seen('fault') } };
  });
}

function unheard(planned: PlannedSide, side: Side, checks: readonly string[], isWhole: boolean): Seen {
  if ('why' in planned) return { status: planned.never ? 'never' : 'missed', why: planned.why };
  const judge = JUDGES[side];
  if (!checks.includes(judge)) return { status: 'missed', why: `the check ${judge} does not take part` };
  return { status: 'missed', why: isWhole ? UNSENT : CUT };
}

function sideCounts(entries: readonly Entry[]): SideCounts {
  const statuses = entries.flatMap(({ seen }) => SIDES.map((side) => seen[side].status));
  const count = (status: SideStatus) => statuses.filter((each) => each === status).length;
  const judged = count('judged');
  return { judged, counted: judged + count('missed'), never: count('never') };
}

// Rounded down, so that 100 % is all of them and a limit is not met by rounding.
function percentOf({ judged, counted }: SideCounts): number | null {
  return counted === 0 ? null : Math.floor((judged / counted) * 1000) / 10;
}

function constraintCounts(entries: readonly Entry[]): Coverage['constraints'] {
  const counts = { total: entries.length, full: 0, part: 0, none: 0, never: 0 };
  for (const { seen } of entries) counts[extentOf(seen)] += 1;
  return counts;
}

function extentOf(seen: Entry['seen']): 'full' | 'part' | 'none' | 'never' {
  const statuses = SIDES.map((side) => seen[side].status);
  if (!statuses.includes('judged')) return statuses.includes('missed') ? 'none' : 'never';
  return statuses.includes('missed') ? 'part' : 'full';
}

function missedReasons(entries: readonly Entry[]): Coverage['missed'] {
  const counts = new Map<string, number>();
  for (const { seen } of entries) {
    for (const side of SIDES) {
      const { status, why } = seen[side];
      if (status === 'missed' && why !== null) counts.set(why, (counts.get(why) ?? 0) + 1);
    }
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([why, sides]) => ({ why, sides }));
}

function operationOf(operation: string, entries: readonly Entry[], cases: CaseCounts): OperationCoverage {
  const places = new Map<string, Entry[]>();
  for (const entry of entries) {
    const key = JSON.stringify([placeOf(entry), entry.schema]);
    places.set(key, [...(places.get(key) ?? []), entry]);
  }
  return { operation, sides: sideCounts(entries), cases, places: [...places.values()].map(placeCoverage) };
}

function placeCoverage(entries: readonly Entry[]): PlaceCoverage {
  const [first] = entries as [Entry];
  const isJudged = ({ seen }: Entry) => SIDES.every((side) => seen[side].status === 'judged');
  return {
    place: placeOf(first),
    schema: first.schema,
    judged: entries.filter(isJudged).map(keywordOf),
    open: entries.filter((entry) => !isJudged(entry)).map(openOf),
  };
}

function openOf(entry: Entry): OpenConstraint {
  const { valid, fault } = entry.seen;
  const reasons = [...new Set([valid.why, fault.why].filter((why) => why !== null))];
  return { keyword: keywordOf(entry), valid: valid.status, fault: fault.status, why: reasons.join('; ') };
}

function placeOf({ where, instance }: Entry): string {
  return instance === '' ? where : `${where} ${instance}`;
}

function keywordOf({ keyword, member }: Entry): string {
  return member === undefined ? keyword : `${keyword}/${member}`;
}
