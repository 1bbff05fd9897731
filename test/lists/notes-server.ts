import { type HandReply, type HandRequest, type HandServer, listen } from '../servers/hand-server.ts';
import type { PagingName } from './notes-contract.ts';

/** How a server of notes departs from its contract, or makes it hard to tell. */
export interface NotesBehaviour {
  /** Shows everything, whatever the limit. */
  readonly ignoresLimit?: boolean;
  /** Begins each page so many notes too late, or too early. */
  readonly shift?: number;
  /** Shows the first page for every other. */
  readonly isStuck?: boolean;
  /** Counts what it shows. */
  readonly countsShown?: boolean;
  /** Shows no more than so many at once, whoever asks for more. */
  readonly most?: number;
  /** Others make a note before each list, and delete the one before. */
  readonly isBusy?: boolean;
  /** The notes of others. @defaultValue 3 */
  readonly others?: number;
}

interface Notes {
  readonly paging: PagingName;
  readonly behaviour: NotesBehaviour;
  readonly notes: Map<string, string>;
  serial: number;
}

const USUAL = 50;

/** Starts a server of notes that are listed by pages of a kind. */
export function startNotes(paging: PagingName, behaviour: NotesBehaviour = {}): Promise<HandServer> {
  const others = Array.from({ length: behaviour.others ?? 3 }, (_, at): [string, string] => [
    `o${at}`,
    `other ${at}`,
  ]);
  const state: Notes = { paging, behaviour, notes: new Map(others), serial: 0 };
  return listen(
    (request) => answered(state, request),
    () => [...state.notes.keys()].filter((id) => id.startsWith('n')),
    {},
  );
}

function answered(state: Notes, request: HandRequest): HandReply {
  const [version, collection, id, ...more] = request.segments;
  if (version !== 'v1' || collection !== 'notes' || more.length > 0) return { status: 404 };
  if (id !== undefined) {
    if (request.method !== 'DELETE') return { status: 405, headers: { allow: 'DELETE' } };
    return { status: state.notes.delete(id) ? 204 : 404 };
  }
  if (request.method === 'GET') return listed(state, request);
  return request.method === 'POST'
    ? created(state, request)
    : { status: 405, headers: { allow: 'GET, POST' } };
}

function created(state: Notes, { body, headers }: HandRequest): HandReply {
  const title = /^application\/json\b/.test(headers['content-type'] ?? '') ? titleIn(body) : undefined;
  if (title === undefined) return { status: 400 };
  state.serial += 1;
  const id = `n${state.serial}`;
  state.notes.set(id, title);
  return { status: 201, json: { id, title } };
}

function titleIn(body: Buffer): string | undefined {
  try {
    const { title } = JSON.parse(body.toString());
    return typeof title === 'string' && title !== '' ? title : undefined;
  } catch {
    return undefined;
  }
}

function listed(state: Notes, request: HandRequest): HandReply {
  const { behaviour, notes, paging } = state;
  if (behaviour.isBusy === true) disturb(state);
  const all = [...notes].map(([id, title]) => ({ id, title }));
  const asked = number(request.query.get('limit')) ?? USUAL;
  if (asked < 1 || asked > USUAL) return { status: 400 };
  const size = behaviour.ignoresLimit === true ? USUAL : Math.min(asked, behaviour.most ?? USUAL);
  const from = beginning(paging, request.query, size);
  if (from === undefined) return { status: 400 };
  const start = from === 0 || behaviour.isStuck === true ? 0 : Math.max(0, from + (behaviour.shift ?? 0));
  const shown = all.slice(start, start + size);
  const next = from + size < all.length ? String(from + size) : null;
  const total = behaviour.countsShown === true ? shown.length : all.length;
  const link = `<http://elsewhere.example/v1/notes?limit=${asked}&from=${next}>; rel="next"`;
  return {
    status: 200,
    headers: paging === 'link' && next !== null ? { Link: link } : {},
    json: { notes: shown, total, ...(paging === 'cursor' ? { next } : {}) },
  };
}

function beginning(paging: PagingName, query: URLSearchParams, size: number): number | undefined {
  const name = { offset: 'skip', page: 'page', cursor: 'after', link: 'from' }[paging];
  const said = query.get(name);
  if (said === null) return 0;
  const count = number(said);
  if (paging === 'cursor') return count ?? 0;
  if (count === undefined) return undefined;
  if (paging !== 'page') return count;
  return count < 1 ? undefined : (count - 1) * size;
}

function disturb({ notes, ...state }: Notes): void {
  const last = [...notes.keys()].find((id) => id.startsWith('x'));
  if (last !== undefined) notes.delete(last);
  notes.set(`x${Number(last?.slice(1) ?? state.serial) + 1}`, 'passing');
}

function number(text: string | null): number | undefined {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
