import { type Choice, choicesOf, type Factor, type Row } from './factor.ts';
import { PairTable } from './pair-table.ts';

/** How a covering set is made. */
export interface CoveringOptions {
  /** Why choices cannot be made together; undefined where they can. What is left out of them must be possible, too. */
  readonly refusal?: (row: Row) => string | undefined;
  /** Rows that are there already. */
  readonly known?: readonly Row[];
  /** No more rows than these. @defaultValue no limit */
  readonly mostRows?: number;
  /** No more questions to `refusal` than these. @defaultValue no limit */
  readonly mostTries?: number;
}

/** Rows in which every possible pair of choices occurs. */
export interface Covering {
  readonly rows: readonly Row[];
  /** Pairs that cannot occur, and why; one choice alone stands for all pairs with it. */
  readonly impossible: readonly { readonly choices: readonly Choice[]; readonly why: string }[];
  /** Pairs that a limit left out. */
  readonly left: number;
}

/**
 * A small set of rows in which each pair of choices of two factors occurs that is possible together. Greedy, as in AETG
 * (Cohen, Dalal, Fredman and Patton, 1997): the number of rows grows with the logarithm of the number of factors. The
 * same at every call.
 */
export function coveringRows(factors: readonly Factor[], options: CoveringOptions = {}): Covering {
  const table = new PairTable(factors);
  for (const row of options.known ?? []) table.cover(row);
  const rows: Row[] = [];
  const impossible: Covering['impossible'][number][] = [];
  const { mostRows = Number.POSITIVE_INFINITY, mostTries = Number.POSITIVE_INFINITY } = options;
  let tries = 0;
  const refusal = (row: Row): string | undefined => {
    tries += 1;
    return options.refusal?.(row);
  };
  for (const choice of everyChoice(factors)) {
    if (!options.refusal || table.openWith(choice) === 0) continue;
    const why = refusal(rowOf(factors, [choice]));
    if (why === undefined) continue;
    table.ruleOut(choice);
    impossible.push({ choices: [choice], why });
  }
  while (rows.length < mostRows && tries < mostTries) {
    const pair = table.first();
    if (!pair) break;
    const row = possibleRow(factors, table, pair, refusal);
    if (typeof row === 'string') {
      table.rule(...pair);
      impossible.push({ choices: pair, why: row });
      continue;
    }
    rows.push(row);
    table.cover(row);
  }
  return { rows, impossible, left: table.open };
}

function everyChoice(factors: readonly Factor[]): Choice[] {
  return factors.flatMap(({ levels }, factor) =>
    Array.from({ length: levels }, (_, level) => ({ factor, level })),
  );
}

/** A row with a pair and whatever else is of use, or why the pair is not possible. */
function possibleRow(
  factors: readonly Factor[],
  table: PairTable,
  pair: readonly [Choice, Choice],
  refusal: (row: Row) => string | undefined,
): Row | string {
  const whole = usefulRow(factors, table, pair);
  if (refusal(whole) === undefined) return whole;
  const base = rowOf(factors, pair);
  const why = refusal(base);
  if (why !== undefined) return why;
  const rest = choicesOf(whole).filter(({ factor }) => base[factor] === undefined);
  return grown(base, rest, refusal);
}

/** The row with as many more choices as are possible; halves are tried first, since few choices are in the way. */
function grown(base: Row, more: readonly Choice[], refusal: (row: Row) => string | undefined): Row {
  if (more.length === 0) return base;
  const tried = base.map((level, factor) => more.find((one) => one.factor === factor)?.level ?? level);
  if (refusal(tried) === undefined) return tried;
  if (more.length === 1) return base;
  const half = Math.ceil(more.length / 2);
  return grown(grown(base, more.slice(0, half), refusal), more.slice(half), refusal);
}

function rowOf(factors: readonly Factor[], choices: readonly Choice[]): Row {
  return factors.map((_, at) => choices.find(({ factor }) => factor === at)?.level);
}

/** The pair, and for each other factor the level that brings most pairs that are still to come. */
function usefulRow(factors: readonly Factor[], table: PairTable, pair: readonly [Choice, Choice]): Row {
  const row = [...rowOf(factors, pair)];
  const asked = pair.map(({ factor }) => table.demands[factor]);
  const chosen: Choice[] = [...pair];
  for (const [factor, { levels }] of factors.entries()) {
    if (row[factor] !== undefined || !isChoice(table, row, factor)) continue;
    const best = bestOf(
      table,
      chosen,
      Array.from({ length: levels }, (_, level) => ({ factor, level })).filter(({ level }) =>
        asked.every((demands) => demands?.get(factor)?.has(level) !== false),
      ),
    );
    if (!best) continue;
    row[factor] = best.level;
    chosen.push(best);
  }
  return row;
}

/** Whether all that a factor lies in is there. */
function isChoice({ demands }: PairTable, row: Row, factor: number): boolean {
  return [...(demands[factor] ?? [])].every(([above, levels]) => {
    const level = row[above];
    return level !== undefined && levels.has(level);
  });
}

function bestOf(
  table: PairTable,
  chosen: readonly Choice[],
  candidates: readonly Choice[],
): Choice | undefined {
  let best: { choice: Choice; gain: number; open: number } | undefined;
  for (const choice of candidates) {
    if (chosen.some((other) => table.isImpossible(choice, other))) continue;
    const gain = chosen.filter((other) => table.isOpen(choice, other)).length;
    const open = table.openWith(choice);
    if (!best || gain > best.gain || (gain === best.gain && open > best.open)) best = { choice, gain, open };
  }
  return best?.choice;
}
