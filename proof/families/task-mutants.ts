import type { Operation, Task } from '../../model/contract.ts';
import type { Json } from '../../model/json.ts';
import { valueAt, withValueAt } from '../../model/pointer.ts';
import type { TwinDeparture } from '../../servers/twin/departure.ts';
import { type Ground, type Mutant, mutantId } from '../mutant.ts';

/** Servers whose tasks never end, go back, or go on after their end. */
export function taskMutants({ contract }: Ground): Mutant[] {
  return contract.operations.flatMap((operation) =>
    operation.responses.flatMap(({ task, links, pointer }) => {
      if (!task) return [];
      const polls = new Set(
        task.poll === 'location' ? links.map((link) => link.operation) : [task.poll.operation],
      );
      const polling = contract.operations.filter(({ id }) => polls.has(id));
      const make = (check: string, keyword: string, does: string, depart: () => TwinDeparture): Mutant => {
        const target = { operation: operation.id, where: 'task', statement: pointer, keyword };
        return { id: mutantId('task', target, does), family: 'task', check, target, what: does, depart };
      };
      const [first = ''] = task.pending;
      const ends = [...task.succeeded, ...task.failed];
      return [
        make('task-unfinished', 'pending', 'never comes to an end', () =>
          stating(polling, task, (state) => (ends.includes(String(state)) ? first : state)),
        ),
        make('task-went-back', 'succeeded', 'goes on after its end', () =>
          afterEnd(polling, task, ends, first),
        ),
        ...(task.pending.length > 1
          ? [
              make('task-went-back', 'pending', 'goes back to where it began', () =>
                goingBack(polling, task, first),
              ),
            ]
          : []),
        ...(task.progress === undefined
          ? []
          : [
              make('task-went-back', 'progress', 'makes less progress than before', () =>
                falling(polling, task),
              ),
            ]),
      ];
    }),
  );
}

/** Changes the state that looks at a task show. */
function stating(
  polling: readonly Operation[],
  task: Task,
  change: (state: Json, poll: string) => Json,
): TwinDeparture {
  return {
    answer(call, usual) {
      const reply = usual();
      if (!polling.includes(call.operation) || reply.status >= 300 || reply.body === undefined) return reply;
      const state = valueAt(reply.body, task.status);
      if (state === undefined) return reply;
      const other = change(state, call.target);
      return other === state ? reply : { ...reply, body: withValueAt(reply.body, task.status, other) };
    },
  };
}

function afterEnd(
  polling: readonly Operation[],
  task: Task,
  ends: readonly string[],
  first: string,
): TwinDeparture {
  const ended = new Set<string>();
  return stating(polling, task, (state, poll) => {
    if (!ends.includes(String(state))) return state;
    if (ended.has(poll)) return first;
    ended.add(poll);
    return state;
  });
}

function goingBack(polling: readonly Operation[], task: Task, first: string): TwinDeparture {
  const looks = new Map<string, number>();
  return stating(polling, task, (state, poll) => {
    const look = (looks.get(poll) ?? 0) + 1;
    looks.set(poll, look);
    const isLast = task.succeeded.includes(String(state));
    return look === 2 && isLast ? (task.pending.at(-1) ?? first) : look === 3 ? first : state;
  });
}

function falling(polling: readonly Operation[], task: Task): TwinDeparture {
  const looks = new Map<string, number>();
  const { progress = '' } = task;
  return {
    answer(call, usual) {
      const reply = usual();
      const there = valueAt(reply.body, progress);
      if (!polling.includes(call.operation) || typeof there !== 'number' || reply.body === undefined)
        return reply;
      const look = (looks.get(call.target) ?? 0) + 1;
      looks.set(call.target, look);
      return { ...reply, body: withValueAt(reply.body, progress, Math.max(0, 90 - 30 * look)) };
    },
  };
}
