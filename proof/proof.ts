import type { OperationId } from '../model/contract.ts';
import { type KnownSurvivor, knownOf } from './known-survivors.ts';
import type { Family, Mutant, Unmade } from './mutant.ts';
import type { OwnFinding } from './own-findings.ts';
import type { Verdict } from './trial.ts';

/** What was tried, so that it can be done again. */
export interface Trials {
  readonly contract: string;
  readonly version: string;
  readonly seed: number;
  readonly budget: string;
  readonly reading: string;
  /** How many mutants there are, of which only a sample may have been tried. */
  readonly mutants: number;
}

/** A mutant with what became of it, as data. */
export interface TriedMutant extends Verdict {
  readonly family: Family;
  readonly check: string;
  readonly operation: OperationId;
  readonly what: string;
  /** Why it is known to survive, and what is planned. */
  readonly known?: Pick<KnownSurvivor, 'reason' | 'plan'>;
}

/** The proof of a contract: the shape of proof.json. */
export interface Proof extends Trials {
  readonly schemaVersion: '1';
  /** How many seeds the suite was tried with on the twin itself, in each reading. */
  readonly seeds: number;
  /** What the suite finds of the twin itself: nothing, if it is right. */
  readonly findingsOfTheTwin: readonly OwnFinding[];
  readonly tried: readonly TriedMutant[];
  /** What nothing can be made wrong of, and why. */
  readonly unmade: readonly Unmade[];
  /** Known survivors that survive no more, as their entries name them. */
  readonly stale: readonly string[];
}

/** What a proof is made of beside what became of the mutants. */
export interface ProofParts {
  readonly seeds: number;
  readonly own: readonly OwnFinding[];
  readonly unmade: readonly Unmade[];
  readonly known: readonly KnownSurvivor[];
  /** Whether all mutants were tried: only then is it known what survives no more. */
  readonly isWhole: boolean;
}

/** How many mutants came to what. */
export interface Tally {
  readonly killed: number;
  readonly survived: number;
  readonly equivalent: number;
  /** Percent of those that are not equivalent; 100 where there are none. */
  readonly score: number;
}

/** Counts verdicts. */
export function tallyOf(verdicts: readonly Pick<Verdict, 'outcome'>[]): Tally {
  const count = (outcome: Verdict['outcome']) => verdicts.filter((one) => one.outcome === outcome).length;
  const [killed, survived, equivalent] = [count('killed'), count('survived'), count('equivalent')];
  const all = killed + survived;
  return { killed, survived, equivalent, score: all === 0 ? 100 : (100 * killed) / all };
}

/** Puts a proof together of verdicts in the order of the catalogue. */
export function proofOf(
  trials: Trials,
  { seeds, own: findingsOfTheTwin, unmade, known, isWhole }: ProofParts,
  mutants: readonly Mutant[],
  verdicts: ReadonlyMap<string, Verdict>,
): Proof {
  const used = new Set<KnownSurvivor>();
  const tried = mutants.flatMap(({ id, family, check, target, what }): TriedMutant[] => {
    const verdict = verdicts.get(id);
    if (!verdict) return [];
    const entry = verdict.outcome === 'survived' ? knownOf(known, id) : undefined;
    if (entry) used.add(entry);
    const said = entry ? { known: { reason: entry.reason, plan: entry.plan } } : {};
    return [{ ...verdict, family, check, operation: target.operation, what, ...said }];
  });
  const stale = isWhole ? known.filter((entry) => !used.has(entry)).map(({ mutants: named }) => named) : [];
  return { schemaVersion: '1', ...trials, seeds, findingsOfTheTwin, tried, unmade, stale };
}
