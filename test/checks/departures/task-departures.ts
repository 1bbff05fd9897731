import type { Json } from '../../../model/json.ts';
import type { Departure } from '../../support/tiny-departure.ts';
import { type DepartureCase, isFor } from './departure-case.ts';

const NOTE = '/x-assay-resources/note';
const EXPORT = 'POST /notes/{note_id}/export';
const ACCEPTED = '/paths/~1notes~1{note_id}~1export/post/responses/202';

/** Departures in acts and tasks. */
export const TASK_DEPARTURES: readonly DepartureCase[] = [
  {
    check: 'resource-act-not-distinct',
    server: 'names each export alike',
    departure: namingAlike(),
    operation: EXPORT,
    level: 'must',
    pointer: NOTE,
    keyword: 'act/exportNote',
    instance: '/id',
  },
  {
    check: 'task-unfinished',
    server: 'never comes to an end with an export',
    departure: { taskStates: ['running'] },
    operation: EXPORT,
    level: 'must',
    pointer: ACCEPTED,
    keyword: 'x-assay-task/deadline',
    instance: '/status',
  },
  {
    check: 'task-unfinished',
    server: 'gives a task a state that nobody knows',
    departure: { taskStates: ['running', 'asleep'] },
    operation: EXPORT,
    level: 'must',
    pointer: ACCEPTED,
    keyword: 'x-assay-task/status',
    instance: '/status',
  },
  {
    check: 'task-went-back',
    server: 'takes up an export again that was done',
    departure: { taskStates: ['running', 'done', 'running'] },
    operation: EXPORT,
    level: 'must',
    pointer: ACCEPTED,
    keyword: 'x-assay-task/status',
    instance: '/status',
  },
  {
    check: 'task-went-back',
    server: 'has an export wait that was running',
    departure: { taskStates: ['running', 'waiting', 'done'] },
    operation: EXPORT,
    level: 'should',
    pointer: ACCEPTED,
    keyword: 'x-assay-task/pending',
    instance: '/status',
  },
  {
    check: 'task-went-back',
    server: 'is less far with an export than it was',
    departure: { taskStates: ['running', 'running', 'done'], taskProgress: [60, 30, 100] },
    operation: EXPORT,
    level: 'must',
    pointer: ACCEPTED,
    keyword: 'x-assay-task/progress',
    instance: '/progress',
  },
];

/** Answers each export of a note with the task of the first. */
function namingAlike(): Departure {
  const first = new Map<string, Json>();
  return {
    tamper(request, reply) {
      if (!isFor(request, 'POST /notes/*/export') || reply.status !== 202) return reply;
      const json = first.get(request.path) ?? reply.json ?? null;
      first.set(request.path, json);
      return { ...reply, json };
    },
  };
}
