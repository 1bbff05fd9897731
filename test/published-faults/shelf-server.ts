import { isUtf8 } from 'node:buffer';
import { parseDocument } from 'yaml';
import { type HandReply, type HandRequest, type HandServer, listen } from '../servers/hand-server.ts';

/** The fault types that the comparison of TOSEM'23 planted, in its order. */
export type ShelfFault =
  | 'server error'
  | 'invalid reply'
  | 'maximum ignored'
  | 'enum ignored'
  | 'required ignored'
  | 'wrong location'
  | 'delete without effect'
  | 'put merges'
  | 'put adds'
  | 'created not readable';

/** What is kept of a book, as it was sent. */
export interface Book {
  readonly title?: unknown;
  readonly genre?: unknown;
  readonly pages?: unknown;
}

/** What happens to a shelf beside what was asked of it; a reply stands instead of the right one. */
export type Entanglement = (shelf: Shelf, done: { method: string; id: string }) => HandReply | undefined;

/** The books, and the number of the newest. */
export interface Shelf {
  readonly fault: ShelfFault | undefined;
  readonly books: Map<string, Book>;
  serial: number;
}

const BASE = '/v1';
const GENRES: readonly unknown[] = ['novel', 'poetry', 'essay'];
const MOST_PAGES = 1000;

/** Starts a shelf of books, correct but for one fault where one is given, or what one write does to other books. */
export function startShelf(fault?: ShelfFault, entangle?: Entanglement): Promise<HandServer> {
  const shelf: Shelf = { fault, books: new Map(), serial: 0 };
  return listen(
    (request) => {
      const isHead = request.method === 'HEAD';
      const reply = answered(shelf, isHead ? { ...request, method: 'GET' } : request);
      const id = request.segments[2] ?? `b${shelf.serial}`;
      const isDone = reply.status < 300 && request.method !== 'GET';
      return (isDone ? entangle?.(shelf, { method: request.method, id }) : undefined) ?? reply;
    },
    () => [...shelf.books.keys()],
    {},
  );
}

function answered(shelf: Shelf, request: HandRequest): HandReply {
  const [version, collection, id, ...more] = request.segments;
  if (version !== 'v1' || collection !== 'books' || more.length > 0) return problem(404);
  if (id === undefined) {
    if (request.method === 'GET') return listed(shelf, request);
    return request.method === 'POST' ? created(shelf, request) : wrongMethod('GET, POST');
  }
  if (!['GET', 'PUT', 'DELETE'].includes(request.method)) return wrongMethod('GET, PUT, DELETE');
  const book = shelf.books.get(id);
  if (!book) return problem(404);
  if (request.method === 'GET') return { status: 200, json: shown(shelf, id, book) };
  return request.method === 'PUT' ? updated(shelf, request, id, book) : deleted(shelf, id);
}

function listed({ books }: Shelf, { query }: HandRequest): HandReply {
  const wanted = query.get('title');
  const found = [...books].filter(([, { title }]) => wanted === null || title === wanted);
  return { status: 200, json: found.map(([id, book]) => ({ id, ...book })) };
}

function created(shelf: Shelf, request: HandRequest): HandReply {
  const book = bookIn(shelf, request);
  if (!book) return problem(400);
  if (shelf.fault === 'server error' && book.genre === 'poetry') return { status: 500 };
  shelf.serial += 1;
  const id = `b${shelf.serial}`;
  if (shelf.fault !== 'created not readable') shelf.books.set(id, book);
  const place = shelf.fault === 'wrong location' ? shelf.serial : id;
  return { status: 201, headers: { Location: `${BASE}/books/${place}` }, json: { id, ...book } };
}

function updated(shelf: Shelf, request: HandRequest, id: string, before: Book): HandReply {
  const sent = bookIn(shelf, request);
  if (!sent) return problem(400);
  const book = changed(shelf.fault, before, sent);
  shelf.books.set(id, book);
  return { status: 200, json: { id, ...book } };
}

function changed(fault: ShelfFault | undefined, before: Book, sent: Book): Book {
  if (fault === 'put merges') return { ...before, ...sent };
  if (fault !== 'put adds' || sent.pages === undefined) return sent;
  return { ...sent, pages: Number(sent.pages) + Number(before.pages ?? 0) };
}

function deleted({ books, fault }: Shelf, id: string): HandReply {
  if (fault !== 'delete without effect') books.delete(id);
  return { status: 204 };
}

function shown({ fault }: Shelf, id: string, book: Book): object {
  const pages = book.pages ?? 1;
  return fault === 'invalid reply' ? { id, ...book, pages: `${pages} pages` } : { id, ...book };
}

/** The book that a request sends; undefined where the body breaks a rule. */
function bookIn({ fault }: Shelf, { headers, body }: HandRequest): Book | undefined {
  const text = body.toString();
  if (!/^application\/json\b/.test(headers['content-type'] ?? '') || !isUtf8(body)) return undefined;
  const value = parsed(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  if (parseDocument(text).errors.some(({ code }) => code === 'DUPLICATE_KEY')) return undefined;
  const { title, genre, pages } = value as Book;
  const isTitled =
    title === undefined ? fault === 'required ignored' : typeof title === 'string' && title !== '';
  const isKind =
    genre === undefined || GENRES.includes(genre) || (fault === 'enum ignored' && typeof genre === 'string');
  const isRight = isTitled && isKind && (pages === undefined || isCount(pages, fault));
  return isRight ? (JSON.parse(JSON.stringify({ title: title ?? '', genre, pages })) as Book) : undefined;
}

function isCount(pages: unknown, fault: ShelfFault | undefined): boolean {
  if (typeof pages !== 'number' || !Number.isInteger(pages) || pages < 1) return false;
  return pages <= MOST_PAGES || fault === 'maximum ignored';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function problem(status: number): HandReply {
  return { status, json: { error: `refused with ${status}` } };
}

function wrongMethod(allow: string): HandReply {
  return { ...problem(405), headers: { allow } };
}
