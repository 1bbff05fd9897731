import type { Finding, ListedExchange, Run } from '../../model/run.ts';
import { findingId } from './finding-view.ts';

/**
 * What the page's script lists and copies, as data: rows, and the words that they repeat by their place in a list.
 * A row is number, at, phase, operation, purpose, method, path, status, duration and findings.
 */
export interface ExchangeBlock {
  readonly run: string;
  readonly phases: readonly string[];
  readonly operations: readonly string[];
  readonly purposes: readonly string[];
  readonly methods: readonly string[];
  readonly rows: readonly Row[];
  /** Request and response of the exchanges that are kept in whole, by number. */
  readonly whole: Readonly<Record<string, Whole>>;
  readonly findings: readonly FindingData[];
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

interface FindingData {
  readonly id: string;
  readonly check: string;
  readonly level: string;
  /** As in report.json; null where the page has no room for more. */
  readonly whole: Finding | null;
}

// Characters of what is kept in whole, of each kind and run: a page of 10,000 cases has to open.
const ROOM = 1_000_000;
const PATH_CHARACTERS = 200;

/** The exchanges and findings of a run for the page's script. */
export function exchangeBlock(run: Run, runId: string): ExchangeBlock {
  const [phases, operations, purposes, methods] = [new Words(), new Words(), new Words(), new Words()];
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
  return {
    run: runId,
    phases: phases.list,
    operations: operations.list,
    purposes: purposes.list,
    methods: methods.list,
    rows,
    whole: wholes(run.exchanges),
    findings: findingData(run.findings, runId),
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

function findingData(findings: readonly Finding[], runId: string): FindingData[] {
  const fits = room();
  return findings.map((finding) => ({
    id: findingId(runId, finding),
    check: finding.check,
    level: finding.level,
    whole: fits(finding) ? finding : null,
  }));
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
