import type { OperationId } from '../model/contract.ts';
import type { Finding } from '../model/run.ts';
import type { Level } from '../model/statement.ts';
import type { Bench } from './bench.ts';
import type { Mutant } from './mutant.ts';
import { watched } from './watched-departure.ts';

/** A check that found a mutant. */
export interface Killer {
  readonly check: string;
  readonly operation: OperationId;
  readonly level: Level;
}

/** What became of a mutant. */
export interface Verdict {
  readonly id: string;
  /** `equivalent`: no request of many told it from the twin. */
  readonly outcome: 'killed' | 'survived' | 'equivalent';
  /** The checks that found it until it was enough, the one that was to find it first. */
  readonly by: readonly Killer[];
  /** Exchanges that it took, or that told nothing. */
  readonly exchanges: number;
  /** How often it answered or acted otherwise than the twin. */
  readonly departed: number;
}

/** Tries a suite on a mutant: first the operations that it touches, then all of them. */
export async function tryMutant(bench: Bench, mutant: Mutant, known: ReadonlySet<string>): Promise<Verdict> {
  const { operation } = mutant.target;
  const touched = [operation, ...(mutant.also ?? [])];
  const near = await attempt(bench, mutant, touched, known);
  if (near.by.length > 0) return near;
  const whole = await attempt(bench, mutant, undefined, known);
  const departed = near.departed + whole.departed;
  const exchanges = near.exchanges + whole.exchanges;
  return { ...whole, departed, exchanges };
}

async function attempt(
  bench: Bench,
  mutant: Mutant,
  operations: readonly OperationId[] | undefined,
  known: ReadonlySet<string>,
): Promise<Verdict> {
  const watch = watched(mutant.depart());
  const isNews = ({ fingerprint }: Finding) => !known.has(fingerprint);
  const { findings, exchanges } = await bench.try(
    watch.departure,
    operations,
    (finding) => isNews(finding) && finding.check === mutant.check,
  );
  const by = killersIn(findings.filter(isNews), mutant.check);
  const outcome = by.length > 0 ? 'killed' : watch.departed === 0 ? 'equivalent' : 'survived';
  return { id: mutant.id, outcome, by, exchanges, departed: watch.departed };
}

function killersIn(findings: readonly Finding[], due: string): Killer[] {
  const killers = new Map<string, Killer>();
  for (const { check, operation, level } of findings)
    killers.set(`${check} ${operation}`, { check, operation, level });
  return [...killers.values()].sort((a, b) => Number(b.check === due) - Number(a.check === due));
}
