import type { Contract, OperationId } from '../model/contract.ts';
import type { Budget } from '../plan/options.ts';
import type { Reading } from '../servers/twin/faults-in.ts';
import { benchFor } from './bench.ts';

/** Something that the suite finds of the twin itself, or why it could test nothing: a mistake of ours in any case. */
export interface OwnFinding {
  readonly seed: number;
  readonly reading: Reading;
  readonly check: string;
  readonly operation: OperationId;
  readonly message: string;
}

/** How often the suite is tried on the twin itself. */
export interface SeedsOptions {
  readonly seeds: number;
  readonly budget: Budget;
  readonly readings: readonly Reading[];
  /** Aborted to begin no more. */
  readonly signal: AbortSignal;
  readonly tell: (done: number) => void;
}

/**
 * Runs the suite on the twin itself, with the seeds from 1 on and in each reading. A lenient reading departs from every
 * SHOULD and MAY, so there only a MUST is a mistake.
 */
export async function ownFindings(
  contract: Contract,
  { seeds, budget, readings, signal, tell }: SeedsOptions,
): Promise<OwnFinding[]> {
  const found: OwnFinding[] = [];
  let done = 0;
  for (let seed = 1; seed <= seeds; seed += 1) {
    for (const reading of readings) {
      if (signal.aborted) return found;
      const bench = benchFor(contract, { seed, budget, reading });
      const { findings, notTested } = await bench.try(undefined, undefined, () => false);
      const wrong = findings.filter(({ level }) => reading === 'strict' || level === 'must');
      found.push(
        ...wrong.map(({ check, operation, message }) => ({ seed, reading, check, operation, message })),
      );
      if (notTested !== null) found.push({ seed, reading, check: '', operation: '', message: notTested });
      done += 1;
      tell(done);
    }
  }
  return found;
}
