import { evaluate } from '../contract/expressions.ts';
import type { Contract, Scheme } from '../model/contract.ts';
import { NotTestable } from '../model/errors.ts';
import type { Json } from '../model/json.ts';
import type { WireReply } from '../model/request.ts';
import { isSuccess } from '../model/trace.ts';

/** The variables behind a scheme's credentials, in words. */
export function variablesOf(scheme: Scheme): string {
  return [...scheme.credentials.values()]
    .filter((value) => value.default === undefined)
    .map(({ env }) => env)
    .join(' and ');
}

/** The token endpoint below the target's base: the host contacted is the one on the command line. */
export function tokenPath(scheme: Scheme, contract: Contract, url: string): string {
  const tokenUrl = scheme.tokenUrl ?? '';
  const host = /^https?:\/\/([^/]+)/.exec(tokenUrl)?.[1];
  if (
    host !== undefined &&
    host !== new URL(url).host &&
    host !== /^https?:\/\/([^/]+)/.exec(contract.serverUrl)?.[1]
  ) {
    throw new NotTestable(
      `the token endpoint ${tokenUrl} is on another host than the target, which is not contacted.`,
      'Get a token yourself and give it with --header "Authorization: Bearer …".',
    );
  }
  const path = tokenUrl.replace(/^https?:\/\/[^/]+/, '');
  const { basePath } = contract;
  if (basePath === '' || contract.operations.some((operation) => operation.path === path)) return path;
  if (path.startsWith(`${basePath}/`)) return path.slice(basePath.length);
  throw new NotTestable(
    `the token endpoint ${tokenUrl} is not below ${basePath}, where everything is sent.`,
    'Get a token yourself and give it with --header "Authorization: Bearer …".',
  );
}

// These say that credentials are wrong; others that something else is.
const REFUSALS = new Set([400, 401, 403, 422]);

/** The target says that the credentials are wrong. */
export class LoginRefused extends NotTestable {}

/**
 * The token that a login's reply gives.
 * @throws NotTestable where it gives none.
 */
export function tokenFrom(
  reply: WireReply,
  expression: string,
  operation: string,
  variables: string,
): string {
  if (REFUSALS.has(reply.status)) {
    throw new LoginRefused(
      `the target refused the login: ${operation} answered ${reply.status}.`,
      `Check ${variables || 'the credentials'}.`,
    );
  }
  const token = readToken(reply, expression);
  if (token !== undefined) return token;
  throw new NotTestable(
    `the login gave no token: ${operation} answered ${reply.status} without ${expression}.`,
    'See the findings on the login operation.',
  );
}

/** The token in a reply that is a success, if there is any. */
export function readToken(reply: WireReply, expression: string): string | undefined {
  let body: Json | undefined;
  try {
    body = JSON.parse(Buffer.from(reply.body).toString()) as Json;
  } catch {
    body = undefined;
  }
  const [token] = evaluate(expression, {
    status: reply.status,
    response: { headers: reply.headers, body },
  });
  return typeof token === 'string' && token !== '' && isSuccess(reply.status) ? token : undefined;
}
