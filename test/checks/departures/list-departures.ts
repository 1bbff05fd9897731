import type { Json, JsonObject } from '../../../model/json.ts';
import { changing, type DepartureCase, isFor } from './departure-case.ts';

const LIST = 'GET /notes';
const RULE = '/paths/~1notes/get/x-assay-list';
const OF_RULE = { operation: LIST, pointer: RULE } as const;

/** Departures in how lists are cut, counted and paged. */
export const LIST_DEPARTURES: readonly DepartureCase[] = [
  {
    operation: LIST,
    check: 'list-filtered-after-cut',
    server: 'looks for a title among the notes that it would show without',
    departure: { cutsFirst: true },
    level: 'must',
    pointer: '/x-assay-resources/note',
    keyword: 'list/find/title',
  },
  {
    ...OF_RULE,
    check: 'list-limit-ignored',
    server: 'shows everything, whatever the limit',
    departure: { deafTo: ['limit'] },
    level: 'must',
    keyword: 'limit',
  },
  {
    ...OF_RULE,
    check: 'list-paging-incomplete',
    server: 'shows the first page again and again',
    departure: { deafTo: ['offset'] },
    level: 'must',
    keyword: 'paging',
  },
  {
    ...OF_RULE,
    check: 'list-paging-incomplete',
    server: 'passes over one item more than was asked',
    departure: {
      tamper: (request, reply) => {
        const { items = [] } = (reply.json ?? {}) as { items?: [] };
        const isCut = isFor(request, LIST) && Number(request.query.get('offset')) > 0;
        return isCut && reply.status === 200 ? { ...reply, json: { items: items.slice(1) } } : reply;
      },
    },
    level: 'must',
    keyword: 'paging',
  },
  {
    operation: LIST,
    check: 'list-result-incomplete',
    server: 'gathers nothing where the list is asked for as a task',
    departure: changing('GET /tasks/*/notes', 200, (reply) => ({ ...reply, json: { items: [] } })),
    level: 'must',
    pointer: '/paths/~1notes/get/responses/202',
    keyword: 'x-assay-task/result',
  },
  ...(
    [
      ['gathers a note twice', (items: Json[]) => [...items, ...items.slice(0, 1)], null],
      ['closes notes that it gathers', (items: Json[]) => items.map(closed), '/status'],
    ] as const
  ).map(
    ([server, change, instance]): DepartureCase => ({
      operation: LIST,
      check: 'list-result-incomplete',
      server,
      departure: changing('GET /tasks/*/notes', 200, (reply) => {
        const { items } = reply.json as { items: Json[] };
        return { ...reply, json: { items: change(items) } };
      }),
      level: 'must',
      pointer: '/paths/~1notes/get/responses/202',
      keyword: 'x-assay-task/result',
      instance,
    }),
  ),
  {
    ...OF_RULE,
    check: 'list-total-wrong',
    server: 'counts what it shows for what there is',
    departure: {
      tamper: (request, reply) => {
        if (!isFor(request, LIST) || reply.status !== 200) return reply;
        const { items } = reply.json as { items: [] };
        return { ...reply, headers: { ...reply.headers, 'X-Total': String(items.length) } };
      },
    },
    level: 'must',
    keyword: 'total',
  },
  {
    ...OF_RULE,
    check: 'list-total-wrong',
    server: 'counts one item more than there is',
    departure: {
      tamper: (request, reply) => {
        if (!isFor(request, LIST) || reply.status !== 200) return reply;
        const total = String(Number(reply.headers?.['X-Total']) + 1);
        return { ...reply, headers: { ...reply.headers, 'X-Total': total } };
      },
    },
    level: 'should',
    keyword: 'total',
  },
];

function closed(note: Json): Json {
  return { ...(note as JsonObject), status: 'done' };
}
