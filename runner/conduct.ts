import { randomBytes } from 'node:crypto';
import { siteOf } from '../contract/site.ts';
import { run } from '../engine/run.ts';
import type { Contract, Operation } from '../model/contract.ts';
import type { Event } from '../model/event.ts';
import type { HeaderField } from '../model/request.ts';
import type { Mode, Run } from '../model/run.ts';
import type { Level } from '../model/statement.ts';
import type { Budget } from '../plan/options.ts';
import { plan } from '../plan/plan.ts';
import { fold } from '../reports/fold.ts';
import { fileJournal, memoryJournal } from '../targets/journal.ts';
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
  readonly concurrency: number;
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

/**
 * Runs one contract against its target, from the plan to the folded result.
 * @throws UserError where options, contract or site values cannot be used.
 */
export async function conduct(contract: Contract, options: ConductOptions): Promise<Run> {
  const isMock = options.target === 'prism';
  const site = siteOf(contract, options.env, isMock);
  const planned = plan(contract, { ...options, site });
  const target = await openTarget(contract, options);
  const name = randomBytes(4).toString('hex');
  const journal = isMock ? memoryJournal() : fileJournal(options.journals, name);
  journal.write({
    type: 'run',
    run: name,
    contract: contract.file,
    productVersion: options.productVersion,
    target: target.transport.url,
    startedAt: new Date().toISOString(),
  });
  const events: Event[] = [];
  try {
    const { transport, profile } = target;
    const going = run(contract, planned, {
      ...options,
      transport,
      profile,
      site,
      journal,
      run: name,
      budget: options.budget.name,
      maxTime: options.maxTime,
    });
    for await (const event of going) {
      events.push(event);
      options.listen?.(event);
    }
  } finally {
    await target.close();
  }
  return fold(events, { failOn: options.failOn });
}
