/** What the operations of the sensor server share: the call itself, bodies, deletions and refusals. */
import type { HandReply, HandRequest } from '../hand-server.ts';
import { readJson } from '../srm/wire.ts';
import type { BodyRules } from './bodies.ts';
import type { Query } from './query.ts';
import type { NsxState } from './state.ts';
import { errorReply } from './views.ts';

export interface Call {
  readonly request: HandRequest;
  readonly state: NsxState;
  readonly rules: BodyRules;
  readonly query: Query;
  /** Who asks. */
  readonly user: string;
}

export function refuse(call: Call, status: number, message: string): HandReply {
  return errorReply(status, message, call.rules.reading);
}

/** Runs `run` on a JSON body that passes `check`, or refuses. */
export function withBody(
  call: Call,
  check: (body: unknown, rules: BodyRules) => string[],
  run: (body: unknown) => HandReply,
): HandReply {
  const lenient = call.rules.reading === 'lenient';
  const body = readJson(call.request, { anyType: false, noType: lenient });
  if (!body.ok) {
    const status = body.reason === 'type' && lenient ? 415 : 400;
    return refuse(call, status, 'The request body is not JSON.');
  }
  const complaints = check(body.value, call.rules);
  return complaints.length > 0 ? refuse(call, 400, complaints.join('; ')) : run(body.value);
}

/** Runs `run` unless the query cannot be read; the lenient reading passes over what it cannot read. */
export function withQuery(call: Call, run: () => HandReply): HandReply {
  const { complaints } = call.query;
  if (complaints.length > 0 && call.rules.reading === 'strict')
    return refuse(call, 400, complaints.join('; '));
  return run();
}

/** N5: "idempotent", so a second deletion may succeed again or find nothing. */
export function deletion(call: Call, found: boolean, remove: () => void): HandReply {
  if (!found && call.rules.reading === 'strict') return refuse(call, 404, 'There is no such object.');
  remove();
  return { status: 200 };
}
