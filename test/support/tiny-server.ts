import { isUtf8 } from 'node:buffer';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseDocument } from 'yaml';
import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import {
  changedNote,
  faultsOfCard,
  faultsOfLabel,
  faultsOfNote,
  faultsOfQuery,
  faultsOfSettings,
  faultsOfSwitch,
  knownOfCard,
  newNote,
} from './tiny-rules.ts';

/** A request as the tiny server sees it; the path is without the base. */
export interface TinyRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly token: string;
  readonly authorization: string;
  readonly contentType: string;
  readonly prefer: string;
  readonly text: string;
  /** Whether the body is UTF-8; where it is not, the text has U+FFFD in it. */
  readonly isUtf8: boolean;
}

/** What it answers: `json` is serialised, `text` goes out as it is, `hangUp` closes without a reply. */
export interface TinyReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: Json;
  readonly text?: string;
  readonly hangUp?: boolean;
}

/** A departure from the contract; without any member the server is correct. */
export interface Departure {
  /** Answers in place of the server. */
  answer?(request: TinyRequest): TinyReply | undefined;
  /** Changes a reply on its way out. */
  tamper?(request: TinyRequest, reply: TinyReply): TinyReply;
  /** Lets a request in although its credentials are not valid. */
  admits?(request: TinyRequest): boolean;
  /** Overlooks a fault, named as in tiny-rules.ts, or `no json`, `encoding`, `member twice`, `media type`, `body missing`. */
  overlooks?(fault: string, request: TinyRequest): boolean;
  /** The status that refuses a fault of a body. */
  refuses?(fault: string, request: TinyRequest): number;
  /** What is kept of what was sent. */
  keeps?(body: JsonObject, operation: 'create' | 'update'): JsonObject;
  /** Members of a note that an update changes of itself. */
  remembers?(before: JsonObject): JsonObject;
  /** What becomes of a card by an update; by default what was sent takes the place of what was there. */
  putsCard?(before: JsonObject, sent: JsonObject): JsonObject;
  /** Deletes answer as documented and remove nothing. */
  keepsDeleted?: boolean;
  /** A new card gets the id of one that was deleted. */
  givesIdsAgain?: boolean;
  /** Parameters of the list that are not heard. */
  deafTo?: readonly ('limit' | 'offset')[];
  /** A deleted note can still be exported, or updated. */
  usesDeleted?: 'export' | 'update';
  /** A PUT of a card that is not there makes one. */
  putMakesCards?: boolean;
  /** A note that is refused for its body is kept all the same, by its title. */
  keepsRefused?: boolean;
  /** What has this method is carried out before it is refused for its credentials. */
  worksFirst?: 'PUT' | 'DELETE';
  /** A label that is updated is kept a second time, under another id. */
  addsLabels?: boolean;
  /** What is kept of new settings. */
  keepsSettings?(before: JsonObject, sent: JsonObject): JsonObject;
  /** The state that a lamp takes when it is switched to one. */
  switchesTo?(state: string): string;
  /** A deleted note stays in the list. */
  listsDeleted?: boolean;
  /** Logouts answer as documented and end nothing. */
  keepsSessions?: boolean;
  /** The state of a task at each look; the last one stays. */
  taskStates?: readonly string[];
}

/** A running tiny server. */
export interface TinyServer {
  readonly origin: string;
  close(): Promise<void>;
}

interface State {
  readonly departure: Departure;
  readonly cards: Map<string, JsonObject>;
  readonly labels: Map<string, JsonObject>;
  /** Deleted labels. */
  readonly bin: Map<string, JsonObject>;
  readonly notes: Map<string, JsonObject>;
  readonly listed: Map<string, JsonObject>;
  readonly sessions: Set<string>;
  readonly tasks: Map<string, number>;
  /** Notes that were gathered, by task. */
  readonly gathered: Map<string, JsonObject>;
  settings: JsonObject;
  readonly lamps: Map<string, string>;
  serial: number;
}

/** The credentials that open the tiny server. */
export const TINY_ENV = new Map([
  ['TINY_USERNAME', 'tiny'],
  ['TINY_PASSWORD', 'open-sesame'],
  ['TINY_VIEWER', 'tiny-viewer'],
  ['TINY_VIEWER_PASSWORD', 'only-look'],
]);

/** What an account brings that may only read. */
export const TINY_VIEWER = `Basic ${Buffer.from('tiny-viewer:only-look').toString('base64')}`;

const USER = `Basic ${Buffer.from('tiny:open-sesame').toString('base64')}`;
const BASE = '/api';

