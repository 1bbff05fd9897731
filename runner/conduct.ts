import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { readWaivers } from '../contract/waivers/read-waivers.ts';
import { run } from '../engine/run.ts';
import type { RunOptions } from '../engine/run-options.ts';
import type { Plan } from '../model/case.ts';
import type { Contract, Operation } from '../model/contract.ts';
import type { EarlierRun } from '../model/earlier.ts';
import type { Event } from '../model/event.ts';
import type { Evidence } from '../model/replay.ts';
import type { HeaderField } from '../model/request.ts';
import type { Mode, Run } from '../model/run.ts';
import type { Level } from '../model/statement.ts';
import type { Waiver } from '../model/waiver.ts';
import type { Budget } from '../plan/options.ts';
import { plan } from '../plan/plan.ts';
import type { WaiverOptions } from '../reports/apply-waivers.ts';
import { type FoldOptions, fold } from '../reports/fold.ts';
import type { Clock } from '../targets/clock.ts';
import { memoryJournal, outstanding } from '../targets/journal.ts';
import { surroundings } from './embedded.ts';
import { openTarget, type TargetOptions } from './open-target.ts';
import { newJournal, type RunJournal, resumedJournal } from './run-journal.ts';
import { refuseUnknownWaivers } from './unknown-waivers.ts';

/** Everything that a run of one contract depends on. */
export interface ConductOptions extends TargetOptions {
  readonly mode: Mode;
  readonly seed: number;
  readonly budget: Budget;
  /** Values by environment variable. */
  readonly env: ReadonlyMap<string, string>;
  readonly failOn: Level;
  /** Percent of the constraints' sides that must have been judged; less fails the run. */
  readonly minCoverage?: number | undefined;
  readonly headers: readonly HeaderField[];
  /** How many objects of the run may be alive at once. @defaultValue 50 */
  readonly maxAlive?: number | undefined;
  /** Milliseconds that a reply may take. */
  readonly maxResponseMs?: number | undefined;
  /** Seconds for the whole run. */
  readonly maxTime?: number | undefined;
  /** Variables with this before their names go before those without. */
  readonly variables?: string | undefined;
  readonly productVersion: string | null;
  /** Known deviations, or the file that holds them. */
  readonly waivers?: string | readonly Waiver[] | undefined;
  /** The day that they are held against, as `2026-11-25`. @defaultValue today in UTC */
  readonly today?: string | undefined;
  /** Earlier runs of the contract; the one on the same target tells what is new. */
  readonly earlier?: readonly EarlierRun[] | undefined;
  readonly selects: (operation: Operation) => boolean;
  readonly selectsCheck: (id: string) => boolean;
  /** Only what led to a finding of an earlier run with the same seed. */
  readonly evidence?: readonly Evidence[] | undefined;
  /** Folder for the journals of runs against live targets. */
  readonly journals: string;
  /** Aborted to stop the run and clean up. */
  readonly signal: AbortSignal;
  readonly interruptedBy: () => number | null;
  /** What waits for the target are measured by. @defaultValue the machine's */
  readonly clock?: Clock | undefined;
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
  const how = foldOptionsOf(contract, options);
  return fold(await eventsOf(contract, options), how);
}

/** Carries a plan out against its target, and gives all that was told. */
export async function eventsOf(contract: Contract, options: ConductOptions): Promise<Event[]> {
  const events: Event[] = [];
  const tell = (event: Event) => {
    events.push(event);
    options.listen?.(event);
  };
  await withTarget(contract, options, undefined, async (planned, runOptions) => {
    for await (const event of run(contract, planned, runOptions)) {
      if (event.type === 'run-ended') for (const warning of unansweredCreates(runOptions)) tell(warning);
      tell(event);
      if (event.type === 'run-started' && options.insecure === true) tell(UNCHECKED);
    }
  });
  return events;
}

/** What fails a run, the deviations that do not, and what it is held against. */
export function foldOptionsOf(contract: Contract, options: ConductOptions): FoldOptions {
  const { failOn, minCoverage, earlier } = options;
  return { failOn, minCoverage, earlier, waivers: waiverOptions(contract, options) };
}

/** Read before anything is sent: an entry that cannot be used ends a run before it begins. */
function waiverOptions(contract: Contract, options: ConductOptions): WaiverOptions | undefined {
  const { waivers, today, selects, productVersion } = options;
  if (waivers === undefined) return undefined;
  const entries = typeof waivers === 'string' ? readWaivers(waivers) : waivers;
  refuseUnknownWaivers(entries, [{ contract, productVersion }]);
  const selected = new Set(contract.operations.filter(selects).map(({ id }) => id));
  return { entries, selected, today: today ?? new Date().toISOString().slice(0, 10) };
}

/** What nobody knows of is no leftover, and must not be passed over either. */
function unansweredCreates({ journal, run: name, profile }: RunOptions): Event[] {
  const count = profile.isStateful ? outstanding(journal.entries).unanswered.length : 0;
  if (count === 0) return [];
  const creates = count === 1 ? '1 create' : `${count} creates`;
  const message = `${creates} failed or got no answer and may have been carried out; assay cleanup ${name} looks for what came of it.`;
  return [{ type: 'warning', warning: { code: 'unanswered-create', message } }];
}

/**
 * Opens the target and a journal, and lets `work` have them; closes the target whatever happens. `earlier` names a run
 * whose journal is gone on with. A journal that nothing is left to come back for is removed.
 */
export async function withTarget<Result>(
  contract: Contract,
  options: ConductOptions,
  earlier: string | undefined,
  work: (plan: Plan, options: RunOptions) => Promise<Result>,
): Promise<Result> {
  const { env, site } = surroundings(contract, options.target, environmentOf(options));
  const planned = plan(contract, { ...options, site });
  const target = await openTarget(contract, options);
  const { transport, profile } = target;
  const name = earlier ?? randomBytes(4).toString('hex');
  // What a server in this process keeps is gone with it.
  const kept =
    profile.kind !== 'live'
      ? undefined
      : journalOf(contract, options, transport.url, name, earlier !== undefined);
  const journal = kept ?? memoryJournal();
  const { maxTime, budget } = options;
  const runOptions = {
    ...options,
    env,
    transport,
    profile,
    site,
    journal,
    run: name,
    budget: budget.name,
    maxTime,
  };
  try {
    const result = await work(planned, runOptions);
    if (kept && !kept.isOutstanding) kept.discard();
    return result;
  } finally {
    kept?.close();
    await target.close();
  }
}

function environmentOf({ env, variables }: ConductOptions): ReadonlyMap<string, string> {
  if (variables === undefined) return env;
  const own = [...env].filter(([name]) => name.startsWith(variables) && name.length > variables.length);
  return new Map([...env, ...own.map(([name, value]) => [name.slice(variables.length), value] as const)]);
}

function journalOf(
  contract: Contract,
  { journals, productVersion, variables }: ConductOptions,
  target: string,
  run: string,
  isEarlier: boolean,
): RunJournal {
  if (isEarlier) return resumedJournal(journals, run);
  // The file is named from the root: a cleanup may be asked for in another folder.
  const file = resolve(contract.file);
  const startedAt = new Date().toISOString();
  const writer = { host: hostname(), pid: process.pid };
  return newJournal(journals, {
    type: 'run',
    run,
    contract: file,
    productVersion,
    target,
    startedAt,
    writer,
    ...(variables === undefined ? {} : { variables }),
  });
}
