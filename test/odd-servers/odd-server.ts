/** Books on shelves, kept by servers that keep their word, each odd in one way. */
import { isUtf8 } from 'node:buffer';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a server differs from the usual, and is right all the same. */
export type Oddity =
  | 'is as usual'
  | 'shows and lists late what was written'
  | 'names nothing and lists late'
  | 'gives the highest number and one'
  | 'goes on by cursors'
  | 'goes on to show what is deleted';

/** A running server. */
export interface OddServer {
  readonly origin: string;
  /** Requests that would change a shelf that no client made, or what is on it. */
  readonly touched: readonly string[];
  /** Paths of what clients made and nobody removed. */
  left(): string[];
  close(): Promise<void>;
}

interface Item {
  readonly id: number;
  readonly title: string;
  readonly pages: number;
}

interface Reply {
  readonly status: number;
  readonly json?: unknown;
  readonly allow?: string;
}

const FOREIGN = '/shelves/1';
const LATE_MS = 200;
const LATE: ReadonlySet<Oddity> = new Set([
  'shows and lists late what was written',
  'names nothing and lists late',
]);

/** Starts one on a free port of loopback, with one foreign shelf and a book on it. */
export async function startOdd(oddity: Oddity): Promise<OddServer> {
  const items = new Map<string, Item>([
    [FOREIGN, { id: 1, title: 'Foreign', pages: 0 }],
    [`${FOREIGN}/books/1`, { id: 1, title: 'Emma', pages: 9 }],
  ]);
  const foreign = new Set(items.keys());
  const archived = new Set<string>();
  // What reads and lists show.
  let view = new Map(items);
  const touched: string[] = [];
  let next = 2;

  const changed = (): void => {
    const now = new Map(items);
    if (LATE.has(oddity)) setTimeout(() => (view = now), LATE_MS);
    else view = now;
  };
  const newId = (place: string): number => {
    if (oddity !== 'gives the highest number and one') return next++;
    return Math.max(0, ...idsIn(items, place)) + 1;
  };

  const make = (place: string, body: Item): Reply => {
    const made = { ...body, id: newId(place) };
    items.set(`${place}/${made.id}`, made);
    changed();
    return oddity === 'names nothing and lists late' && place.endsWith('/books')
      ? { status: 201 }
      : { status: 201, json: made };
  };

  const remove = (path: string): Reply => {
    if (oddity === 'goes on to show what is deleted' && path.includes('/books/')) archived.add(path);
    else for (const key of items.keys()) if (key === path || key.startsWith(`${path}/`)) items.delete(key);
    // What is deleted is gone at once, so that the tests are quick.
    for (const key of view.keys()) if (!items.has(key)) view.delete(key);
    changed();
    return { status: 204 };
  };

  const list = (place: string, query: URLSearchParams): Reply => {
    const all = idsIn(view, place).flatMap((id) => view.get(`${place}/${id}`) ?? []);
    const limit = Number(query.get('limit') ?? 50);
    const page = Number(query.get('page') ?? 1);
    const isWhole = Number.isInteger(page) && Number.isInteger(limit);
    const isPage = isWhole && page >= 1 && page <= 1000 && limit >= 1 && limit <= 50;
    const after = query.get('after');
    const from = after === null ? (page - 1) * limit : all.findIndex(({ id }) => `c${id}` === after) + 1;
    // Neither a page beyond the end nor a cursor that was never given is any.
    if (!isPage || (from > 0 && from >= all.length) || (after !== null && from === 0)) return { status: 404 };
    const shown = all.slice(from, from + limit);
    const last = from + limit < all.length ? shown.at(-1) : undefined;
    return { status: 200, json: { items: shown, total: all.length, next: last ? `c${last.id}` : null } };
  };

  const answer = (method: string, url: URL, text: Buffer, type: string): Reply => {
    const path = url.pathname;
    const isList = path.endsWith('/books') || path === '/shelves';
    const holder = path === '/shelves' ? FOREIGN : path.replace(/\/books$/, '');
    const isThere = isList ? items.has(holder) : items.has(path);
    if (!isThere) return { status: 404 };
    if (method === 'GET' && isList)
      return path === '/shelves' ? { status: 405, allow: 'POST' } : list(path, url.searchParams);
    if (method === 'GET') return view.has(path) ? { status: 200, json: view.get(path) } : { status: 404 };
    const isMine = isList ? path === '/shelves' || !foreign.has(holder) : !foreign.has(path);
    if (!isMine) touched.push(`${method} ${path}`);
    if (method === 'DELETE' && !isList) return archived.has(path) ? { status: 404 } : remove(path);
    if (method !== (isList ? 'POST' : 'PUT') || (!isList && !path.includes('/books/')))
      return { status: 405, allow: allowedAt(path) };
    const body = bookIn(text, type);
    if (!body) return { status: 400 };
    if (isList) return make(path, body);
    if (archived.has(path)) return { status: 404 };
    const now = { ...body, id: items.get(path)?.id ?? 0 };
    items.set(path, now);
    changed();
    return { status: 200, json: now };
  };

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? '/', 'http://odd');
    const type = request.headers['content-type'] ?? '';
    const { status, json, allow } = answer(request.method ?? '', url, Buffer.concat(chunks), type);
    response.writeHead(status, {
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...(allow === undefined ? {} : { allow }),
    });
    response.end(json === undefined ? undefined : JSON.stringify(json));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    touched,
    left: () => [...items.keys()].filter((path) => !foreign.has(path) && !archived.has(path)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function allowedAt(path: string): string {
  if (path === '/shelves') return 'POST';
  if (path.endsWith('/books')) return 'GET, POST';
  return path.includes('/books/') ? 'GET, PUT, DELETE' : 'GET, DELETE';
}

function idsIn(items: ReadonlyMap<string, Item>, place: string): number[] {
  const ids = [...items].filter(([path, { id }]) => path === `${place}/${id}`).map(([, { id }]) => id);
  return ids.sort((a, b) => a - b);
}

/** A book that keeps to the contract, without the identity; undefined for anything else. */
function bookIn(bytes: Buffer, type: string): Item | undefined {
  if (!/^application\/json\b/.test(type) || !isUtf8(bytes)) return undefined;
  try {
    const { title, pages = 0 } = JSON.parse(bytes.toString()) as Partial<Item>;
    const isTitle = typeof title === 'string' && title !== '' && [...title].length <= 60;
    const isCount = Number.isInteger(pages) && pages >= 0 && pages <= 900;
    return isTitle && isCount ? { id: 0, title, pages } : undefined;
  } catch {
    return undefined;
  }
}