/** Starts the tiny API on a free loopback port. */
export async function startTiny(departure: Departure = {}): Promise<TinyServer> {
  const empty = () => new Map<string, JsonObject>();
  const state: State = {
    departure,
    cards: empty(),
    labels: empty(),
    bin: empty(),
    notes: empty(),
    listed: empty(),
    sessions: new Set(),
    tasks: new Map(),
    gathered: empty(),
    settings: { theme: 'light', page: 20 },
    lamps: new Map([
      ['lamp1', 'dim'],
      ['lamp2', 'bright'],
    ]),
    serial: 0,
  };
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const url = new URL(incoming.url ?? '/', 'http://tiny');
    const request: TinyRequest = {
      method: incoming.method ?? '',
      path: url.pathname.replace(BASE, ''),
      query: url.searchParams,
      token: String(incoming.headers['x-tiny-session'] ?? ''),
      authorization: incoming.headers.authorization ?? '',
      contentType: incoming.headers['content-type'] ?? '',
      prefer: String(incoming.headers['prefer'] ?? ''),
      text: Buffer.concat(chunks).toString(),
      isUtf8: isUtf8(Buffer.concat(chunks)),
    };
    const honest = departure.answer?.(request) ?? handled(state, request);
    const reply = departure.tamper?.(request, honest) ?? honest;
    if (reply.hangUp === true) {
      incoming.socket.destroy();
      return;
    }
    const type = reply.json === undefined ? {} : { 'content-type': 'application/json' };
    outgoing.writeHead(reply.status, { ...type, ...reply.headers });
    outgoing.end(reply.text ?? (reply.json === undefined ? '' : JSON.stringify(reply.json)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Route = readonly [
  method: string,
  path: RegExp,
  handle: (state: State, request: TinyRequest, id: string) => TinyReply,
];

const ROUTES: readonly Route[] = [
  ['GET', /^\/health$/, () => ({ status: 200, json: { ok: true } })],
  ['POST', /^\/session$/, logIn],
  ['DELETE', /^\/session$/, logOut],
  ['GET', /^\/settings$/, ({ settings }) => ({ status: 200, json: settings })],
  ['PUT', /^\/settings$/, putSettings],
  [
    'GET',
    /^\/lamps$/,
    ({ lamps }) => ({ status: 200, json: [...lamps.keys()].map((id) => lamp(lamps, id)) }),
  ],
  [
    'GET',
    /^\/lamps\/([^/]+)$/,
    ({ lamps }, _, id) => shown(200, lamps.has(id) ? lamp(lamps, id) : undefined),
  ],
  ['POST', /^\/switch$/, switchLamps],
  ['GET', /^\/labels$/, ({ labels }) => ({ status: 200, json: [...labels.values()] })],
  ['POST', /^\/labels$/, putLabel],
  ['GET', /^\/labels\/([^/]+)$/, (state, _, id) => shown(200, state.labels.get(id))],
  ['DELETE', /^\/labels\/([^/]+)$/, (state, _, id) => removed(state, state.labels, id)],
  ['POST', /^\/labels\/([^/]+)\/restore$/, restoreLabel],
  ['POST', /^\/cards$/, createCard],
  ['GET', /^\/cards\/([^/]+)$/, (state, _, id) => shown(200, state.cards.get(id))],
  ['PUT', /^\/cards\/([^/]+)$/, putCard],
  ['DELETE', /^\/cards\/([^/]+)$/, (state, _, id) => removed(state, state.cards, id)],
  ['GET', /^\/notes$/, listNotes],
  ['POST', /^\/notes$/, createNote],
  ['GET', /^\/notes\/([^/]+)$/, (state, _, id) => shown(200, state.notes.get(id))],
  ['PATCH', /^\/notes\/([^/]+)$/, updateNote],
  ['DELETE', /^\/notes\/([^/]+)$/, (state, _, id) => removed(state, state.notes, id)],
  ['POST', /^\/notes\/([^/]+)\/export$/, exportNote],
  ['GET', /^\/tasks\/([^/]+)$/, showTask],
  ['GET', /^\/tasks\/([^/]+)\/notes$/, (state, _, id) => shown(200, state.gathered.get(id))],
];

function handled(state: State, request: TinyRequest): TinyReply {
  const here = ROUTES.filter(([, path]) => path.test(request.path));
  const route = here.find(([method]) => method === request.method);
  if (!route) return problem(here.length > 0 ? 405 : 404);
  const carriedOut = () => route[2](state, request, route[1].exec(request.path)?.[1] ?? '');
  if (isAdmitted(state, request) || state.departure.admits?.(request) === true) return carriedOut();
  if (state.departure.worksFirst === request.method) carriedOut();
  return { status: 401 };
}

function isAdmitted({ sessions }: State, { method, path, authorization, token }: TinyRequest): boolean {
  const isLogin = path === '/session' && method === 'POST';
  if (path === '/health') return true;
  const isBasic = /^\/(labels|cards|settings|lamps|switch)/.test(path);
  if (isLogin || (isBasic && method === 'GET'))
    return authorization === USER || authorization === TINY_VIEWER;
  if (isBasic) return authorization === USER;
  const mayChange = !token.startsWith('view-') || method === 'GET' || path === '/session';
  return sessions.has(token) && mayChange;
}

function logIn(state: State, { authorization }: TinyRequest): TinyReply {
  const token = `${authorization === TINY_VIEWER ? 'view' : 'session'}-${next(state)}`;
  state.sessions.add(token);
  return { status: 201, json: { token } };
}

function logOut({ sessions, departure }: State, { token }: TinyRequest): TinyReply {
  if (departure.keepsSessions !== true) sessions.delete(token);
  return { status: 204 };
}

function putSettings(state: State, request: TinyRequest): TinyReply {
  const body = bodyOf(state, request, faultsOfSettings);
  if ('status' in body) return body;
  const { theme = 'light', page = 20 } = body.value;
  const sent = { theme, page };
  state.settings = state.departure.keepsSettings?.(state.settings, sent) ?? sent;
  return { status: 200, json: sent };
}

function lamp(lamps: State['lamps'], id: string): JsonObject {
  const state = lamps.get(id) ?? 'dark';
  const on = state !== 'dark';
  return { id, state: { on, ...(on ? { dimmed: state === 'dim' } : {}) } };
}

function switchLamps(state: State, request: TinyRequest): TinyReply {
  const to = request.query.get('to') ?? '';
  if (!['bright', 'dim', 'dark'].includes(to)) return problem(400);
  const body = bodyOf(state, request, faultsOfSwitch);
  if ('status' in body) return body;
  const { lamps = [] } = body.value;
  const switched = (Array.isArray(lamps) ? lamps : []).filter((id) => state.lamps.has(String(id)));
  for (const id of switched) state.lamps.set(String(id), state.departure.switchesTo?.(to) ?? to);
  return { status: 200, json: { switched } };
}

function putLabel(state: State, request: TinyRequest): TinyReply {
  const body = bodyOf(state, request, faultsOfLabel);
  if ('status' in body) return body;
  const [known] = [...state.labels.values()].filter(({ name }) => name === body.value['name']);
  const { name, colour } = body.value;
  const id = String(known?.['id'] ?? `l${next(state)}`);
  const label = {
    id,
    ...(name === undefined ? { name: '' } : { name }),
    colour: colour ?? known?.['colour'] ?? 'none',
  };
  state.labels.set(id, label);
  const other = known && state.departure.addsLabels === true ? `l${next(state)}` : id;
  state.labels.set(other, { ...label, id: other });
  return { status: known ? 200 : 201, json: label };
}

function restoreLabel({ labels, bin }: State, _: TinyRequest, id: string): TinyReply {
  const label = bin.get(id);
  if (!label) return labels.has(id) ? { status: 409 } : problem(404);
  bin.delete(id);
  labels.set(id, label);
  return shown(200, label);
}

function createCard(state: State, request: TinyRequest): TinyReply {
  const body = bodyOf(state, request, faultsOfCard);
  if ('status' in body) return body;
  const id = `c${state.departure.givesIdsAgain === true ? lowestFree(state.cards) : next(state)}`;
  const card = { id, ...knownOfCard(body.value) };
  state.cards.set(id, card);
  return { status: 201, headers: { Location: `${BASE}/cards/${id}` }, json: card };
}

function putCard({ cards, ...state }: State, request: TinyRequest, id: string): TinyReply {
  const before = cards.get(id);
  if (!before && state.departure.putMakesCards !== true) return problem(404);
  const body = bodyOf({ cards, ...state }, request, faultsOfCard);
  if ('status' in body) return body;
  const sent = knownOfCard(body.value);
  const card = { id, ...((before && state.departure.putsCard?.(before, sent)) ?? sent) };
  cards.set(id, card);
  return shown(before ? 200 : 201, card);
}

function listNotes(state: State, request: TinyRequest): TinyReply {
  const { notes, listed, departure } = state;
  const { query } = request;
  const isPreference = request.prefer === '' || request.prefer === 'respond-async';
  const faults = [...faultsOfQuery(query), ...(isPreference ? [] : ['preference'])];
  if (faults.some((fault) => departure.overlooks?.(fault, request) !== true)) return problem(400);
  const title = query.get('title');
  const all = [...notes.values(), ...listed.values()].filter(
    (note) => title === null || note['title'] === title,
  );
  const heard = (name: 'limit' | 'offset') => Number(departure.deafTo?.includes(name) ? 0 : query.get(name));
  if (request.prefer === 'respond-async') return gather(state, all);
  const items = all.slice(heard('offset')).slice(0, heard('limit') || 50);
  return { status: 200, headers: { 'X-Total': String(all.length), 'X-Page': '1' }, json: { items } };
}

function gather(state: State, items: JsonObject[]): TinyReply {
  const id = `t${next(state)}`;
  state.tasks.set(id, 0);
  state.gathered.set(id, { items });
  return { status: 202, json: { id, status: 'running' } };
}

function createNote(state: State, request: TinyRequest): TinyReply {
  const body = bodyOf(state, request, (value) => faultsOfNote(value, true));
  const id = `n${next(state)}`;
  if ('status' in body) {
    const sent = parsed(request.text);
    const title = isObject(sent) ? sent['title'] : undefined;
    if (state.departure.keepsRefused === true && typeof title === 'string')
      state.notes.set(id, newNote(id, { title }, next(state)));
    return body;
  }
  const tick = next(state);
  state.notes.set(id, newNote(id, state.departure.keeps?.(body.value, 'create') ?? body.value, tick));
  return { status: 201, json: newNote(id, body.value, tick) };
}

function updateNote(state: State, request: TinyRequest, id: string): TinyReply {
  const note =
    state.notes.get(id) ??
    (state.departure.usesDeleted === 'update' ? newNote(id, {}, next(state)) : undefined);
  if (!note) return problem(404);
  const body = bodyOf(state, request, (value) => faultsOfNote(value, false));
  if ('status' in body) return body;
  const tick = next(state);
  const kept = changedNote(note, state.departure.keeps?.(body.value, 'update') ?? body.value, tick);
  state.notes.set(id, { ...kept, ...state.departure.remembers?.(note) });
  return shown(200, changedNote(note, body.value, tick));
}

function exportNote(state: State, _: TinyRequest, note: string): TinyReply {
  if (!state.notes.has(note) && state.departure.usesDeleted !== 'export') return problem(404);
  const id = `t${next(state)}`;
  state.tasks.set(id, 0);
  return { status: 202, json: { id, status: 'running' } };
}

function showTask({ tasks, departure }: State, _: TinyRequest, id: string): TinyReply {
  const looks = tasks.get(id);
  if (looks === undefined) return problem(404);
  tasks.set(id, looks + 1);
  const states = departure.taskStates ?? ['running', 'done'];
  return { status: 200, json: { id, status: states[Math.min(looks, states.length - 1)] ?? 'done' } };
}

function removed(state: State, kept: Map<string, JsonObject>, id: string): TinyReply {
  const found = kept.get(id);
  if (!found) return problem(404);
  if (state.departure.keepsDeleted !== true) kept.delete(id);
  if (kept === state.labels && !kept.has(id)) state.bin.set(id, found);
  if (state.departure.listsDeleted === true) state.listed.set(id, found);
  return { status: 204 };
}

function bodyOf(
  { departure }: State,
  request: TinyRequest,
  faultsOf: (body: Json) => string[],
): TinyReply | { readonly value: JsonObject } {
  const { text, contentType } = request;
  const value = parsed(text);
  const isTwice = isObject(value) && parseDocument(text).errors.some(({ code }) => code === 'DUPLICATE_KEY');
  const faults = [
    ...(/^application\/json\b/.test(contentType) || text === '' ? [] : ['media type']),
    ...(request.isUtf8 ? [] : ['encoding']),
    ...(isTwice ? ['member twice'] : []),
    ...(value !== undefined ? faultsOf(value) : [text === '' ? 'body missing' : 'no json']),
  ];
  const [fault] = faults.filter((name) => departure.overlooks?.(name, request) !== true);
  if (fault !== undefined) return problem(departure.refuses?.(fault, request) ?? 400);
  return { value: isObject(value) ? value : {} };
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function shown(status: number, found: JsonObject | undefined): TinyReply {
  return found ? { status, json: found } : problem(404);
}

/** A refusal as the contract has it. */
export function problem(status: number): TinyReply {
  return { status, json: { error: `refused with ${status}` } };
}

function lowestFree(cards: ReadonlyMap<string, unknown>): number {
  let free = 1;
  while (cards.has(`c${free}`)) free += 1;
  return free;
}

function next(state: State): number {
  state.serial += 1;
  return state.serial;
}
