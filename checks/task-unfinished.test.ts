import { describe, expect, it } from 'vitest';
import type { Contract } from '../model/contract.ts';
import type { Exchange } from '../model/trace.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { taskUnfinished } from './task-unfinished.ts';
import { coveredBy } from './testing/covered.ts';
import { edited } from './testing/edited.ts';
import { NO_REPLY } from './testing/no-reply.ts';
import { EXPORT, poll, type TaskTrace, taskOf } from './testing/tasks.ts';
import { unexercised } from './testing/unexercised.ts';

const contract = tinyContract();
const AT = '/paths/~1notes~1{note_id}~1export/post/responses/202';

function judged(polls: readonly Exchange[], outcome: TaskTrace['outcome'], by: Contract = contract) {
  return taskUnfinished.judge(taskOf(by, polls, outcome), by);
}

describe('a task', () => {
  it.each<TaskTrace['outcome']>(['succeeded', 'failed'])('holds where it has %s', (outcome) => {
    expect(judged([poll(contract, 'running')], outcome)).toEqual([{ operation: EXPORT, verdict: 'holds' }]);
  });

  it('breaks where it still waits at the deadline', () => {
    const polls = [poll(contract, 'waiting'), poll(contract, 'running')];
    const trace = taskOf(contract, polls, 'pending');

    expect(taskUnfinished.judge(trace, contract)).toEqual([
      {
        operation: EXPORT,
        verdict: 'broken',
        broken: [
          {
            statement: contract.statement(AT, 'x-assay-task/deadline'),
            level: 'must',
            instance: '/status',
            message: 'the task is still "running" after 3 s',
            expected: ['done', 'failed'],
            received: 'running',
            exchange: polls[1],
            steps: [trace.start, ...polls],
          },
        ],
      },
    ]);
  });

  it.each<[string, Exchange, string, unknown]>([
    ['a state that nobody documented', poll(contract, 'lost'), '200 with the state "lost"', 'lost'],
    ['no state', poll(contract, null, { json: {} }), '200 with the state null', null],
    ['that it is unknown', poll(contract, 'lost', { status: 499 }), '499 with the state "lost"', 'lost'],
  ])('breaks where it shows %s', (_, last, said, received) => {
    expect(judged([poll(contract, 'running'), last], 'unreadable')).toMatchObject([
      {
        broken: [
          {
            statement: { pointer: AT, keyword: 'x-assay-task/status' },
            message: `the poll answers ${said}, which is no documented state`,
            received,
          },
        ],
      },
    ]);
  });

  it('binds no harder than what the document says of the deadline', () => {
    const unsure = edited([
      'description: It is being exported.',
      'description: It.\n          x-assay-source: {at: us, basis: documented, keywords: {x-assay-task/deadline: {basis: inferred}}}',
    ]);

    expect(judged([poll(contract, 'running')], 'pending', unsure)).toMatchObject([
      { broken: [{ level: 'may' }] },
    ]);
    expect(judged([poll(contract, 'lost')], 'unreadable', unsure)).toMatchObject([
      { broken: [{ level: 'must' }] },
    ]);
  });

  it.each<[string, readonly Exchange[], string]>([
    ['could not be polled', [], 'the task could not be polled'],
    [
      'got no reply',
      [poll(contract, 'running'), poll(contract, null, NO_REPLY)],
      'the task could not be polled',
    ],
    ['was answered 500', [poll(contract, 'running', { status: 500 })], 'the poll was answered 500'],
  ])('is not judged where it %s', (_, polls, why) => {
    expect(judged(polls, 'pending')).toEqual(unexercised(EXPORT, why));
  });

  it('is spoken of where an operation starts one', () => {
    expect(coveredBy(taskUnfinished, contract)).toEqual(['GET /notes', EXPORT]);
    expect(taskUnfinished.judge({ kind: 'exchange', exchange: poll(contract, 'lost') }, contract)).toEqual(
      [],
    );
  });
});
