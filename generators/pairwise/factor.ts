/** One thing that can be chosen in several ways, such as whether a member is there. */
export interface Factor {
  /** How many ways there are, at least one. */
  readonly levels: number;
  /** What must be chosen elsewhere for this to be a choice at all: the member's object has to be there. */
  readonly within?: readonly Condition[];
}

/** Levels of a factor that stands before in the list. */
export interface Condition {
  readonly factor: number;
  readonly levels: readonly number[];
}

/** One level of one factor. */
export interface Choice {
  readonly factor: number;
  readonly level: number;
}

/** A level for each factor; undefined where nothing is said of it. */
export type Row = readonly (number | undefined)[];

/** The choices that a row makes. */
export function choicesOf(row: Row): Choice[] {
  return row.flatMap((level, factor) => (level === undefined ? [] : [{ factor, level }]));
}

/** What each factor may be for every factor to be a choice: its own conditions and those of what it lies in. */
export function demandsOf(factors: readonly Factor[]): ReadonlyMap<number, ReadonlySet<number>>[] {
  const all: Map<number, ReadonlySet<number>>[] = [];
  for (const [at, { within = [] }] of factors.entries()) {
    const demands = new Map<number, ReadonlySet<number>>();
    for (const { factor, levels } of within) {
      if (factor >= at) throw new RangeError('a factor lies in one that stands before it');
      narrow(demands, factor, new Set(levels));
      for (const [above, allowed] of all[factor] ?? []) narrow(demands, above, allowed);
    }
    all.push(demands);
  }
  return all;
}

function narrow(
  demands: Map<number, ReadonlySet<number>>,
  factor: number,
  levels: ReadonlySet<number>,
): void {
  const known = demands.get(factor);
  demands.set(factor, known ? new Set([...known].filter((level) => levels.has(level))) : levels);
}
