/** The list parameters of the SRM gateway (A2): limit, offset, sort_by, order_by, filter_property, filter. */
import type { HandRequest, Reading } from '../hand-server.ts';
import { isObject, type JsonObject } from './shape.ts';
import { compareValues } from './wire.ts';

const SERVER_FIELDS = ['id', 'url', 'name', 'server_status', 'version'];
const PAIRING_SERVERS = ['local_vc_server', 'remote_vc_server', 'local_srm_server', 'remote_srm_server'];

/** Properties that lists may be sorted and filtered by; nested ones are allowed and written with dots. */
export const FIELDS = {
  pairings: [
    'pairing_id',
    ...PAIRING_SERVERS.flatMap((server) => SERVER_FIELDS.map((f) => `${server}.${f}`)),
  ],
  srms: [...SERVER_FIELDS, 'vc_guid', 'vc_name', 'extension_key'],
  issues: ['entity', 'entity_name', 'description', 'timestamp', 'status', 'issue_type'],
  tasks: [
    ...['id', 'description', 'description_id', 'entity', 'entity_name', 'status', 'progress'],
    ...['queued_time', 'start_time', 'complete_time'],
  ],
} as const;

const DEFAULT_LIMIT = 100;
const ORDERS = ['asc', 'ascending', 'desc', 'descending'];

interface ListQuery {
  readonly limit: number;
  readonly offset: number;
  readonly sortBy?: string;
  readonly descending: boolean;
  readonly filterBy?: string;
  readonly filter: readonly string[];
}

/** A page of a list, or why the parameters will not do. */
type Page<Item> =
  | { readonly complaint: string }
  | { readonly items: readonly Item[]; readonly meta: Record<string, unknown> };

/** Filters, sorts and cuts `items` as the query says; `see` gives the full representation to look at. */
export function page<Item>(
  request: HandRequest,
  reading: Reading,
  fields: readonly string[],
  items: readonly Item[],
  see: (item: Item) => JsonObject,
): Page<Item> {
  const complaint = complaintAbout(request.query, fields);
  // lenient: values that make no sense are passed over, and so are parameters without the one they need
  if (complaint && reading === 'strict') return { complaint };
  const query = readQuery(request.query, fields);
  const { filterBy, sortBy, limit, offset } = query;
  const exact = reading === 'strict';
  let kept = [...items];
  if (filterBy && query.filter.length > 0) {
    kept = kept.filter((item) =>
      query.filter.some((text) => fitsFilter(valueAt(see(item), filterBy), text, exact)),
    );
  }
  if (sortBy) {
    const sign = query.descending ? -1 : 1;
    kept.sort((left, right) => sign * compareValues(valueAt(see(left), sortBy), valueAt(see(right), sortBy)));
  }
  const cut = kept.slice(offset, offset + limit);
  const next = offset + cut.length < kept.length ? { href: linkTo(request, limit, offset + limit) } : null;
  const previous = offset > 0 ? { href: linkTo(request, limit, Math.max(0, offset - limit)) } : null;
  const counts = { total: kept.length, offset, limit };
  // A2: null on the last / first page; lenient: the key is not there
  const links =
    reading === 'strict'
      ? { next, previous }
      : {
          self: { href: linkTo(request, limit, offset) },
          ...(next && { next }),
          ...(previous && { previous }),
        };
  return { items: cut, meta: { ...counts, links } };
}

function complaintAbout(query: URLSearchParams, fields: readonly string[]): string | undefined {
  const repeated = ['limit', 'offset', 'sort_by', 'order_by', 'filter_property'].find(
    (name) => query.getAll(name).length > 1,
  );
  if (repeated) return `${repeated} is repeated`;
  for (const name of ['limit', 'offset']) {
    if (query.has(name) && count(query.get(name)) === undefined) return `${name} is not a number`;
  }
  for (const name of ['sort_by', 'filter_property']) {
    const given = query.get(name);
    if (given !== null && !fields.includes(given)) return `${name} names no property`;
  }
  const order = query.get('order_by');
  if (order !== null && !ORDERS.includes(order)) return 'order_by is not an order';
  const needs = [
    ['offset', 'limit'],
    ['order_by', 'sort_by'],
    ['filter', 'filter_property'],
  ] as const;
  const alone = needs.find(([name, needed]) => query.has(name) && !query.has(needed));
  return alone && `${alone[0]} needs ${alone[1]}`;
}

function readQuery(query: URLSearchParams, fields: readonly string[]): ListQuery {
  const limit = count(query.get('limit'));
  const sortBy = query.get('sort_by');
  const filterBy = query.get('filter_property');
  return {
    limit: limit ?? DEFAULT_LIMIT,
    offset: limit === undefined ? 0 : (count(query.get('offset')) ?? 0),
    ...(sortBy !== null && fields.includes(sortBy) && { sortBy }),
    descending: query.get('order_by')?.startsWith('desc') ?? false,
    ...(filterBy !== null && fields.includes(filterBy) && { filterBy }),
    filter: query.getAll('filter'),
  };
}

function count(text: string | null): number | undefined {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** How a filter compares is documented nowhere: exactly, or as a search does. */
function fitsFilter(value: unknown, text: string, exact: boolean): boolean {
  if (value === undefined || value === null) return false;
  return exact ? String(value) === text : String(value).toLowerCase().includes(text.toLowerCase());
}

function valueAt(item: JsonObject, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), item);
}

function linkTo(request: HandRequest, limit: number, offset: number): string {
  const query = new URLSearchParams(request.query);
  query.set('limit', String(limit));
  query.set('offset', String(offset));
  return `${request.path}?${query}`;
}
