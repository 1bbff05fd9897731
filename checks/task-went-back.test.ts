import { describe, expect, it } from 'vitest';
import type { Contract } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import type { Exchange } from '../model/trace.ts';
import { tinyContract } from '../test/support/compiled-tiny.ts';
import { taskWentBack } from './task-went-back.ts';
import { coveredBy } from './testing/covered.ts';
import { edited } from './testing/edited.ts';
import { NO_REPLY } from './testing/no-reply.ts';
import { EXPORT, poll, taskOf } from './testing/tasks.ts';
import { unexercised } from './testing/unexercised.ts';

const contract = tinyContract();
const AT = '/paths/~1notes~1{note_id}~1export/post/responses/202';
const HOLDS = [{ operation: EXPORT, verdict: 'holds' }];

type Look = string | readonly [state: string, progress: Json];

function looks(...told: readonly Look[]): Exchange[] {
  return told.map((look) =>
    typeof look === 'string' ? poll(contract, look) : poll(contract, look[0], { progress: look[1] }),
  );
}

function judged(polls: readonly Exchange[], by: Contract = contract) {
  return taskWentBack.judge(taskOf(by, polls), by);
}

describe('the state of a task', () => {
  it.each<[string, readonly Look[]]>([
    ['stays', ['waiting', 'waiting']],
    ['goes on', ['waiting', 'running', 'done']],
    ['goes on by leaps', ['waiting', 'failed']],
    ['rests where it ended', ['failed', 'failed']],
    ['is no documented one in between', ['running', 'lost', 'running']],
  ])('holds where it %s', (_, told) => {
    expect(judged(looks(...told))).toEqual(HOLDS);
  });

  it.each([
    ['done', 'running'],
    ['failed', 'done'],
    ['done', 'failed'],
  ])('breaks where it had ended as %s and is %s', (was, is) => {
    const polls = looks('waiting', was, is, is);
    const trace = taskOf(contract, polls);

    expect(taskWentBack.judge(trace, contract)[0]?.broken?.[0]).toEqual({
      statement: contract.statement(AT, 'x-assay-task/status'),
      level: 'must',
      instance: '/status',
      message: `the task had ended as ${was}, and is ${is} later`,
      expected: was,
      received: is,
      exchange: polls[2],
      steps: [trace.start, ...polls.slice(0, 3)],
    });
  });

  it('should not go back while it waits', () => {
    const polls = looks('running', 'waiting');
    const trace = taskOf(contract, polls);

    expect(taskWentBack.judge(trace, contract)).toEqual([
      {
        operation: EXPORT,
        verdict: 'broken',
        broken: [
          {
            statement: contract.statement(AT, 'x-assay-task/pending'),
            level: 'should',
            instance: '/status',
            message: 'the task was running, and is waiting later',
            expected: 'running',
            received: 'waiting',
            exchange: polls[1],
            steps: [trace.start, ...polls],
          },
        ],
      },
    ]);
  });

  it('breaks as often as it goes back', () => {
    expect(judged(looks('running', 'waiting', 'done', 'running'))[0]?.broken).toHaveLength(2);
  });
});

describe('the progress of a task', () => {
  it.each<[string, readonly Look[]]>([
    [
      'rises',
      [
        ['running', 10],
        ['running', 20],
      ],
    ],
    [
      'stays',
      [
        ['running', 10],
        ['running', 10],
      ],
    ],
    ['is not told at first', ['running', ['running', 0]]],
    ['is not told later', [['running', 10], 'done']],
    [
      'is no number',
      [
        ['running', '20'],
        ['running', '10'],
      ],
    ],
  ])('holds where it %s', (_, told) => {
    expect(judged(looks(...told))).toEqual(HOLDS);
  });

  it('breaks where it falls', () => {
    const polls = looks(['running', 20], ['done', 19.5]);

    expect(judged(polls)).toMatchObject([
      {
        broken: [
          {
            statement: { pointer: AT, keyword: 'x-assay-task/progress' },
            level: 'must',
            instance: '/progress',
            message: 'the progress of the task was 20, and is 19.5 later',
            expected: 20,
            received: 19.5,
            exchange: polls[1],
          },
        ],
      },
    ]);
  });

  it('is not looked at where the document does not say where it stands', () => {
    const silent = edited(['            progress: /progress\n', '']);

    expect(judged(looks(['running', 20], ['running', 10]), silent)).toEqual(HOLDS);
  });
});

describe('a task', () => {
  it.each<[string, readonly Exchange[]]>([
    ['showed one state', looks('done')],
    ['showed one that is documented', looks('running', 'lost')],
    ['showed none', [poll(contract, null, { json: {} }), ...looks('done')]],
    ['was refused', [poll(contract, 'done', { status: 404 }), ...looks('running')]],
    ['got no reply', [poll(contract, 'done', NO_REPLY), ...looks('running')]],
  ])('is not judged where the polls of it %s', (_, polls) => {
    expect(judged(polls)).toEqual(unexercised(EXPORT, 'no two polls showed a documented state'));
  });

  it('is spoken of where an operation starts one', () => {
    expect(coveredBy(taskWentBack, contract)).toEqual(['GET /notes', EXPORT]);
    expect(taskWentBack.judge({ kind: 'exchange', exchange: poll(contract, 'done') }, contract)).toEqual([]);
  });
});
