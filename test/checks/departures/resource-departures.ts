import type { Json, JsonObject } from '../../../model/json.ts';
import type { Departure } from '../../support/tiny-departure.ts';
import { problem } from '../../support/tiny-state.ts';
import {
  CORROBORATED,
  changing,
  type DepartureCase,
  INFERRED,
  isFor,
  withItem,
  withMembers,
} from './departure-case.ts';

const NOTE = '/x-assay-resources/note';
const LABEL = '/x-assay-resources/label';
const CARD = '/x-assay-resources/card';
const PUT_CARD = 'PUT /cards/{card_id}';
const PATCH_NOTE = 'PATCH /notes/{note_id}';
const EXPORT = 'POST /notes/{note_id}/export';
const ACCEPTED = '/paths/~1notes~1{note_id}~1export/post/responses/202';

/** Departures in the lives of objects and tasks. */
export const RESOURCE_DEPARTURES: readonly DepartureCase[] = [
  {
    check: 'resource-create-identity-taken',
    server: 'names a note that was there before as the new one',
    departure: {
      tamper(request, reply) {
        if (isFor(request, 'POST /notes') && reply.status === 201) return withMembers({ id: 'n900' })(reply);
        const isWhole = isFor(request, 'GET /notes') && reply.status === 200 && !request.query.has('title');
        return isWhole ? withItem({ id: 'n900', title: 'theirs', status: 'open' })(reply) : reply;
      },
    },
    operation: 'POST /notes',
    level: 'must',
    pointer: NOTE,
    keyword: 'create/identity',
  },
  {
    check: 'resource-create-identity-taken',
    server: 'names a card that bears another text as the new one',
    departure: {
      answer: (request) =>
        isFor(request, 'GET /cards/c900') && request.authorization !== ''
          ? { status: 200, json: { id: 'c900', text: 'theirs' } }
          : undefined,
      ...changing('POST /cards', 201, withMembers({ id: 'c900' })),
    },
    operation: 'POST /cards',
    level: 'must',
    pointer: CARD,
    keyword: 'create/identity',
  },
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
    departure: {
      tamper: (request, reply) => {
        if (!isFor(request, 'GET /notes') || !request.query.has('title') || reply.status !== 200)
          return reply;
        const { items } = reply.json as { items: Json[] };
        return { ...reply, json: { items: [...items, { id: 'n0', title: 'shopping', status: 'open' }] } };
      },
    },
    operation: 'GET /notes',
    level: 'must',
    pointer: NOTE,
    keyword: 'list/find/title',
  },
  {
    check: 'resource-list-differs-from-read',
    server: 'lists a note with another status than a read shows',
    departure: listing((note) => ({ ...note, status: note['status'] === 'open' ? 'done' : 'open' })),
    operation: 'GET /notes',
    level: 'must',
    pointer: NOTE,
    keyword: 'echo/status',
    instance: '/status',
  },
  {
    check: 'resource-list-differs-from-read',
    server: 'lists who asks in place of who made a note',
    departure: listing((note) => ({ ...note, created_by: 'somebody' })),
    operation: 'GET /notes',
    level: 'should',
    pointer: NOTE,
    keyword: 'fixed/created_by',
    instance: '/created_by',
    source: CORROBORATED,
  },
  {
    check: 'resource-fixed-member-changed',
    server: 'makes a note anew by an update',
    departure: { remembers: () => ({ created_at: '2026-02-01T00:00:00Z' }) },
    operation: PATCH_NOTE,
    level: 'must',
    pointer: NOTE,
    keyword: 'fixed/created_at',
    instance: '/created_at',
    also: ['response-invariant-broken'],
  },
  {
    check: 'resource-fixed-member-changed',
    server: 'takes whoever updates for the author',
    departure: { remembers: () => ({ created_by: 'somebody' }) },
    operation: PATCH_NOTE,
    level: 'should',
    pointer: NOTE,
    keyword: 'fixed/created_by',
    instance: '/created_by',
    source: CORROBORATED,
  },
  {
    check: 'resource-rising-member-fell',
    server: 'says the time of a change in a zone and leaves the zone out',
    departure: {
      remembers: ({ changed_at: before }) => ({
        changed_at: new Date(Date.parse(String(before)) - 3_600_000).toISOString(),
      }),
    },
    operation: PATCH_NOTE,
    level: 'must',
    pointer: NOTE,
    keyword: 'rising/changed_at',
    instance: '/changed_at',
    also: ['response-invariant-broken'],
  },
  {
    check: 'resource-rising-member-fell',
    server: 'counts changes backwards',
    departure: { remembers: ({ revision }) => ({ revision: Number(revision) - 1 }) },
    operation: PATCH_NOTE,
    level: 'may',
    pointer: NOTE,
    keyword: 'rising/revision',
    instance: '/revision',
    source: INFERRED,
  },
  {
    check: 'resource-update-clears-nothing',
    server: 'takes an empty list of tags for one that is not given',
    departure: {
      putsCard: ({ tags: before }, { tags, ...sent }) => ({
        ...sent,
        ...(Array.isArray(tags) && tags.length === 0 && before !== undefined ? { tags: before } : {}),
        ...(Array.isArray(tags) && tags.length > 0 ? { tags } : {}),
      }),
    },
    operation: PUT_CARD,
    level: 'must',
    pointer: CARD,
    keyword: 'clears/tags',
    instance: '/tags',
  },
  {
    check: 'resource-update-clears-nothing',
    server: 'cannot take the last tag of a note away',
    departure: {
      keeps: ({ tags, ...body }) => (Array.isArray(tags) && tags.length > 0 ? { ...body, tags } : body),
    },
    operation: PATCH_NOTE,
    level: 'should',
    pointer: NOTE,
    keyword: 'clears/tags',
    instance: '/tags',
  },
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
    check: 'resource-filter-ignored',
    server: 'lists something rather than nothing',
    also: ['list-total-wrong'],
    departure: changing('GET /notes', 200, (reply) => {
      const { items } = reply.json as { items: Json[] };
      const any = { id: 'n0', title: 'shopping', status: 'open' };
      return { ...reply, json: { items: items.length > 0 ? items : [any] } };
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
    also: ['request-valid-refused', 'response-invariant-broken'],
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
    also: ['resource-delete-ineffective', 'resource-deleted-still-listed'],
  },
  ...(['export', 'update'] as const).map(
    (usesDeleted): DepartureCase => ({
      check: 'resource-deleted-still-usable',
      server: `lets a deleted note be used in an ${usesDeleted}`,
      departure: { usesDeleted },
      operation: usesDeleted === 'export' ? EXPORT : 'PATCH /notes/{note_id}',
      level: 'must',
      pointer: NOTE,
      keyword: 'delete',
    }),
  ),
  {
    check: 'resource-refused-create-stored',
    server: 'keeps a note that it refused',
    departure: { keepsRefused: true },
    operation: 'POST /notes',
    level: 'must',
    pointer: '/components/responses/Invalid',
    keyword: 'status',
  },
  ...(['PUT', 'DELETE'] as const).map(
    (method): DepartureCase => ({
      check: 'resource-refused-change-made',
      server: `carries out a ${method} of a card and refuses it then`,
      departure: { worksFirst: method },
      operation: `${method} /cards/{card_id}`,
      level: 'must',
      pointer: '/components/responses/Unknown',
      keyword: 'status',
      // The run finds nothing left to remove.
      also: method === 'DELETE' ? ['request-valid-refused'] : [],
    }),
  ),
  {
    check: 'resource-identity-reused',
    server: 'gives a new card the id of one that was deleted',
    departure: { givesIdsAgain: true },
    operation: 'POST /cards',
    level: 'should',
    pointer: CARD,
    keyword: 'create',
  },
  ...['/api/cards/elsewhere', 'http://example.invalid/api/cards', 'health'].map(
    (location): DepartureCase => ({
      check: 'resource-location-wrong',
      server: `says that a new card is at ${location}`,
      departure: changing('POST /cards', 201, (reply) => ({ ...reply, headers: { Location: location } })),
      operation: 'POST /cards',
      level: 'must',
      pointer: CARD,
      keyword: 'create',
    }),
  ),
  {
    check: 'resource-update-not-idempotent',
    server: 'adds the size of a card to what it was',
    departure: {
      putsCard: ({ size: before }, { size, ...sent }) => ({
        ...sent,
        ...(size === undefined ? {} : { size: Number(size) + (before === undefined ? 0 : Number(before)) }),
      }),
    },
    operation: PUT_CARD,
    level: 'must',
    pointer: CARD,
    keyword: 'echo/size',
    instance: '/size',
    // Added to what the full life created it is not what was sent, either.
    also: ['resource-update-not-shown'],
  },
  {
    check: 'resource-update-not-idempotent',
    server: 'refuses an update that changes nothing',
    departure: refusingRepeats(),
    operation: PUT_CARD,
    level: 'should',
    pointer: CARD,
    keyword: 'update',
  },
  {
    check: 'resource-update-partial',
    server: 'keeps of a card what an update does not name',
    departure: { putsCard: (before, sent) => ({ ...before, ...sent }) },
    operation: PUT_CARD,
    level: 'must',
    pointer: CARD,
    keyword: 'update',
  },
  {
    check: 'resource-update-touches-others',
    server: 'opens a note that is renamed',
    departure: {
      keeps: (body, now) =>
        now === 'update' && Object.keys(body).length === 1 ? { ...body, status: 'open' } : body,
    },
    operation: 'PATCH /notes/{note_id}',
    level: 'must',
    pointer: NOTE,
    keyword: 'echo/status',
    instance: '/status',
  },
  {
    check: 'resource-upsert-adds',
    server: 'keeps an updated label twice',
    departure: { addsLabels: true },
    operation: 'POST /labels',
    level: 'must',
    pointer: LABEL,
    keyword: 'update',
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
    check: 'singleton-update-not-shown',
    server: 'keeps the theme that it had',
    departure: { keepsSettings: ({ theme }, sent) => ({ ...sent, theme: theme ?? 'light' }) },
    operation: 'PUT /settings',
    level: 'must',
    pointer: '/paths/~1settings/put',
    keyword: 'x-assay-restore/theme',
    instance: '/theme',
  },
  {
    check: 'singleton-update-not-shown',
    server: 'keeps the number of lines a page that it had, which only a client shows',
    departure: { keepsSettings: ({ page }, sent) => ({ ...sent, page: page ?? 20 }) },
    operation: 'PUT /settings',
    level: 'should',
    pointer: '/paths/~1settings/put',
    keyword: 'x-assay-restore/page',
    instance: '/page',
    source: CORROBORATED,
  },
  {
    check: 'singleton-update-not-shown',
    server: 'leaves a lamp on that is switched off',
    departure: { switchesTo: (state) => (state === 'dark' ? 'dim' : state) },
    operation: 'POST /switch',
    level: 'must',
    pointer: '/paths/~1switch/post',
    keyword: 'x-assay-switch/shows',
    instance: '/state/on',
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

/** Changes each note on its way into a list. */
function listing(change: (note: JsonObject) => JsonObject): Pick<Departure, 'tamper'> {
  return changing('GET /notes', 200, (reply) => {
    const { items } = reply.json as { items: JsonObject[] };
    return { ...reply, json: { items: items.map(change) } };
  });
}

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

/** Answers 400 to a PUT that is the one before it. */
function refusingRepeats(): Departure {
  let last = '';
  return {
    answer(request) {
      if (request.method !== 'PUT') return undefined;
      const now = `${request.path} ${request.text}`;
      const isRepeat = now === last;
      last = now;
      return isRepeat ? problem(400) : undefined;
    },
  };
}
