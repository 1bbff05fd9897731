/** The four operations on registration tokens. */
import type { HandReply } from '../hand-server.ts';
import type { Route } from '../srm/wire.ts';
import { checkToken, readToken } from './bodies.ts';
import { type Call, deletion, refuse, withBody, withQuery } from './call.ts';
import { asOneOf, asText, fitsName, listResult, readPaging } from './query.ts';
import { statusOf, type Token } from './state.ts';
import { fullToken, tokenView } from './views.ts';

const SORTABLE = {
  display_name: 'display_name',
  // documented as a sort key, yet no member of a token: number_available is meant
  remaining_instance_count: 'number_available',
  usage_count: 'usage_count',
  status: 'status',
  id: 'id',
  description: 'description',
  allowed_instance_count: 'allowed_instance_count',
  number_available: 'number_available',
  expiration: 'expiration',
  _create_time: '_create_time',
  _create_user: '_create_user',
  _last_modified_time: '_last_modified_time',
} as const;

// N1, B6/9: 200, not 201
function createToken(call: Call): HandReply {
  return withBody(call, checkToken, (body) => {
    const token = call.state.createToken(readToken(body), call.user);
    return { status: 200, json: tokenView(token, call.rules.reading) };
  });
}

function listTokens(call: Call): HandReply {
  const { query, state } = call;
  const { reading } = call.rules;
  const name = query.one('display_name', asText);
  const status = query.one('token_status', asOneOf('AVAILABLE', 'EXPIRED', 'USED'));
  const paging = readPaging(query, SORTABLE);
  return withQuery(call, () => {
    const kept = [...state.tokens.values()].filter(
      (token) => fitsName(token.displayName, name, reading) && (!status || statusOf(token) === status),
    );
    const shown = (token: Token) => tokenView(token, reading);
    return { status: 200, json: listResult(kept, paging, reading, fullToken, shown) };
  });
}

function getToken(call: Call, id = ''): HandReply {
  const token = call.state.tokens.get(id);
  if (!token) return refuse(call, 404, 'There is no such registration token.');
  return { status: 200, json: tokenView(token, call.rules.reading) };
}

function deleteToken(call: Call, id = ''): HandReply {
  return deletion(call, call.state.tokens.has(id), () => call.state.deleteToken(id));
}

export const TOKEN_ROUTES: readonly Route<Call>[] = [
  { method: 'POST', path: 'sensors/registration-tokens', run: createToken },
  { method: 'GET', path: 'sensors/registration-tokens', run: listTokens },
  { method: 'GET', path: 'sensors/registration-tokens/{token-id}', run: getToken },
  { method: 'DELETE', path: 'sensors/registration-tokens/{token-id}', run: deleteToken },
];
