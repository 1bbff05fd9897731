/** Folders with notes with comments: each is numbered below its parent, and none goes before what is below it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Thing {
  readonly members: Record<string, unknown>;
  readonly below: Map<string, Thing>;
  readonly isForeign: boolean;
  serial: number;
}

/** How the server departs. */
export interface NestedOptions {
  /** Told of each request before it is answered; an answer given here stands. */
  readonly answer?: (method: string, path: string) => number | undefined;
}

/** A running server. */
export interface NestedServer {
  readonly origin: string;
  /** Changes, oldest first: `created /1/2`. */
  readonly changes: readonly string[];
  /** Paths of what clients made that is there. */
  left(): string[];
  close(): Promise<void>;
}

const NOUNS = ['folders', 'notes', 'comments'];

function thing(members: Record<string, unknown>, isForeign: boolean): Thing {
  return { members, below: new Map(), isForeign, serial: 0 };
}

/** Starts it with a folder, a note and a comment of somebody else. */
export async function startNested(options: NestedOptions = {}): Promise<NestedServer> {
  const root = thing({}, true);
  const changes: string[] = [];
  let holder = root;
  for (const title of ['theirs', 'their note', 'their comment']) {
    const made = thing({ id: '1', title }, true);
    holder.serial = 1;
    holder.below.set('1', made);
    holder = made;
  }
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const { method = '', url = '/' } = incoming;
    const answer = (status: number, json?: unknown, headers = {}) => {
      outgoing.writeHead(status, {
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      });
      outgoing.end(json === undefined ? '' : JSON.stringify(json));
    };
    const { pathname } = new URL(url, 'http://nested');
    const given = options.answer?.(method, pathname);
    if (given !== undefined) return answer(given, { error: 'as told' });
    const segments = pathname.split('/').filter(Boolean).map(decodeURIComponent);
    const isKnown = segments.every((one, at) => at % 2 === 1 || one === NOUNS[at / 2]);
    if (!isKnown || segments.length > 6) return answer(404, { error: 'no such path' });
    const ids = segments.filter((_, at) => at % 2 === 1);
    const isCollection = segments.length % 2 === 1;
    const own = isCollection ? undefined : ids.at(-1);
    const above = (own === undefined ? ids : ids.slice(0, -1)).reduce<Thing | undefined>(
      (at, id) => at?.below.get(id),
      root,
    );
    const found = own === undefined ? undefined : above?.below.get(own);
    if (!above || (own !== undefined && !found)) return answer(404, { error: 'gone' });
    const said = (what: string, path: readonly string[]) => changes.push(`${what} /${path.join('/')}`);
    const body = ['POST', 'PATCH'].includes(method)
      ? bodyIn(Buffer.concat(chunks), incoming.headers['content-type'], method === 'POST')
      : undefined;
    if (isCollection && method === 'GET')
      return answer(
        200,
        [...above.below.values()].map(({ members }) => members),
      );
    if (isCollection && method === 'POST') {
      if (!body) return answer(400, { error: 'invalid' });
      above.serial += 1;
      const id = String(above.serial);
      above.below.set(id, thing({ id, ...body }, false));
      said('created', [...ids, id]);
      return answer(201, { id, ...body });
    }
    if (found && method === 'GET') return answer(200, found.members);
    if (found && method === 'PATCH') {
      if (!body) return answer(400, { error: 'invalid' });
      Object.assign(found.members, body);
      said(found.isForeign ? 'foreign updated' : 'updated', ids);
      return answer(200, found.members);
    }
    if (found && own !== undefined && method === 'DELETE') {
      if (found.below.size > 0) return answer(409);
      above.below.delete(own);
      said(found.isForeign ? 'foreign deleted' : 'deleted', ids);
      return answer(204);
    }
    const allow = isCollection ? 'GET, POST' : 'GET, PATCH, DELETE';
    return answer(405, { error: 'not here' }, { allow });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    changes,
    left: () => ownBelow(root, ''),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function ownBelow({ below }: Thing, path: string): string[] {
  return [...below].flatMap(([id, one]) => [
    ...(one.isForeign ? [] : [`${path}/${id}`]),
    ...ownBelow(one, `${path}/${id}`),
  ]);
}

/** A body that keeps to the contract; undefined for anything else. */
function bodyIn(bytes: Buffer, type = '', isNew: boolean): Record<string, unknown> | undefined {
  if (!/^application\/json\b/.test(type)) return undefined;
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const { title, size } = value as Record<string, unknown>;
    const isTitle = title === undefined ? !isNew : typeof title === 'string' && title.length > 0;
    const isSize = size === undefined || (Number.isInteger(size) && Number(size) >= 1 && Number(size) <= 9);
    if (!isTitle || !isSize) return undefined;
    return Object.fromEntries(Object.entries({ title, size }).filter(([, one]) => one !== undefined));
  } catch {
    return undefined;
  }
}
