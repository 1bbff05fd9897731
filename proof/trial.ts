import type { OperationId } from '../model/contract.ts';
import type { Finding } from '../model/run.ts';
import type { Level } from '../model/statement.ts';
import type { Bench } from './bench.ts';
import { searchDifference } from './equivalence.ts';
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
  /**
   * `killed`: something was found, or the run said that nothing could be tested. `equivalent`: no request of the
   * suite, and of many others, told it from the twin. `survived`: some request does, and the suite does not.
   */
  readonly outcome: 'killed' | 'survived' | 'equivalent';
  /** The checks that found it, up to the one that was to find it, which comes first. */
  readonly by: readonly Killer[];
  /** Exchanges of the suite that it took, or that told nothing. */
  readonly exchanges: number;
  /** How often it answered or acted otherwise than the twin in them. */
  readonly departed: number;
  /** Different requests that were tried beside the suite, where it found nothing. */
  readonly probes: number;
  /** Whether the whole suite comes to the same, where it was asked for as well. */
  readonly wholeAgrees?: boolean;
  /** Why the suite broke off: a bug of ours, which no target should bring out. */
  readonly error?: string;
}

/** How a mutant is tried. */
export interface TrialOptions {
  readonly bench: Bench;
  /** Fingerprints of what the suite finds of the twin itself. */
  readonly known: ReadonlySet<string>;
  /** Runs the whole suite too, and says whether it comes to the same. */
  readonly inFull: boolean;
}

// Enough to meet every value of the stock at every place of a large body several times.
const PROBES = 600;

/**
 * Tries the suite on a mutant: first the operations that it touches; where they find nothing, other requests say whether
 * there is something to be found, and then all operations take part.
 */
export async function tryMutant(mutant: Mutant, options: TrialOptions): Promise<Verdict> {
  try {
    return await tried(mutant, options);
  } catch (error) {
    const none = { by: [], exchanges: 0, departed: 0, probes: 0 };
    return { id: mutant.id, outcome: 'survived', ...none, error: String(error) };
  }
}

async function tried(mutant: Mutant, options: TrialOptions): Promise<Verdict> {
  const { operation } = mutant.target;
  const near = await attempt(mutant, options, [operation, ...(mutant.also ?? [])]);
  const verdict = near.isKilled ? killed(mutant, near) : await doubted(mutant, options, near);
  if (!options.inFull) return verdict;
  const whole = await attempt(mutant, options, undefined);
  return { ...verdict, wholeAgrees: whole.isKilled === (verdict.outcome === 'killed') };
}

async function doubted(mutant: Mutant, options: TrialOptions, near: Attempt): Promise<Verdict> {
  const { contract, reading, seed } = options.bench;
  // What the suite was shown and did not notice tells the two apart, whatever others are shown.
  const search = near.isSeen
    ? { isDifferent: true, requests: 0 }
    : searchDifference(contract, mutant, { reading, seed, count: PROBES });
  const seen = { probes: search.requests };
  if (!search.isDifferent) return { ...killed(mutant, near), outcome: 'equivalent', ...seen };
  const whole = await attempt(mutant, options, undefined);
  const exchanges = near.exchanges + whole.exchanges;
  const departed = near.departed + whole.departed;
  const outcome = whole.isKilled ? 'killed' : 'survived';
  return { ...killed(mutant, whole), exchanges, departed, outcome, ...seen };
}

function killed({ id }: Mutant, { by, exchanges, departed }: Attempt): Verdict {
  return { id, outcome: 'killed', by, exchanges, departed, probes: 0 };
}

interface Attempt {
  readonly isKilled: boolean;
  readonly by: readonly Killer[];
  readonly exchanges: number;
  readonly departed: number;
  readonly isSeen: boolean;
}

async function attempt(
  mutant: Mutant,
  { bench, known }: TrialOptions,
  operations: readonly OperationId[] | undefined,
): Promise<Attempt> {
  const watch = watched((note) => mutant.depart(note));
  const isNews = ({ fingerprint }: Finding) => !known.has(fingerprint);
  const { findings, exchanges, notTested } = await bench.try(
    watch.departure,
    operations,
    (finding) => isNews(finding) && finding.check === mutant.check,
  );
  const by = killersIn(findings.filter(isNews), mutant.check);
  const isKilled = by.length > 0 || notTested !== null;
  const { departed, isSeen } = watch;
  return { isKilled, by, exchanges, departed, isSeen };
}

function killersIn(findings: readonly Finding[], due: string): Killer[] {
  const killers = new Map<string, Killer>();
  for (const { check, operation, level } of findings)
    killers.set(`${check} ${operation}`, { check, operation, level });
  return [...killers.values()].sort((a, b) => Number(b.check === due) - Number(a.check === due));
}
