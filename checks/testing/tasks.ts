import type { Contract } from '../../model/contract.ts';
import type { Json } from '../../model/json.ts';
import type { Exchange, Trace } from '../../model/trace.ts';
import { type ExchangeParts, exchangeOf, operationOf } from '../../test/support/tiny-exchange.ts';

/** The act of the tiny API that starts a task. */
export const EXPORT = 'POST /notes/{note_id}/export';

/** The trace of a task of the tiny API. */
export type TaskTrace = Extract<Trace, { kind: 'task' }>;

/** A poll that shows a state of the task, and its progress where one is told. */
export function poll(
  contract: Contract,
  state: Json,
  { progress, ...parts }: Partial<ExchangeParts> & { progress?: Json } = {},
): Exchange {
  const told = progress === undefined ? {} : { progress };
  const json = { id: 't1', status: state, ...told };
  return exchangeOf(contract, 'GET /tasks/{task_id}', { status: 200, json, ...parts });
}

/** A task that an export started, as it was polled. */
export function taskOf(
  contract: Contract,
  polls: readonly Exchange[],
  outcome: TaskTrace['outcome'] = 'succeeded',
): TaskTrace {
  const start = exchangeOf(contract, EXPORT, { status: 202, json: { id: 't1', status: 'waiting' } });
  const task = operationOf(contract, EXPORT).responses.find((response) => response.task)?.task;
  if (!task) throw new Error('the contract has no task');
  return { kind: 'task', task, start, polls, outcome };
}
