import type { Contract } from '../model/contract.ts';
import type { Drift } from '../model/drift.ts';
import type { Event } from '../model/event.ts';
import type { Run } from '../model/run.ts';
import { fold } from '../reports/fold.ts';
import { foldPair } from '../reports/fold-pair.ts';
import { type ConductOptions, eventsOf, foldOptionsOf } from './conduct.ts';

/** Stands before the names of variables that are for the second target alone. */
export const AGAINST = 'AGAINST_';

/** How two targets are compared: everything but the target and its variables is the same. */
export interface AgainstOptions extends ConductOptions {
  /** The second target, as `target`. */
  readonly against: string;
  readonly listenAgainst?: ((event: Event) => void) | undefined;
  /** Is given the first run, before anything is sent to the second target. */
  readonly first?: ((run: Run) => void) | undefined;
}

/** What came of both; only the first where the run was stopped in between. */
export interface Compared {
  readonly runs: readonly Run[];
  readonly drift: Drift | null;
}

/**
 * Runs one contract on two targets, one after the other, by the same plan, and tells what differs. Each is as safe as a
 * run of its own: with the same mode, and a journal of its own.
 * @throws UserError where options, contract or site values cannot be used.
 */
export async function conductAgainst(contract: Contract, options: AgainstOptions): Promise<Compared> {
  const how = foldOptionsOf(contract, options);
  const before = await eventsOf(contract, options);
  const alone = fold(before, how);
  options.first?.(alone);
  if (options.signal.aborted) return { runs: [alone], drift: null };
  const { against, listenAgainst: listen } = options;
  const after = await eventsOf(contract, { ...options, target: against, variables: AGAINST, listen });
  return foldPair(before, after, how);
}
