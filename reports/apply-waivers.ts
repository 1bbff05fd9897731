import type { CheckVerdict, Finding, Run } from '../model/run.ts';
import { versionRange } from '../model/version-range.ts';
import type { FoundBy, JudgedWaiver, WaivedBy, Waiver } from '../model/waiver.ts';

/** The waivers that a run is folded with. */
export interface WaiverOptions {
  readonly entries: readonly Waiver[];
  /** As `2026-11-25`: the fold does not look at the clock. */
  readonly today: string;
  /** Operations that were chosen; undefined for all. */
  readonly selected?: ReadonlySet<string> | undefined;
  /** Findings on another target of the same run: what is needed there is not stale here. */
  readonly elsewhere?: readonly Finding[] | undefined;
}

/** What entries are held against. */
export interface WaivableRun {
  readonly contract: Run['contract'];
  readonly target: Run['target'];
  readonly mode: Run['mode'];
  readonly budget: string;
  readonly findings: readonly Finding[];
  readonly operations: Run['operations'];
  /** Whether the run came to its end and tested something. */
  readonly isWhole: boolean;
}

/** The findings with what waives them, and what became of each entry. */
export interface Waived {
  readonly findings: Finding[];
  readonly waivers: JudgedWaiver[];
}

/** Holds entries against a run: which finding is waived by which, and which entries have to go. */
export function applyWaivers(run: WaivableRun, options: WaiverOptions | undefined): Waived {
  const waivers = (options?.entries ?? []).map((entry) => judged(entry, run, options as WaiverOptions));
  const used = waivers.filter(({ status }) => status === 'used');
  const findings = run.findings.map((finding) => {
    const by = used.find((waiver) => waiver.findings.includes(finding.fingerprint));
    return { ...finding, waived: by === undefined ? null : waivedBy(by) };
  });
  return { findings, waivers };
}

function waivedBy({ reason, owner, ticket, document, expires, file, line, column }: Waiver): WaivedBy {
  return { reason, owner, ticket, document, expires, file, line, column };
}

function judged(entry: Waiver, run: WaivableRun, options: WaiverOptions): JudgedWaiver {
  const outside = outOfScope(entry, run, options.selected);
  if (outside !== undefined) return { ...entry, status: 'unused', why: outside, findings: [] };
  const findings = run.findings.filter((finding) => speaksOf(entry, finding)).map((each) => each.fingerprint);
  if (options.today > entry.expires) {
    const why = `it expired on ${entry.expires}, so it waives nothing any more`;
    return { ...entry, status: 'expired', why, findings };
  }
  if (findings.length > 0) return { ...entry, status: 'used', why: null, findings };
  if (options.elsewhere?.some((finding) => speaksOf(entry, finding)) === true)
    return { ...entry, status: 'unused', why: 'it is needed for the other target', findings };
  return { ...entry, ...unmatched(entry, run), findings };
}

/** Whether an entry means a finding, whatever its contract, its versions and its day. */
export function speaksOf(entry: Waiver, finding: Finding): boolean {
  const agrees = (wanted: string | null, is: string | null) => wanted === null || wanted === is;
  return (
    agrees(entry.fingerprint, finding.fingerprint) &&
    agrees(entry.operation, finding.operation) &&
    agrees(entry.check, finding.check) &&
    agrees(entry.pointer, finding.pointer) &&
    agrees(entry.keyword, finding.keyword)
  );
}

/** Why an entry does not speak of this run; undefined where it does. */
function outOfScope(
  { contract, operation, check, productVersions }: Waiver,
  run: WaivableRun,
  selected: ReadonlySet<string> | undefined,
): string | undefined {
  if (contract !== null && contract !== run.contract.name) return `it is for the contract ${contract}`;
  const version = run.contract.productVersion ?? run.contract.version;
  const isIn = productVersions === null ? true : versionRange(productVersions)?.includes(version);
  if (isIn !== true) {
    return isIn === undefined
      ? `the version ${JSON.stringify(version)} cannot be compared with ${productVersions}`
      : `it is for versions ${productVersions}, and this is ${version}`;
  }
  if (operation !== null && selected?.has(operation) === false) return 'its operation was not chosen';
  const isMissing =
    check !== null && !run.operations.some(({ checks }) => checks.some((one) => one.check === check));
  return isMissing ? 'its check did not take part' : undefined;
}

function unmatched(entry: Waiver, run: WaivableRun): Pick<JudgedWaiver, 'status' | 'why'> {
  if (!run.isWhole) return { status: 'unused', why: 'the run did not come to its end' };
  const less = entry.found && lookedAtLess(entry.found, run);
  if (less) return { status: 'unused', why: less };
  const cells = cellsOf(entry, run.operations);
  if (entry.operation === null || entry.check === null) return unmatchedByName(cells);
  const [cell] = cells;
  if (cell?.verdict === 'holds') {
    const times = cell.cases === 1 ? 'once' : `${cell.cases} times`;
    return { status: 'stale', why: `the check was judged ${times} and holds, so nothing is left to waive` };
  }
  if (cell?.verdict === 'broken') {
    return {
      status: 'unused',
      why: 'the check is broken by something else, which may hide what it speaks of',
    };
  }
  if (cell?.verdict === 'not-applicable') {
    return { status: 'stale', why: `the check does not apply to the operation: ${cell.why}` };
  }
  return { status: 'unused', why: `the check was not decided: ${cell?.why ?? 'no case reached it'}` };
}

const MODES: readonly Run['mode'][] = ['read-only', 'write', 'full'];
// Random cases; quick has none, and no combinations.
const BUDGETS: Readonly<Record<string, number>> = { quick: -1, normal: 50, thorough: 500 };

/** Why a run may hold what another one broke; undefined where it looked at no less. */
function lookedAtLess({ target, mode, budget }: FoundBy, run: WaivableRun): string | undefined {
  const size = (of: string) => BUDGETS[of] ?? Number(of);
  if (target !== null && target !== run.target.kind)
    return `it was found on a ${target} target, and this one is ${run.target.kind}`;
  if (mode !== null && MODES.indexOf(run.mode) < MODES.indexOf(mode))
    return `it was found in mode ${mode}, and this one is ${run.mode}`;
  return budget !== null && !(size(run.budget) >= size(budget))
    ? `it was found by the budget ${budget}, and this one is ${run.budget}`
    : undefined;
}

// A hash alone does not say where its finding would be, so it is stale only where nothing was left open.
function unmatchedByName(cells: readonly CheckVerdict[]): Pick<JudgedWaiver, 'status' | 'why'> {
  const open = cells.filter(({ verdict }) => verdict === 'not-exercised' || verdict === 'not-decidable');
  if (open.length === 0)
    return { status: 'stale', why: 'everything was judged, and no finding has its fingerprint' };
  const why =
    'no finding has its fingerprint, but not everything was judged; with operation and check it could be told whether it is stale';
  return { status: 'unused', why };
}

function cellsOf({ operation, check }: Waiver, operations: Run['operations']): CheckVerdict[] {
  return operations
    .filter((row) => operation === null || row.operation === operation)
    .flatMap(({ checks }) => checks.filter((each) => check === null || each.check === check));
}
