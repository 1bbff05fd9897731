/** A shelf that somebody else keeps books on too, and a server that mixes them up with those of a run. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type Book = Record<string, unknown> & { id: string };

/** What the server does wrong with a create or a delete. */
export type Mixup =
  /** Keeps the book, and answers with the id of somebody else's. */
  | 'names a foreign book'
  /** Writes over somebody else's book, and answers with its id. */
  | 'overwrites a foreign book'
  /** Keeps the book, and answers with the id of the first one that the run made. */
  | 'names another own book'
  /** As soon as a book of the run is deleted, somebody else gets its id. */
  | 'gives ids away again'
  /** Answers with the id of a foreign book, and fails to show it. */
  | 'names a foreign book that cannot be read';

/** How the shelf is open to clients. */
export interface ShelfOptions {
  readonly mixup?: Mixup | undefined;
  /** How many books a list shows at most. */
  readonly listed?: number;
  /** A create of a title that is there updates that book. */
  readonly isUpsert?: boolean;
  /** A new book gets the lowest id that is free. */
  readonly isThrifty?: boolean;
  /** Titles of further foreign books. */
  readonly titles?: readonly string[];
  /** Told of each request after it was answered. */
  readonly hear?: (method: string, path: string) => void;
}

/** A running shelf. */
export interface SharedShelf {
  readonly origin: string;
  /** Requests that would change or remove a book that was not made by a client at that time, carried out or not. */
  readonly touched: readonly string[];
  /** The titles of all books that were made. */
  readonly made: readonly string[];
  /** What is on it, foreign or not. */
  books(): readonly Book[];
  /** The ids of books of somebody else. */
  readonly foreign: ReadonlySet<string>;
  close(): Promise<void>;
}

/** Starts a shelf with three books of somebody else on it. */
export async function startSharedShelf(options: ShelfOptions = {}): Promise<SharedShelf> {
  const books = new Map<string, Book>();
  const foreign = new Set<string>();
  const touched: string[] = [];
  let serial = 0;
  const next = () => {
    if (options.isThrifty === true) serial = 0;
    do serial += 1;
    while (books.has(`b${serial}`));
    return `b${serial}`;
  };
  const lay = (id: string, title: string) => {
    books.set(id, { id, title, genre: 'novel', pages: 100 });
    foreign.add(id);
  };
  for (const title of ['Emma', 'Middlemarch', 'Ulysses', ...(options.titles ?? [])]) lay(next(), title);
  const first = 'b1';

  const titles: string[] = [];
  const create = (sent: Record<string, unknown>): Book => {
    const { mixup } = options;
    titles.push(String(sent['title']));
    if (mixup === 'overwrites a foreign book') {
      const book = { ...sent, id: first };
      books.set(first, book);
      return book;
    }
    const same = [...books.values()].find(({ title }) => title === sent['title']);
    if (options.isUpsert === true && same) {
      if (foreign.has(same.id)) touched.push(`POST ${same.id}`);
      const book = { ...sent, id: same.id };
      books.set(same.id, book);
      return book;
    }
    const book = { ...sent, id: next() };
    books.set(book.id, book);
    if (mixup?.startsWith('names a foreign book')) return { ...book, id: first };
    const own = [...books.keys()].find((id) => !foreign.has(id)) ?? book.id;
    return mixup === 'names another own book' ? { ...book, id: own } : book;
  };

  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const { method = '' } = incoming;
    const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://shelf');
    const id = /^\/v1\/books\/([^/]+)$/.exec(pathname)?.[1];
    const answer = (status: number, json?: unknown, headers: Record<string, string> = {}) => {
      options.hear?.(method, pathname);
      outgoing.writeHead(status, {
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      });
      outgoing.end(json === undefined ? '' : JSON.stringify(json));
    };
    const sent = bookIn(
      Buffer.concat(chunks),
      incoming.headers['content-type'],
      options.isUpsert === true ? 8 : 1000,
    );
    if (id === undefined) {
      if (pathname !== '/v1/books') return answer(404, { error: 'no such path' });
      if (method === 'GET') {
        const title = searchParams.get('title');
        const found = [...books.values()].filter((book) => title === null || book['title'] === title);
        return answer(200, found.slice(0, options.listed ?? found.length));
      }
      if (method !== 'POST') return answer(405, { error: 'not here' }, { Allow: 'GET, POST' });
      if (!sent) return answer(400, { error: 'no book' });
      const made = create(sent);
      return answer(201, made, { Location: `/v1/books/${made.id}` });
    }
    if (method !== 'GET' && foreign.has(id)) touched.push(`${method} ${id}`);
    const book = books.get(id);
    if (!book) return answer(404, { error: 'gone' });
    if (method === 'GET') {
      const fails = options.mixup === 'names a foreign book that cannot be read' && foreign.has(id);
      return fails ? answer(500, { error: 'lost the place' }) : answer(200, book);
    }
    if (method === 'PUT') {
      if (!sent) return answer(400, { error: 'no book' });
      books.set(id, { ...sent, id });
      return answer(200, { ...sent, id });
    }
    if (method !== 'DELETE') return answer(405, { error: 'not here' }, { Allow: 'GET, PUT, DELETE' });
    books.delete(id);
    if (options.mixup === 'gives ids away again') lay(id, 'Dubliners');
    return answer(204);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    touched,
    foreign,
    made: titles,
    books: () => [...books.values()],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A book that keeps to the contract; undefined for anything else. */
function bookIn(
  bytes: Buffer,
  type: string | undefined,
  longest: number,
): Record<string, unknown> | undefined {
  if (!/^application\/json\b/.test(type ?? '')) return undefined;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return undefined;
    const { title, genre, pages } = value as Record<string, unknown>;
    const isTitle = typeof title === 'string' && title.length > 0 && title.length <= longest;
    const isGenre = genre === undefined || genre === 'novel' || genre === 'poetry' || genre === 'essay';
    const isPages =
      pages === undefined || (Number.isInteger(pages) && Number(pages) >= 1 && Number(pages) <= 1000);
    if (!isTitle || !isGenre || !isPages) return undefined;
    return Object.fromEntries(Object.entries({ title, genre, pages }).filter(([, one]) => one !== undefined));
  } catch {
    return undefined;
  }
}
