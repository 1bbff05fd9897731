import type { Broken, Check } from '../model/check.ts';
import type { Contract, Task } from '../model/contract.ts';
import { parent, valueAt } from '../model/pointer.ts';
import type { Level } from '../model/statement.ts';
import { type Exchange, isSuccess, type Trace } from '../model/trace.ts';
import { broken, brokenOrHolds, notExercised } from './judgements.ts';

type TaskTrace = Extract<Trace, { kind: 'task' }>;

/** A task goes on, and rests where it has ended: its states and its progress never go back. */
export const taskWentBack: Check = {
  id: 'task-went-back',
  title: 'Tasks go on and never back',
  level: 'must',
  judges: ['task'],
  needs: ['tasks'],
  applies: ({ responses }) => responses.some(({ task }) => task !== undefined),
  judge(trace, contract) {
    if (trace.kind !== 'task') return [];
    const { operation } = trace.start;
    const looks = trace.polls.filter(
      (poll) => isSuccess(poll.reply?.status) && stageOf(trace.task, poll) >= 0,
    );
    if (looks.length < 2) return notExercised(operation, 'no two polls showed a documented state');
    const pairs = looks.slice(1).flatMap((after, at) => {
      const before = looks[at];
      return before ? stepsBack(contract, trace, before, after) : [];
    });
    return brokenOrHolds(operation, pairs);
  },
};

/** The place of a state: those that wait in their order, then the ends; -1 for one that is not documented. */
function stageOf({ pending, succeeded, failed, status }: Task, { reply }: Exchange): number {
  const state = String(valueAt(reply?.json, status) ?? '');
  const isEnd = succeeded.includes(state) || failed.includes(state);
  return isEnd ? pending.length : pending.indexOf(state);
}

function stepsBack(contract: Contract, trace: TaskTrace, before: Exchange, after: Exchange): Broken[] {
  const { task } = trace;
  const [was, is] = [before, after].map(({ reply }) => valueAt(reply?.json, task.status) ?? null);
  const wasEnd = stageOf(task, before) === task.pending.length;
  const say = (
    rule: string,
    at: string,
    said: Pick<Broken, 'message' | 'expected' | 'received'>,
    bound: Level,
  ) =>
    broken(
      {
        ...said,
        statement: contract.statement(parent(task.pointer), `x-assay-task/${rule}`),
        instance: at,
        exchange: after,
        steps: [trace.start, ...trace.polls.slice(0, trace.polls.indexOf(after) + 1)],
      },
      bound,
    );
  const states = { expected: was ?? null, received: is ?? null };
  if (wasEnd && was !== is)
    return [
      say(
        'status',
        task.status,
        { ...states, message: `the task had ended as ${was}, and is ${is} later` },
        'must',
      ),
    ];
  // That the contract names them in their order is a reading of its list.
  if (stageOf(task, after) < stageOf(task, before))
    return [
      say(
        'pending',
        task.status,
        { ...states, message: `the task was ${was}, and is ${is} later` },
        'should',
      ),
    ];
  const [done, now] = [before, after].map(({ reply }) => progressIn(task, reply?.json));
  if (task.progress === undefined || done === undefined || now === undefined || now >= done) return [];
  const message = `the progress of the task was ${done}, and is ${now} later`;
  return [say('progress', task.progress, { expected: done, received: now, message }, 'must')];
}

function progressIn({ progress }: Task, body: Parameters<typeof valueAt>[0]): number | undefined {
  const shown = progress === undefined ? undefined : valueAt(body, progress);
  return typeof shown === 'number' ? shown : undefined;
}
