import { CHECKS } from '../checks/registry.ts';
import type { Site } from '../contract/site.ts';
import type { Case, Plan } from '../model/case.ts';
import type { Check } from '../model/check.ts';
import type { Contract } from '../model/contract.ts';
import { NotTestable } from '../model/errors.ts';
import type { Event } from '../model/event.ts';
import type { HeaderField } from '../model/request.ts';
import type { Mode } from '../model/run.ts';
import type { TargetProfile } from '../model/target-profile.ts';
import { accessTo } from '../targets/access.ts';
import type { Journal } from '../targets/journal.ts';
import { redactor } from '../targets/redaction.ts';
import type { Transport } from '../targets/transport.ts';
import { cleanUp } from './cleanup.ts';
import { type EngineContext, operationOf } from './context.ts';
import { eventQueue } from './event-queue.ts';
import { type GroupRunner, groupsOf, isReady, notExercised, runGroup } from './groups.ts';
import { type Judge, judgeWith } from './judge.ts';
import { linksOf } from './links.ts';
import { runLife } from './lives.ts';
import { loginSender } from './login.ts';
import { preflight } from './preflight.ts';
import { restorerOf } from './restore.ts';
import { secretNames } from './secret-names.ts';
import { type Sender, senderOf } from './sender.ts';
import { runSession } from './sessions.ts';
import { isSingular, type OwnObject, stockOf } from './stock.ts';

/** How a plan is carried out. */
export interface RunOptions {
  readonly transport: Transport;
  readonly profile: TargetProfile;
  readonly site: Site;
  /** Values by environment variable. */
  readonly env: ReadonlyMap<string, string>;
  readonly mode: Mode;
  readonly seed: number;
  readonly budget: string;
  readonly productVersion: string | null;
  /** Names the run on the target and in the journal. */
  readonly run: string;
  readonly journal: Journal;
  /** Sent with every request. */
  readonly headers: readonly HeaderField[];
  readonly concurrency: number;
  /** Ids of the checks that take part. */
  readonly selectsCheck: (id: string) => boolean;
  /** Aborted to stop the run and clean up. */
  readonly signal: AbortSignal;
  /** Aborted to stop cleaning up. */
  readonly cleanupSignal: AbortSignal;
  /** Exit code that an interruption has: 130 or 143. */
  readonly interruptedBy: () => number | null;
  /** Seconds for the whole run; undefined for no limit. */
  readonly maxTime: number | undefined;
}

/** Carries out a plan: the only function that touches the world. Ends with a `run-ended` event, whatever happens. */
export function run(contract: Contract, plan: Plan, options: RunOptions): AsyncIterable<Event> {
  const queue = eventQueue<Event>();
  const checks = CHECKS.filter(({ id }) => options.selectsCheck(id));
  const startedAt = new Date();
  queue.push(started(contract, plan, options, checks, startedAt));
  carryOut(contract, plan, options, checks, startedAt, (event) => queue.push(event)).then(
    () => queue.close(),
    (error: unknown) => queue.close(error),
  );
  return queue;
}

function started(
  contract: Contract,
  plan: Plan,
  options: RunOptions,
  checks: readonly Check[],
  startedAt: Date,
): Event {
  const { name, title, version, file } = contract;
  return {
    type: 'run-started',
    contract: { name, title, version, file, productVersion: options.productVersion },
    target: { url: options.transport.url, kind: options.profile.kind },
    mode: options.mode,
    seed: options.seed,
    budget: options.budget,
    startedAt: startedAt.toISOString(),
    operations: contract.operations.map(({ id }) => id),
    checks: checks.map(({ id }) => id),
    cases: plan.cases.length,
  };
}

