import type { Hand } from './hand.ts';
import type { Mutant } from './mutant.ts';
import type { Verdict } from './trial.ts';

/** How mutants are gone through. */
export interface ProveOptions {
  /** Tried already, by id. */
  readonly done: ReadonlyMap<string, Verdict>;
  /** Those that are also tried with the whole suite. */
  readonly inFull: ReadonlySet<string>;
  /** Aborted to begin no more. */
  readonly signal: AbortSignal;
  readonly tell: (verdict: Verdict, count: number) => void;
}

/** Has hands try mutants until all are done; gives the verdicts by id. */
export async function prove(
  mutants: readonly Mutant[],
  hands: readonly Hand[],
  { done, inFull, signal, tell }: ProveOptions,
): Promise<Map<string, Verdict>> {
  const verdicts = new Map(done);
  const waiting = mutants.filter(({ id }) => !done.has(id));
  const work = async (hand: Hand) => {
    for (let next = waiting.shift(); next && !signal.aborted; next = waiting.shift()) {
      const verdict = await hand.try(next.id, inFull.has(next.id));
      verdicts.set(verdict.id, verdict);
      tell(verdict, verdicts.size);
    }
  };
  await Promise.all(hands.map(work));
  return verdicts;
}
