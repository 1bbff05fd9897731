import type { Check } from '../model/check.ts';
import { parent, valueAt } from '../model/pointer.ts';
import { broken, brokenOrHolds, notExercised } from './judgements.ts';

/** Work that was accepted comes to an end, by way of documented states. */
export const taskUnfinished: Check = {
  id: 'task-unfinished',
  title: 'Tasks come to an end',
  level: 'must',
  judges: ['task'],
  needs: ['tasks'],
  applies: ({ responses }) => responses.some(({ task }) => task !== undefined),
  judge(trace, contract) {
    if (trace.kind !== 'task') return [];
    const { task, start, polls, outcome } = trace;
    const { operation } = start;
    if (outcome === 'succeeded' || outcome === 'failed') return brokenOrHolds(operation, []);
    const last = polls.at(-1);
    if (!last?.reply) return notExercised(operation, 'the task could not be polled');
    if (last.reply.status >= 500)
      return notExercised(operation, `the poll was answered ${last.reply.status}`);
    const state = valueAt(last.reply.json, task.status) ?? null;
    const rule = outcome === 'pending' ? 'x-assay-task/deadline' : 'x-assay-task/status';
    return brokenOrHolds(operation, [
      broken({
        statement: contract.statement(parent(task.pointer), rule),
        instance: task.status,
        message:
          outcome === 'pending'
            ? `the task is still ${JSON.stringify(state)} after ${task.deadline} s`
            : `the poll answers ${last.reply.status} with the state ${JSON.stringify(state)}, which is no documented state`,
        expected: [...task.succeeded, ...task.failed],
        received: state,
        exchange: last,
        steps: [start, ...polls],
      }),
    ]);
  },
};