async function carryOut(
  contract: Contract,
  plan: Plan,
  options: RunOptions,
  checks: readonly Check[],
  startedAt: Date,
  emit: (event: Event) => void,
): Promise<void> {
  const stop = stopSignal(options);
  const runner = assemble(contract, plan, options, checks, stop.signal, emit);
  sayApplicable(runner, checks);
  sayOmissions(runner, plan, checks);
  const failure = await tried(runner, plan, options.concurrency);
  stop.clear();
  if (stop.isOutOfTime()) {
    emit({
      type: 'warning',
      warning: { code: 'max-time', message: '--max-time was reached; some cases were not sent.' },
    });
  }
  runner.judge.finish();
  const closing = await cleanUp(runner, () => !options.cleanupSignal.aborted);
  options.journal.close();
  // A bug of ours must not keep what the run made from being removed; then it is told.
  if (failure !== undefined && !(failure instanceof NotTestable)) throw failure;
  const why = failure && [failure.message, failure.mend].filter((part) => part !== undefined).join(' ');
  emit({
    type: 'run-ended',
    durationMs: Date.now() - startedAt.getTime(),
    ...closing,
    interrupted: options.interruptedBy(),
    notTested: runner.judge.hasSucceeded ? null : (why ?? untested(plan)),
  });
}

