import { CHECKS } from '../checks/registry.ts';
import type { Plan } from '../model/case.ts';
import type { Check } from '../model/check.ts';
import type { Contract } from '../model/contract.ts';
import { NotTestable } from '../model/errors.ts';
import type { Event } from '../model/event.ts';
import { assemble } from './assemble.ts';
import { takeCensus } from './census.ts';
import { cleanUp } from './cleanup.ts';
import { operationOf } from './context.ts';
import { eventQueue } from './event-queue.ts';
import type { GroupRunner } from './groups.ts';
import { preflight } from './preflight.ts';
import type { RunOptions } from './run-options.ts';
import { runCases } from './schedule.ts';

/** Carries out a plan: the only function that touches the world. Ends with a `run-ended` event, whatever happens. */
export function run(contract: Contract, plan: Plan, options: RunOptions): AsyncIterable<Event> {
  const queue = eventQueue<Event>();
  const checks = CHECKS.filter(({ id }) => options.selectsCheck(id));
  const startedAt = new Date();
  queue.push(started(contract, plan, options, checks, startedAt));
  const { constraints, cases } = plan.ledger;
  queue.push({ type: 'coverage-planned', constraints, cases });
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
    documented: Object.fromEntries(
      contract.operations.map(({ id, responses }) => [id, responses.map(({ status }) => status)]),
    ),
    checks: checks.map(({ id }) => id),
    cases: plan.cases.length,
    creates: plan.estimate.creates,
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
    runner.context.emit({
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
  runner.context.emit({
    type: 'run-ended',
    durationMs: Date.now() - startedAt.getTime(),
    ...closing,
    interrupted: options.interruptedBy(),
    // A run that broke off half-way has not tested what it was to test, whatever it saw before.
    notTested: why ?? (runner.judge.hasSucceeded ? null : untested(plan)),
  });
}

/** Sends all that is planned; gives what kept it from being sent. */
async function tried(runner: GroupRunner, plan: Plan, concurrency: number): Promise<Error | undefined> {
  try {
    await preflight(runner.context, runner.sender);
    await takeCensus(runner.context, runner.sender);
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
  for (const { operation, what, why, check: only } of plan.omissions) {
    if (tried.has(operation) && what !== 'all cases' && only === undefined) continue;
    for (const check of checks) {
      if (only !== undefined && only !== check.id) continue;
      if (!check.applies(operationOf(contract, operation), contract)) continue;
      runner.context.emit({ type: 'verdict', operation, check: check.id, verdict: 'not-exercised', why });
    }
  }
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
