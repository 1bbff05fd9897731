import { evaluate } from '../contract/expressions.ts';
import type { Case } from '../model/case.ts';
import type { Contract, Link, Operation, Task } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import { valueAt } from '../model/pointer.ts';
import { headerValue } from '../model/request.ts';
import { type Exchange, responseFor, succeeded } from '../model/trace.ts';
import { secondsOf } from '../targets/pace.ts';
import { type EngineContext, operationOf } from './context.ts';
import type { Judge } from './judge.ts';
import { expressionContext } from './links.ts';
import type { Sender } from './sender.ts';

const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 5000;

// Of an operation so many ended tasks are looked at once more.
const MOST_LOOKED_AGAIN = 3;
const LOOKED_AGAIN = new WeakMap<EngineContext, Map<Operation, number>>();

/** How a followed task ended; undefined where the reply started none. */
export type TaskOutcome = 'succeeded' | 'failed' | 'pending' | 'unreadable' | undefined;

/** Follows the task that a reply started, to its end or its deadline, and has its exchanges judged. */
export async function followTask(...given: Parameters<typeof followToResult>): Promise<TaskOutcome> {
  return (await followToResult(...given)).outcome;
}

/** Follows a task in the same way, and gives what its result was, where it is documented to have one. */
export async function followToResult(
  context: EngineContext,
  sender: Sender,
  judge: Judge,
  start: Exchange,
  isCleanup = false,
): Promise<{ readonly outcome: TaskOutcome; readonly result?: Exchange | undefined }> {
  const { task } = (start.reply && responseFor(start.operation, start.reply.status)) ?? {};
  if (!task || !succeeded(start)) return { outcome: undefined };
  const polls: Exchange[] = [];
  const deadline = context.clock.now() + task.deadline * 1000;
  let outcome: TaskOutcome = 'unreadable';
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    const target = pollTarget(context, task, start);
    if (!target) break;
    const asked = context.clock.now();
    const poll = await sender.send(pollCase(context, target.operation), { path: target.path, isCleanup });
    judgePoll(context, judge, poll);
    polls.push(poll);
    outcome = stateOf(task, poll);
    // What was asked before the deadline says nothing of what is there after it, however late the answer came.
    if (outcome !== 'pending' || asked > deadline || !context.profile.isStateful) break;
    if (context.signal.aborted && !isCleanup) break;
    await context.clock.sleep(
      waitFor(polls.length === 1 ? start : poll, wait),
      isCleanup ? undefined : context.signal,
    );
  }
  if (outcome === 'succeeded' || outcome === 'failed') await lookAgain(context, sender, start, polls);
  judge.judge({ kind: 'task', task, start, polls, outcome });
  const last = polls.findLast((poll) => stateOf(task, poll) === outcome);
  if (outcome !== 'succeeded' || !task.result || !last) return { outcome };
  return { outcome, result: await readResult(context, sender, judge, task.result, last) };
}

/** A task that has ended rests: the first ones of an operation are looked at once more. What that shows may be nothing. */
async function lookAgain(
  context: EngineContext,
  sender: Sender,
  { operation }: Exchange,
  polls: Exchange[],
): Promise<void> {
  const last = polls.at(-1);
  const looked = LOOKED_AGAIN.get(context) ?? new Map<Operation, number>();
  LOOKED_AGAIN.set(context, looked);
  const count = looked.get(operation) ?? 0;
  if (!last || !context.profile.isStateful || context.signal.aborted || count >= MOST_LOOKED_AGAIN) return;
  looked.set(operation, count + 1);
  const planned = { ...last.case, purpose: 'poll once more', expectation: { kind: 'documented' } as const };
  polls.push(await sender.send(planned, { path: last.path }));
}

function stateOf(task: Task, poll: Exchange): NonNullable<TaskOutcome> {
  const state = valueAt(poll.reply?.json, task.status);
  if (typeof state !== 'string') return 'unreadable';
  if (task.succeeded.includes(state)) return 'succeeded';
  if (task.failed.includes(state)) return 'failed';
  return task.pending.includes(state) ? 'pending' : 'unreadable';
}

/** Retry-After is honoured, the first time from the reply that started the task. */
function waitFor(exchange: Exchange, usual: number): number {
  const after = exchange.reply && headerValue(exchange.reply.headers, 'retry-after');
  return after === undefined ? usual : Math.min(Math.max(0, secondsOf(after) * 1000), LONGEST_WAIT_MS);
}

async function readResult(
  context: EngineContext,
  sender: Sender,
  judge: Judge,
  link: Link,
  last: Exchange,
): Promise<Exchange | undefined> {
  const operation = operationOf(context.contract, link.operation);
  const path = linkedPath(link, last);
  if (!isComplete(operation, path)) return undefined;
  const result = await sender.send(pollCase(context, operation), { path });
  judgePoll(context, judge, result);
  return result;
}

function judgePoll(context: EngineContext, judge: Judge, exchange: Exchange): void {
  judge.judge({ kind: 'exchange', exchange });
  const { operation, phase } = exchange.case;
  context.emit({ type: 'case-done', operation, phase, succeeded: succeeded(exchange) });
}

function pollCase(context: EngineContext, operation: Operation): Case {
  const basic = context.plan.basics[operation.id];
  if (!basic) throw new Error(`no plain request for ${operation.id}`);
  const level = context.contract.statement(operation.pointer).level;
  return { ...basic, purpose: 'poll', phase: 'sequences', expectation: { kind: 'success', level } };
}

function pollTarget(
  context: EngineContext,
  task: Task,
  start: Exchange,
): { operation: Operation; path: ReadonlyMap<string, Json> } | undefined {
  if (task.poll === 'location') {
    const location = start.reply && headerValue(start.reply.headers, 'location');
    return location === undefined
      ? undefined
      : operationAt(context.contract, context.transport.url, location);
  }
  const operation = operationOf(context.contract, task.poll.operation);
  const path = linkedPath(task.poll, start);
  return isComplete(operation, path) ? { operation, path } : undefined;
}

function linkedPath(link: Link, exchange: Exchange): Map<string, Json> {
  const values = [...link.parameters].flatMap(([name, expression]): [string, Json][] => {
    const [value] = evaluate(expression, expressionContext(exchange));
    return value === undefined ? [] : [[name.replace(/^path\./, ''), value]];
  });
  // What the document does not say again stays what it was: the organisation, the parent object.
  return new Map([...exchange.path, ...values]);
}

function isComplete(operation: Operation, path: ReadonlyMap<string, Json>): boolean {
  return operation.parameters.every(({ in: where, name }) => where !== 'path' || path.has(name));
}

/**
 * The GET operation that an href or Location names, on the target's own base path; a foreign host in it is not
 * contacted, only its path is read.
 */
export function operationAt(
  contract: Contract,
  url: string,
  location: string,
): { operation: Operation; path: Map<string, Json> } | undefined {
  const pathname = location.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '').replace(/[?#].*$/, '');
  const base = new URL(url).pathname.replace(/\/+$/, '');
  const below = base !== '' && pathname.startsWith(`${base}/`) ? pathname.slice(base.length) : pathname;
  for (const operation of contract.operations) {
    if (operation.method !== 'GET') continue;
    const names = [...operation.path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name ?? '');
    const pattern = operation.path
      .split(/\{[^}]+\}/)
      .map((literal) => literal.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('([^/]+)');
    const match = new RegExp(`^${pattern}$`).exec(below);
    if (match)
      return {
        operation,
        path: new Map(names.map((name, index) => [name, decoded(match[index + 1] ?? '')])),
      };
  }
  return undefined;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
