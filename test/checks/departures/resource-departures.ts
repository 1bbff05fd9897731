import type { Json } from '../../../model/json.ts';
import {
  CORROBORATED,
  changing,
  type DepartureCase,
  INFERRED,
  isFor,
  withMembers,
} from './departure-case.ts';

const NOTE = '/x-assay-resources/note';
const LABEL = '/x-assay-resources/label';
const EXPORT = 'POST /notes/{note_id}/export';
const ACCEPTED = '/paths/~1notes~1{note_id}~1export/post/responses/202';

/** Departures in the lives of objects and tasks. */
export const RESOURCE_DEPARTURES: readonly DepartureCase[] = [
  ...(['create', 'update'] as const).map(
    (when): DepartureCase => ({
      check: when === 'create' ? 'resource-create-not-echoed' : 'resource-update-not-shown',
      server: `keeps another status than the ${when} was given`,
      departure: {
        keeps: (body, now) =>
          now === when && 'status' in body
            ? { ...body, status: body['status'] === 'open' ? 'done' : 'open' }
            : body,
      },
      operation: when === 'create' ? 'POST /notes' : 'PATCH /notes/{note_id}',
      level: 'must',
      pointer: NOTE,
      keyword: 'echo/status',
      instance: '/status',
    }),
  ),
  {
    check: 'resource-create-not-echoed',
    server: 'keeps other tags, which only a client shows',
    departure: {
      keeps: (body, now) => (now === 'create' && 'tags' in body ? { ...body, tags: ['other'] } : body),
    },
    operation: 'POST /notes',
    level: 'should',
    pointer: NOTE,
    keyword: 'echo/tags',
    instance: '/tags',
    source: CORROBORATED,
  },
  {
    check: 'resource-update-not-shown',
    server: 'keeps another priority, which is our reading',
    departure: {
      keeps: (body, now) =>
        now === 'update' && 'priority' in body
          ? { ...body, priority: (Number(body['priority']) % 5) + 1 }
          : body,
    },
    operation: 'PATCH /notes/{note_id}',
    level: 'may',
    pointer: NOTE,
    keyword: 'echo/priority',
    instance: '/priority',
    source: INFERRED,
  },
  {
    check: 'resource-created-not-listed',
    server: 'lists nothing',
    departure: changing('GET /notes', 200, (reply) => ({ ...reply, json: { items: [] } })),
    operation: 'GET /notes',
    level: 'must',
    pointer: NOTE,
    keyword: 'list',
  },
  {
    check: 'resource-filter-ignored',
    server: 'lists what was not asked for, too',
    departure: changing('GET /notes', 200, (reply) => {
      const { items } = reply.json as { items: Json[] };
      return { ...reply, json: { items: [...items, { id: 'n0', title: 'shopping', status: 'open' }] } };
    }),
    operation: 'GET /notes',
    level: 'must',
    pointer: NOTE,
    keyword: 'list/find/title',
  },
  {
    check: 'resource-created-not-readable',
    server: 'forgets what was created',
    departure: {
      answer: (request) =>
        isFor(request, 'GET /labels/*') ? { status: 404, json: { error: 'gone' } } : undefined,
    },
    operation: 'POST /labels',
    level: 'must',
    pointer: LABEL,
    keyword: 'read',
    also: ['request-valid-refused'],
  },
  {
    check: 'resource-created-not-readable',
    server: 'does not name what it created',
    departure: changing('POST /labels', 201, withMembers({ id: undefined })),
    operation: 'POST /labels',
    level: 'must',
    pointer: LABEL,
    keyword: 'create',
    also: ['response-body-schema-violation'],
  },
  {
    check: 'resource-deleted-still-listed',
    server: 'lists what was deleted',
    departure: { listsDeleted: true },
    operation: 'DELETE /notes/{note_id}',
    level: 'must',
    pointer: NOTE,
    keyword: 'delete',
  },
  {
    check: 'resource-delete-ineffective',
    server: 'cannot restore what it deleted, as if it were still there',
    departure: changing('POST /labels/*/restore', 200, () => ({ status: 409 })),
    operation: 'DELETE /labels/{label_id}',
    level: 'must',
    pointer: LABEL,
    keyword: 'delete',
  },
  {
    check: 'resource-deleted-still-readable',
    server: 'keeps what was deleted',
    departure: { keepsDeleted: true },
    operation: 'DELETE /labels/{label_id}',
    level: 'must',
    pointer: LABEL,
    keyword: 'delete',
    also: ['resource-delete-ineffective'],
  },
  {
    check: 'resource-upsert-identity-changed',
    server: 'gives an updated label another id',
    departure: changing('POST /labels', 200, withMembers({ id: 'another' })),
    operation: 'POST /labels',
    level: 'must',
    pointer: LABEL,
    keyword: 'update',
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
];
