/** What the operations of the SRM server share: the call itself, its standing answers and lists. */
import type { Faults, HandReply, HandRequest, Reading } from '../hand-server.ts';
import { page } from './listing.ts';
import type { JsonObject } from './shape.ts';
import type { Session, SrmState } from './state.ts';
import * as views from './views.ts';
import { basicOf } from './wire.ts';

export interface Call {
  readonly request: HandRequest;
  readonly session: Session;
  readonly server: Server;
}

export interface Server {
  readonly state: SrmState;
  readonly reading: Reading;
  readonly faults: Faults;
  readonly local: { username: string; password: string };
  readonly remote: { username: string; password: string };
}

// A1, S5, P11: both come without a body
export const UNAUTHENTICATED: HandReply = { status: 401 };
export const NOT_FOUND: HandReply = { status: 404 };

export function knows(
  server: Server,
  request: HandRequest,
  who: { username: string; password: string },
): boolean {
  if (server.faults.letsAnyoneIn) return true;
  const given = basicOf(request);
  return given?.username === who.username && given.password === who.password;
}

/** The listed error for a call that wants the remote site and has no session there (P8, P9): the code is a guess. */
export function noRemoteSession(server: Server): HandReply {
  if (server.reading === 'strict') return UNAUTHENTICATED;
  return views.responseError(403, 'There is no session with the remote site.', server.reading);
}

export interface ListViews<Item> {
  readonly full: (item: Item) => JsonObject;
  readonly shown: (item: Item) => JsonObject;
  /** JSONPaths of what could not be had from the remote site. */
  readonly missing?: (item: Item, at: string) => string[];
}

export function list<Item>(
  server: Server,
  request: HandRequest,
  fields: readonly string[],
  items: readonly Item[],
  see: ListViews<Item>,
): HandReply {
  const { reading } = server;
  const cut = page(request, reading, fields, items, see.full);
  if ('complaint' in cut) return views.responseError(400, cut.complaint, reading);
  const missing = cut.items.flatMap((item, index) => see.missing?.(item, `$.list[${index}]`) ?? []);
  const errors = missing.map((field) => views.metaError(field, reading));
  const told = errors.length > 0 || reading === 'lenient' ? { errors } : {};
  return { status: 200, json: { list: cut.items.map(see.shown), _meta: { ...told, ...cut.meta } } };
}
