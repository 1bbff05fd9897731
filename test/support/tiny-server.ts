import { isUtf8 } from 'node:buffer';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { JsonObject } from '../../model/json.ts';
import type { Departure, TinyReply, TinyRequest } from './tiny-departure.ts';
import { createNote, exportNote, listNotes, showTask, updateNote } from './tiny-notes.ts';
import { createCard, putCard, putLabel, restoreLabel } from './tiny-objects.ts';
import { lamp, putSettings, switchLamps } from './tiny-settings.ts';
import { BASE, next, problem, removed, type State, shown } from './tiny-state.ts';

/** A running tiny server. */
export interface TinyServer {
  readonly origin: string;
  close(): Promise<void>;
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
      method: incoming.method === 'HEAD' ? 'GET' : (incoming.method ?? ''),
      isHead: incoming.method === 'HEAD',
      accept: incoming.headers.accept ?? '',
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
    if (departure.pauses) await setTimeout(departure.pauses(request));
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
  if (here.length === 0) return problem(404);
  if (!route) return { ...problem(405), headers: { Allow: here.map(([method]) => method).join(', ') } };
  const carriedOut = () => route[2](state, request, route[1].exec(request.path)?.[1] ?? '');
  if (isAdmitted(state, request) || state.departure.admits?.(request) === true) return carriedOut();
  if (state.departure.worksFirst === request.method) carriedOut();
  return { status: 401, headers: { 'WWW-Authenticate': challengeFor(request) } };
}

function challengeFor({ path }: TinyRequest): string {
  return isBasic(path) || path === '/session' ? 'Basic realm="tiny", charset="UTF-8"' : 'TinySession';
}

function isBasic(path: string): boolean {
  return /^\/(labels|cards|settings|lamps|switch)/.test(path);
}

function isAdmitted({ sessions }: State, { method, path, authorization, token }: TinyRequest): boolean {
  const isLogin = path === '/session' && method === 'POST';
  if (path === '/health') return true;
  if (isLogin || (isBasic(path) && method === 'GET'))
    return authorization === USER || authorization === TINY_VIEWER;
  if (isBasic(path)) return authorization === USER;
  const mayChange = !token.startsWith('view-') || method === 'GET' || path === '/session';
  return sessions.has(token) && mayChange;
}

function logIn(state: State, { authorization }: TinyRequest): TinyReply {
  const token = `${authorization === TINY_VIEWER ? 'view' : 'session'}-${next(state)}`;
  state.sessions.add(token);
  const headers = { 'Set-Cookie': `tiny-visit=visit-${next(state)}; Path=${BASE}; HttpOnly; SameSite=Lax` };
  return { status: 201, json: { token }, headers };
}

function logOut({ sessions, departure }: State, { token }: TinyRequest): TinyReply {
  if (departure.keepsSessions !== true) sessions.delete(token);
  return { status: 204 };
}