/** Sends all that is planned; gives what kept it from being sent. */
async function tried(runner: GroupRunner, plan: Plan, concurrency: number): Promise<Error | undefined> {
  try {
    await preflight(runner.context, runner.sender);
    await runCases(runner, plan, concurrency);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** A run that stops half-way is still a run: what could not be tested is said, and what was found stands. */
function untested(plan: Plan): string {
  return plan.cases.length === 0
    ? 'no case could be planned for this mode and these operations.'
    : 'no valid request got its documented success.';
}

/** Puts the parts of an engine together; `objects` are those of an earlier part of the run. */
export function assemble(
  contract: Contract,
  plan: Plan,
  options: RunOptions,
  checks: readonly Check[],
  signal: AbortSignal,
  emit: (event: Event) => void,
  objects: Map<string, OwnObject> = new Map(),
): GroupRunner {
  const { transport, profile, site, mode, run: name, journal, headers } = options;
  const hide = redactor(secretNames(contract));
  const late: { sender?: Sender; judge?: Judge } = {};
  const access = accessTo({
    contract,
    env: options.env,
    mock: profile.kind !== 'live',
    run: name,
    url: transport.url,
    redactor: hide,
    givenHeaders: new Set(headers.map(([header]) => header.toLowerCase())),
    send: loginSender({ contract, plan, transport, redactor: hide, emit, signal, headers }, () => late.judge),
  });
  const context: EngineContext = {
    contract,
    plan,
    site,
    mode,
    run: name,
    profile,
    transport,
    access,
    redactor: hide,
    journal,
    headers,
    signal,
    emit,
  };
  const ownIdentities = (resource: string) =>
    new Set(
      [...objects.values()]
        .filter((object) => object.resource.name === resource)
        .map(({ identity }) => identity),
    );
  const sender = senderOf(context, ownIdentities);
  const judge = judgeWith(context, checks);
  late.judge = judge;
  const stock = stockOf({ context, sender, judge }, objects);
  return {
    context,
    sender,
    judge,
    stock,
    links: linksOf(context, sender),
    restorer: restorerOf(context, sender),
  };
}

/** Checks that can never speak of an operation, or not on this target, are told from those that could and did not. */
function sayApplicable({ context }: GroupRunner, checks: readonly Check[]): void {
  for (const operation of context.contract.operations) {
    for (const check of checks) {
      const said = { type: 'verdict', operation: operation.id, check: check.id } as const;
      const why = context.profile.cannotDecide(check);
      if (!check.applies(operation, context.contract))
        context.emit({ ...said, verdict: 'not-applicable', why: null });
      else if (why !== undefined) context.emit({ ...said, verdict: 'not-decidable', why });
    }
  }
}

function sayOmissions(runner: GroupRunner, plan: Plan, checks: readonly Check[]): void {
  const { contract } = runner.context;
  const tried = new Set(plan.cases.map(({ operation }) => operation));
  for (const { operation, what, why } of plan.omissions) {
    if (tried.has(operation) && what !== 'all cases') continue;
    for (const check of checks) {
      if (!check.applies(operationOf(contract, operation), contract)) continue;
      runner.context.emit({ type: 'verdict', operation, check: check.id, verdict: 'not-exercised', why });
    }
  }
}

/** Single cases by several workers, then what must be alone; last what had to wait for an object to speak of. */
async function runCases(runner: GroupRunner, plan: Plan, concurrency: number): Promise<void> {
  const { context } = runner;
  const single = plan.cases.filter(({ step }) => step === undefined);
  const sequences = groupsOf(plan.cases.filter(({ step }) => step !== undefined));
  const isExclusive = (planned: Case) => mustBeAlone(context, planned);
  const waiting: Case[][] = [];
  const work = async (group: Case[]) => {
    if (!context.signal.aborted && !(await isReady(runner, group))) waiting.push(group);
    else await guarded(runner, group);
  };
  const isSole = (group: Case[]) =>
    context.contract.resources.some(
      ({ name, ...rest }) => name === group[0]?.step?.resource && isSingular(context, { name, ...rest }),
    );
  // Where only one can be there at a time, whether it can be removed decides all that follows.
  for (const group of sequences.filter(isSole)) await runSequence(runner, group);
  await inParallel(groupsOf(single.filter((planned) => !isExclusive(planned))), concurrency, work);
  for (const group of groupsOf(single.filter(isExclusive))) await work(group);
  for (const group of sequences.filter((sequence) => !isSole(sequence))) await runSequence(runner, group);
  for (const group of waiting) await guarded(runner, group);
}

async function runSequence(runner: GroupRunner, group: readonly Case[]): Promise<void> {
  if (runner.context.signal.aborted) return;
  const resource = runner.context.contract.resources.find(({ name }) => name === group[0]?.step?.resource);
  if (resource) await runLife(runner, resource, group);
  else await runSession(runner, group);
}

/** What is put back, and what there can be only one of, is not touched by two at once. */
function mustBeAlone(context: EngineContext, { operation, subject }: Case): boolean {
  const singular = context.contract.resources.filter((resource) => isSingular(context, resource));
  return (
    operationOf(context.contract, operation).restore !== undefined ||
    singular.some(
      ({ name, create }) =>
        create?.operation === operation || (subject?.kind === 'own' && subject.resource === name),
    )
  );
}

async function guarded(runner: GroupRunner, group: readonly Case[]): Promise<void> {
  if (runner.context.signal.aborted) {
    for (const planned of group) notExercised(runner, planned, 'the run was stopped before');
    return;
  }
  await runGroup(runner, group);
}

/** Works through items with several workers; after an error no more is begun, and it is thrown when all have stopped. */
async function inParallel<Item>(
  items: readonly Item[],
  workers: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  let next = 0;
  const errors: unknown[] = [];
  const take = async () => {
    while (next < items.length && errors.length === 0) {
      const item = items[next] as Item;
      next += 1;
      await work(item).catch((error: unknown) => errors.push(error));
    }
  };
  await Promise.all(Array.from({ length: Math.min(workers, items.length) }, take));
  if (errors.length > 0) throw errors[0];
}

function stopSignal(options: RunOptions): {
  signal: AbortSignal;
  isOutOfTime: () => boolean;
  clear: () => void;
} {
  const outOfTime = new AbortController();
  const timer =
    options.maxTime === undefined ? undefined : setTimeout(() => outOfTime.abort(), options.maxTime * 1000);
  return {
    signal: AbortSignal.any([options.signal, outOfTime.signal]),
    isOutOfTime: () => outOfTime.signal.aborted,
    clear: () => clearTimeout(timer),
  };
}
