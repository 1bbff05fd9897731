import type { Finding, ListedExchange, Run } from '../../model/run.ts';
import { findingId } from './finding-view.ts';

/**
 * What the page's script lists and copies, as data: rows, and the words that they repeat by their place in a list.
 * A row of an exchange is number, at, phase, operation, purpose, method, path, status, duration and findings; one of a finding is
 * the end of its id, its check and its level.
 */
export interface ExchangeBlock {
  readonly run: string;
  readonly phases: readonly string[];
  readonly operations: readonly string[];
  readonly purposes: readonly string[];
  readonly methods: readonly string[];
  readonly checks: readonly string[];
  readonly levels: readonly string[];
  readonly rows: readonly Row[];
  /** Request and response of the exchanges that are kept in whole, by number. */
  readonly whole: Readonly<Record<string, Whole>>;
  readonly findings: readonly FindingRow[];
  /** Findings as in report.json, by their place among the rows; the page has no room for all. */
  readonly wholeFindings: Readonly<Record<number, Finding>>;
}

type Row = readonly [
  number: number,
  at: number,
  phase: number,
  operation: number,
  purpose: number,
  method: number,
  path: string,
  status: number | null,
  durationMs: number,
  findings: readonly number[],
];

type Whole = NonNullable<ListedExchange['whole']>;

type FindingRow = readonly [id: string, check: number, level: number];

// Characters of what is kept in whole, of each kind and run: a page of 10,000 cases has to open.
const ROOM = 1_000_000;
const PATH_CHARACTERS = 200;

/** The exchanges and findings of a run for the page's script, but for the findings that it carries packed, by their ids. */
export function exchangeBlock(run: Run, runId: string, packed: ReadonlySet<string>): ExchangeBlock {
  const [phases, operations, purposes, methods] = [new Words(), new Words(), new Words(), new Words()];
  const [checks, levels] = [new Words(), new Words()];
  const findingPlaces = new Map(run.findings.map(({ fingerprint }, at) => [fingerprint, at]));
  const rows = run.exchanges.map(
    (each): Row => [
      each.number,
      Math.round(each.at),
      phases.placeOf(each.phase),
      operations.placeOf(each.operation),
      purposes.placeOf(each.purpose),
      methods.placeOf(each.method),
      each.path.length > PATH_CHARACTERS ? `${each.path.slice(0, PATH_CHARACTERS)}…` : each.path,
      each.status,
      Math.round(each.durationMs),
      each.findings.flatMap((fingerprint) => findingPlaces.get(fingerprint) ?? []),
    ],
  );
  const findings = run.findings.map(
    (finding): FindingRow => [
      findingId(runId, finding).slice(runId.length + 1),
      checks.placeOf(finding.check),
      levels.placeOf(finding.level),
    ],
  );
  return {
    run: runId,
    phases: phases.list,
    operations: operations.list,
    purposes: purposes.list,
    methods: methods.list,
    checks: checks.list,
    levels: levels.list,
    rows,
    whole: wholes(run.exchanges),
    findings,
    wholeFindings: wholeFindings(run.findings, runId, packed),
  };
}

/** Words in the order in which they came. */
class Words {
  readonly list: string[] = [];
  readonly #places = new Map<string, number>();

  placeOf(word: string): number {
    const known = this.#places.get(word);
    if (known !== undefined) return known;
    this.#places.set(word, this.list.length);
    return this.list.push(word) - 1;
  }
}

function wholes(exchanges: readonly ListedExchange[]): Record<string, Whole> {
  const fits = room();
  const kept = exchanges.filter((each) => each.whole !== null && fits(each.whole));
  return Object.fromEntries(kept.flatMap(({ number, whole }) => (whole ? [[number, whole]] : [])));
}

function wholeFindings(
  findings: readonly Finding[],
  runId: string,
  packed: ReadonlySet<string>,
): Record<number, Finding> {
  const fits = room();
  return Object.fromEntries(
    findings
      .map((finding, at) => [at, finding] as const)
      .filter(([, finding]) => !packed.has(findingId(runId, finding)) && fits(finding)),
  );
}

/** Tells of one thing after another whether there is still room for it. */
function room(): (value: unknown) => boolean {
  let left = ROOM;
  return (value) => {
    const size = JSON.stringify(value).length;
    if (size > left) return false;
    left -= size;
    return true;
  };
}
