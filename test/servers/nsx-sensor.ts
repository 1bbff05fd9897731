/** The Sensor APIs of the vDefend Security Services Platform: registration tokens, sensors and their features. */
import {
  type Faults,
  type HandReply,
  type HandRequest,
  type HandServer,
  listen,
  type Reading,
} from './hand-server.ts';
import type { Call } from './nsx/call.ts';
import { FEATURE_ROUTES } from './nsx/feature-operations.ts';
import { Query } from './nsx/query.ts';
import { SENSOR_ROUTES } from './nsx/sensor-operations.ts';
import { NsxState, type Version } from './nsx/state.ts';
import { TOKEN_ROUTES } from './nsx/token-operations.ts';
import { errorReply } from './nsx/views.ts';
import { basicOf, matchRoute } from './srm/wire.ts';

export const NSX_USERNAME = 'admin';
export const NSX_PASSWORD = 'Sensor-Admin-1!';
/** A second user, who may read sensors and nothing else (B1, N6). */
export const NSX_AUDITOR_USERNAME = 'auditor';
export const NSX_AUDITOR_PASSWORD = 'Sensor-Auditor-1!';
export const NSX_VERSION: Version = '5.2';

export interface NsxOptions {
  readonly reading: Reading;
  readonly faults?: Faults;
  readonly username?: string;
  readonly password?: string;
  readonly version?: Version;
}

type Role = 'admin' | 'auditor';

const ROUTES = [...TOKEN_ROUTES, ...SENSOR_ROUTES, ...FEATURE_ROUTES];

export function startNsx(options: NsxOptions): Promise<HandServer> {
  const { reading, faults = {}, username = NSX_USERNAME, password = NSX_PASSWORD } = options;
  const version = options.version ?? NSX_VERSION;
  const state = new NsxState(version, faults.keepsDeleted ?? false);
  const rules = { reading, version, faults };

  function answer(request: HandRequest): HandReply {
    const given = basicOf(request);
    const role = faults.letsAnyoneIn ? 'admin' : roleOf(given, { username, password });
    if (!role) {
      const reply = errorReply(401, 'The credentials were incorrect.', reading);
      return { ...reply, headers: { 'www-authenticate': 'Basic realm="SSP"' } };
    }
    const match = matchRoute(ROUTES, request.method, request.segments);
    if (match.kind === 'other-method' && reading === 'lenient') {
      return { ...errorReply(405, 'The method is not allowed.', reading), headers: { allow: match.allow } };
    }
    if (match.kind !== 'route') return errorReply(404, 'There is no such resource.', reading);
    if (role === 'auditor' && !auditorMay(request))
      return errorReply(403, 'The role does not permit this.', reading);
    const call: Call = {
      request,
      state,
      rules,
      query: new Query(request.query),
      user: given?.username ?? 'nobody',
    };
    return match.route.run(call, ...match.params);
  }

  return listen(answer, () => state.leftovers(), faults);
}

function roleOf(
  given: { username: string; password: string } | undefined,
  admin: { username: string; password: string },
): Role | undefined {
  if (given?.username === admin.username) return given.password === admin.password ? 'admin' : undefined;
  const auditor = given?.username === NSX_AUDITOR_USERNAME && given.password === NSX_AUDITOR_PASSWORD;
  return auditor ? 'auditor' : undefined;
}

function auditorMay(request: HandRequest): boolean {
  return request.method === 'GET' && request.segments[1] !== 'registration-tokens';
}
