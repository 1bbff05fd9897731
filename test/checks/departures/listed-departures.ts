import type { Json, JsonObject } from '../../../model/json.ts';
import type { Departure } from '../../support/tiny-departure.ts';
import { CORROBORATED, changing, type DepartureCase, isFor } from './departure-case.ts';

const NOTE = '/x-assay-resources/note';
const LABEL = '/x-assay-resources/label';

/** Departures in which objects lists show, and how. */
export const LISTED_DEPARTURES: readonly DepartureCase[] = [
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
    check: 'resource-created-not-listed',
    server: 'lists all but the newest note, unless it is asked for',
    departure: {
      tamper: (request, reply) => {
        if (!isFor(request, 'GET /notes') || request.query.has('title') || reply.status !== 200) return reply;
        const { items } = reply.json as { items: JsonObject[] };
        const total = Math.max(0, Number(reply.headers?.['X-Total']) - 1);
        const rest = items.slice(0, Math.max(0, total - Number(request.query.get('offset'))));
        return { ...reply, json: { items: rest }, headers: { ...reply.headers, 'X-Total': String(total) } };
      },
    },
    operation: 'GET /notes',
    level: 'must',
    pointer: NOTE,
    keyword: 'list',
    // A task gathers all.
    also: ['list-result-incomplete'],
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
    // One more than the limit, where it is cut.
    also: ['list-limit-ignored'],
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
    also: ['list-result-incomplete'],
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
    also: ['list-result-incomplete'],
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
    check: 'resource-deleted-still-listed',
    server: 'lists what was deleted',
    departure: { listsDeleted: true },
    operation: 'DELETE /notes/{note_id}',
    level: 'must',
    pointer: NOTE,
    keyword: 'delete',
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
];

/** Changes each note on its way into a list. */
function listing(change: (note: JsonObject) => JsonObject): Pick<Departure, 'tamper'> {
  return changing('GET /notes', 200, (reply) => {
    const { items } = reply.json as { items: JsonObject[] };
    return { ...reply, json: { items: items.map(change) } };
  });
}
