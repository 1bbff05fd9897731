import { randomBytes } from 'node:crypto';
import { siteOf } from '../contract/site.ts';
import { type RunOptions, run } from '../engine/run.ts';
import type { Plan } from '../model/case.ts';
import type { Contract, Operation } from '../model/contract.ts';
import type { Event } from '../model/event.ts';
import type { HeaderField } from '../model/request.ts';
import type { Mode, Run } from '../model/run.ts';
import type { Level } from '../model/statement.ts';
import type { Budget } from '../plan/options.ts';
import { plan } from '../plan/plan.ts';
import { fold } from '../reports/fold.ts';
import { fileJournal, type Journal, memoryJournal } from '../targets/journal.ts';
import { openTarget, type TargetOptions } from './open-target.ts';

/** Everything that a run of one contract depends on. */
export interface ConductOptions extends TargetOptions {
  readonly mode: Mode;
  readonly seed: number;
  readonly budget: Budget;
  /** Values by environment variable. */
  readonly env: ReadonlyMap<string, string>;
  readonly failOn: Level;
  readonly headers: readonly HeaderField[];
  /** Seconds for the whole run. */
  readonly maxTime?: number | undefined;
  readonly productVersion: string | null;
  readonly selects: (operation: Operation) => boolean;
  readonly selectsCheck: (id: string) => boolean;
  /** Folder for the journals of runs against live targets. */
  readonly journals: string;
  readonly signal: AbortSignal;
  readonly cleanupSignal: AbortSignal;
  readonly interruptedBy: () => number | null;
  readonly listen?: ((event: Event) => void) | undefined;
}

const UNCHECKED: Event = {
  type: 'warning',
  warning: { code: 'insecure', message: '--insecure: the certificate of the target was not checked.' },
};

/**
 * Runs one contract against its target, from the plan to the folded result.
 * @throws UserError where options, contract or site values cannot be used.
 */
export async function conduct(contract: Contract, options: ConductOptions): Promise<Run> {
  const events: Event[] = [];
  const tell = (event: Event) => {
    events.push(event);
    options.listen?.(event);
  };
  await withTarget(contract, options, undefined, async (planned, runOptions) => {
    for await (const event of run(contract, planned, runOptions)) {
      tell(event);
      if (event.type === 'run-started' && options.insecure === true) tell(UNCHECKED);
    }
  });
  return fold(events, { failOn: options.failOn });
}

/**
 * Opens the target and a journal, and lets `work` have them; closes the target whatever happens. `earlier` names a run
 * whose journal is gone on with.
 */
export async function withTarget<Result>(
  contract: Contract,
  options: ConductOptions,
  earlier: string | undefined,
  work: (plan: Plan, options: RunOptions) => Promise<Result>,
): Promise<Result> {
  const isMock = options.target === 'prism';
  const site = siteOf(contract, options.env, isMock);
  const planned = plan(contract, { ...options, site });
  const { transport, profile, close } = await openTarget(contract, options);
  const name = earlier ?? randomBytes(4).toString('hex');
  const journal: Journal = isMock ? memoryJournal() : fileJournal(options.journals, name);
  if (earlier === undefined) {
    journal.write({
      type: 'run',
      run: name,
      contract: contract.file,
      productVersion: options.productVersion,
      target: transport.url,
      startedAt: new Date().toISOString(),
    });
  }
  try {
    return await work(planned, {
      ...options,
      transport,
      profile,
      site,
      journal,
      run: name,
      budget: options.budget.name,
      maxTime: options.maxTime,
    });
  } finally {
    await close();
  }
}
