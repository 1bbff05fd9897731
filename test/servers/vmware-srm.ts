/** Site Recovery Manager / VMware Live Site Recovery, REST gateway v2: sessions, pairings and tasks. */
import {
  type Faults,
  type HandReply,
  type HandRequest,
  type HandServer,
  listen,
  type Reading,
} from './hand-server.ts';
import { type Call, knows, list, NOT_FOUND, type Server, UNAUTHENTICATED } from './srm/call.ts';
import { FIELDS } from './srm/listing.ts';
import { PAIRING_ROUTES } from './srm/pairing-operations.ts';
import { readPairingSpec } from './srm/pairing-spec.ts';
import { type Session, SrmState } from './srm/state.ts';
import * as views from './srm/views.ts';
import { matchRoute, type Route } from './srm/wire.ts';

export const SRM_BASE_PATH = '/api/rest/srm/v2';
export const SRM_USERNAME = 'administrator@vsphere.local';
export const SRM_PASSWORD = 'Local-Site-1!';
export const SRM_REMOTE_USERNAME = 'administrator@remote.local';
export const SRM_REMOTE_PASSWORD = 'Remote-Site-1!';
/** Reads of a task that find it unfinished. */
export const SRM_TASK_POLLS = 2;

/** The spec that leads to a pairing, unless the options name another. */
export const SRM_REAL_PAIRING = {
  pair_psc_info: {
    url: 'vc.remote.example',
    port: 443,
    thumbprint: '6A:2C:11:5B:0F:D3:98:77:E4:AA:31:9C:5D:08:B6:42:F7:1E:83:C0',
    username: SRM_REMOTE_USERNAME,
    password: SRM_REMOTE_PASSWORD,
  },
  pair_vc_guid: '4f1c8a52-6f0d-4a53-9a3e-2f8d2f6f1b10',
  pair_srm_thumbprint: null,
  pair_srm_url: null,
} as const;

/** The spec of the pairing that exists from the start and is none of a client's business. */
export const SRM_FOREIGN_PAIRING = {
  pair_psc_info: { ...SRM_REAL_PAIRING.pair_psc_info, url: 'vc.foreign.example' },
  pair_vc_guid: 'b7d0f3c9-2a44-4e0f-8c55-0d6a2c9e7711',
} as const;

export interface SrmOptions {
  readonly reading: Reading;
  readonly faults?: Faults;
  readonly username?: string;
  readonly password?: string;
  readonly remoteUsername?: string;
  readonly remotePassword?: string;
  /** The one PairingSpec whose task ends in SUCCESS. */
  readonly realPairing?: object;
  readonly taskPolls?: number;
}

export function startSrm(options: SrmOptions): Promise<HandServer> {
  const faults = options.faults ?? {};
  const state = new SrmState({
    realPairing: readPairingSpec(options.realPairing ?? SRM_REAL_PAIRING),
    foreignPairing: readPairingSpec(SRM_FOREIGN_PAIRING),
    taskPolls: options.taskPolls ?? SRM_TASK_POLLS,
    keepsDeleted: faults.keepsDeleted ?? false,
  });
  const server: Server = {
    state,
    reading: options.reading,
    faults,
    local: { username: options.username ?? SRM_USERNAME, password: options.password ?? SRM_PASSWORD },
    remote: {
      username: options.remoteUsername ?? SRM_REMOTE_USERNAME,
      password: options.remotePassword ?? SRM_REMOTE_PASSWORD,
    },
  };
  return listen(
    (request) => answer(server, request),
    () => state.leftovers(),
    faults,
  );
}

function answer(server: Server, request: HandRequest): HandReply {
  if (!request.path.startsWith(`${SRM_BASE_PATH}/`)) return NOT_FOUND;
  const segments = request.segments.slice(SRM_BASE_PATH.split('/').length - 1);
  const match = matchRoute(ROUTES, request.method, segments);
  if (match.kind === 'route' && match.route.run === login) return login({ request, server });
  const session = sessionOf(server, request);
  if (!session) return UNAUTHENTICATED;
  if (match.kind === 'route') return match.route.run({ request, session, server }, ...match.params);
  // no 405 is documented; a gateway may still send it
  if (match.kind === 'other-method' && server.reading === 'lenient') {
    return { status: 405, headers: { allow: match.allow } };
  }
  return NOT_FOUND;
}

/** A0: only `x-dr-session` counts, whatever `Authorization` holds. */
function sessionOf(server: Server, request: HandRequest): Session | undefined {
  const session = server.state.sessions.get(String(request.headers['x-dr-session'] ?? ''));
  return session ?? (server.faults.letsAnyoneIn ? server.state.anonymous : undefined);
}

function login({ request, server }: Pick<Call, 'request' | 'server'>): HandReply {
  if (!knows(server, request, server.local)) return UNAUTHENTICATED;
  const session = server.state.openSession(server.local.username);
  // nothing in SessionIdData is required, but without the id no client could go on
  const more = server.reading === 'lenient' ? { x_gateway_node: 'node-1' } : {};
  return { status: 200, json: { session_id: session.id, ...more } };
}

function logout({ session, server }: Call): HandReply {
  server.state.closeSession(session);
  return { status: 204 };
}

function currentSession({ session, server }: Call): HandReply {
  const more = server.reading === 'lenient' ? { x_gateway_node: 'node-1' } : {};
  return { status: 200, json: { username: session.username, ...more } };
}

function listTasks({ request, server }: Call): HandReply {
  const { state, reading } = server;
  // looking at the list is looking at its tasks: a client that polls here must get to the end too
  const tasks = [...state.tasks.values()].map((task) => state.poll(task));
  return list(server, request, FIELDS.tasks, tasks, {
    full: views.fullTask,
    shown: (task) => views.taskView(task, reading),
  });
}

function getTask({ server }: Call, id = ''): HandReply {
  const { state, reading } = server;
  const task = state.tasks.get(id);
  if (!task) return NOT_FOUND;
  const meta = reading === 'lenient' ? { _meta: { errors: [] } } : {};
  return { status: 200, json: { ...views.taskView(state.poll(task), reading), ...meta } };
}

function serverInfo({ server }: Call): HandReply {
  const { localSrmId, localVcId } = server.state;
  const full = views.fullSrm(localSrmId, 'srm.local.example', localVcId, 'vc.local.example');
  return { status: 200, json: views.srmView(full, server.reading) };
}

const ROUTES: readonly Route<Call>[] = [
  { method: 'POST', path: 'session', run: login },
  { method: 'GET', path: 'session', run: currentSession },
  { method: 'DELETE', path: 'session', run: logout },
  ...PAIRING_ROUTES,
  { method: 'GET', path: 'tasks', run: listTasks },
  { method: 'GET', path: 'tasks/{taskId}', run: getTask },
  { method: 'GET', path: 'server/info', run: serverInfo },
];
