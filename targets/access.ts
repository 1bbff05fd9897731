import { evaluate } from '../contract/expressions.ts';
import type { Contract, Operation, Requirement, Scheme } from '../model/contract.ts';
import { NotTestable } from '../model/errors.ts';
import type { Json } from '../model/json.ts';
import type { WireReply, WireRequest } from '../model/request.ts';
import { isSuccess } from '../model/trace.ts';
import { madeUpParts, type Parts, withCredentials } from './credentials.ts';
import type { Redactor } from './redaction.ts';
import { secretSiteValues } from './secret-places.ts';
import { variable } from './secret-words.ts';

/** Sends a login's request and gives its reply, having shown it to whoever judges exchanges. */
export type LoginSender = (
  operation: Operation | undefined,
  request: WireRequest,
  purpose: string,
) => Promise<WireReply>;

/** What access is made from. */
export interface AccessOptions {
  readonly contract: Contract;
  /** Values by environment variable. */
  readonly env: ReadonlyMap<string, string>;
  /** On a mock, credentials are made up. */
  readonly mock: boolean;
  readonly run: string;
  /** The target's base URL. */
  readonly url: string;
  readonly redactor: Redactor;
  readonly send: LoginSender;
  /** Names of headers that the user gives with every request, in lower case. */
  readonly givenHeaders: ReadonlySet<string>;
}

/** Gets requests in: chooses credentials, logs in once, renews, and logs out. */
export interface Access {
  /** The variables that are missing for each requirement of an operation; none where one of them can be met. */
  missing(operation: Operation): readonly (readonly string[])[];
  /** The request with valid credentials. */
  authorised(operation: Operation, request: WireRequest): Promise<WireRequest>;
  /** The request with credentials that nobody has. */
  wrong(operation: Operation, request: WireRequest): WireRequest;
  /** Forgets the login's token, because the target refused a request with it; one that was renewed since stays. */
  expire(refused?: WireRequest): void;
  /** The token of an open login session by scheme, for ending it. */
  sessions(): readonly { readonly scheme: Scheme; readonly token: string }[];
  /** Takes over the session that a login's reply opened, so that it is ended with the others. */
  adopt(operation: Operation, reply: WireReply): string | undefined;
  /** A request that carries a given session token. */
  withSession(scheme: Scheme, token: string, request: WireRequest): WireRequest;
  /** Says that a session was ended. */
  ended(token: string): void;
}

/** Makes the access to a target. */
export function accessTo(options: AccessOptions): Access {
  const { contract, redactor } = options;
  const schemes = new Map(contract.schemes.map((scheme) => [scheme.name, scheme]));
  const open = new Map<string, Scheme>();
  const logins = new Map<string, Promise<Parts>>();
  const current = new Map<string, string>();

  if (!options.mock) declareSecrets(options);
  const partsOf = (scheme: Scheme): Parts => readParts(scheme, options);
  const lacking = (scheme: Scheme | undefined): readonly string[] => {
    if (!scheme || options.mock || isGiven(scheme, options.givenHeaders)) return [];
    if (scheme.session) return lacking(schemes.get(scheme.session.with));
    return [...scheme.credentials.values()]
      .filter((value) => value.default === undefined && !options.env.get(value.env))
      .map((value) => value.env);
  };
  const chosen = (operation: Operation): Requirement | undefined =>
    operation.security.find((requirement) =>
      requirement.every((name) => lacking(schemes.get(name)).length === 0),
    );

  const loggedIn = (scheme: Scheme): Promise<Parts> => {
    const known = logins.get(scheme.name);
    if (known) return known;
    const login = logIn(scheme);
    logins.set(scheme.name, login);
    return login;
  };
  const logIn = async (scheme: Scheme): Promise<Parts> => {
    const token = scheme.session ? await sessionToken(scheme) : await clientToken(scheme);
    redactor.add(token, variable(`${scheme.name}_TOKEN`));
    if (scheme.session) open.set(token, scheme);
    current.set(scheme.name, token);
    return new Map([['token', token]]);
  };
  const forget = (isForgotten: (token: string) => boolean) => {
    for (const [name, token] of current) {
      if (!isForgotten(token)) continue;
      current.delete(name);
      logins.delete(name);
    }
  };
  const sessionToken = async (scheme: Scheme): Promise<string> => {
    const { session } = scheme;
    const inner = session && schemes.get(session.with);
    const operation = session && contract.operations.find(({ id }) => id === session.login);
    if (!session || !inner || !operation)
      throw new NotTestable(`the login of ${scheme.name} is not described.`);
    const bare: WireRequest = {
      method: operation.method,
      path: operation.path,
      headers: [['Accept', 'application/json']],
    };
    const request = withCredentials(bare, inner, partsOf(inner), options.url);
    const reply = await options.send(operation, request, 'log in');
    return tokenFrom(reply, session.token, operation.id, variablesOf(inner));
  };
  const clientToken = async (scheme: Scheme): Promise<string> => {
    const path = tokenPath(scheme, options);
    const operation = contract.operations.find(
      (candidate) => candidate.method === 'POST' && candidate.path === path,
    );
    const parts = partsOf(scheme);
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: parts.get('clientId') ?? '',
      client_secret: parts.get('clientSecret') ?? '',
    });
    const request: WireRequest = {
      method: 'POST',
      path,
      headers: [
        ['Accept', 'application/json'],
        ['Content-Type', 'application/x-www-form-urlencoded'],
      ],
      body: Buffer.from(form.toString()),
    };
    const reply = await options.send(operation, request, 'get a token');
    return tokenFrom(reply, '$response.body#/access_token', `POST ${path}`, variablesOf(scheme));
  };
  const satisfied = async (scheme: Scheme | undefined, request: WireRequest): Promise<WireRequest> => {
    if (!scheme || isGiven(scheme, options.givenHeaders)) return request;
    const needsLogin = scheme.session !== undefined || scheme.kind === 'oauth2';
    const parts = needsLogin ? await loggedIn(scheme) : partsOf(scheme);
    return withCredentials(request, scheme, parts, options.url);
  };

  return {
    missing: (operation) =>
      chosen(operation)
        ? []
        : operation.security.map((names) => names.flatMap((name) => lacking(schemes.get(name)))),
    async authorised(operation, request) {
      let result = request;
      for (const name of chosen(operation) ?? []) result = await satisfied(schemes.get(name), result);
      return result;
    },
    wrong: (operation, request) =>
      (chosen(operation) ?? operation.security[0] ?? []).reduce(
        (so, name) => {
          const scheme = schemes.get(name);
          return scheme ? withCredentials(so, scheme, madeUpParts(scheme, options.run), options.url) : so;
        },
        withoutGiven(request, options),
      ),
    // Many requests may be refused with one token: only the first of them asks for another.
    expire: (refused) => forget((token) => refused === undefined || carries(refused, token)),
    sessions: () => [...open].map(([token, scheme]) => ({ scheme, token })),
    adopt(operation, reply) {
      const scheme = contract.schemes.find(({ session }) => session?.login === operation.id);
      const token = scheme?.session && readToken(reply, scheme.session.token);
      if (!scheme || token === undefined) return undefined;
      redactor.add(token, variable(`${scheme.name}_TOKEN`));
      open.set(token, scheme);
      return token;
    },
    withSession: (scheme, token, request) =>
      withCredentials(request, scheme, new Map([['token', token]]), options.url),
    ended(ended) {
      open.delete(ended);
      forget((token) => token === ended);
    },
  };
}

/** What is secret in the environment is hidden from the start, whether it is used or not. */
function declareSecrets({ contract, env, redactor }: AccessOptions): void {
  for (const scheme of contract.schemes) {
    // What has a default is a choice, not a secret.
    for (const value of scheme.credentials.values())
      if (value.default === undefined) declare(env.get(value.env), value.env);
    const username = scheme.credentials.get('username');
    const password = scheme.credentials.get('password');
    const pair = username && password && `${env.get(username.env) ?? ''}:${env.get(password.env) ?? ''}`;
    if (pair !== undefined && pair !== ':') redactor.add(pair, `${username?.env}:$${password?.env}`);
  }
  for (const value of secretSiteValues(contract)) {
    if (value.file === true) continue;
    const given = env.get(value.env);
    for (const part of value.list === undefined ? [given] : (given ?? '').split(value.list))
      declare(part?.trim(), value.env);
  }
  function declare(value: string | undefined, name: string): void {
    if (value !== undefined && value !== '') redactor.add(value, name);
  }
}

/** A header that the user gives may be the valid credentials: a probe with wrong ones goes without it. */
function withoutGiven(request: WireRequest, { contract, givenHeaders }: AccessOptions): WireRequest {
  const carriers = new Set(['authorization', 'cookie']);
  for (const { carrier } of contract.schemes)
    if (carrier?.in === 'header') carriers.add(carrier.name.toLowerCase());
  const isGiven = (name: string) => givenHeaders.has(name.toLowerCase()) && carriers.has(name.toLowerCase());
  return { ...request, headers: request.headers.filter(([name]) => !isGiven(name)) };
}

function carries({ headers, path }: WireRequest, token: string): boolean {
  return headers.some(([, value]) => value.includes(token)) || path.includes(encodeURIComponent(token));
}

function readParts(scheme: Scheme, { mock, env }: AccessOptions): Parts {
  return new Map(
    [...scheme.credentials].map(([part, value]) => {
      const given = mock ? undefined : env.get(value.env);
      const made = value.default === undefined ? `assay-made-up-${part}` : String(value.default);
      return [part, given === undefined || given === '' ? made : given];
    }),
  );
}

function isGiven({ carrier }: Scheme, given: ReadonlySet<string>): boolean {
  if (carrier?.in === 'query') return false;
  const header = carrier?.in === 'cookie' ? 'cookie' : (carrier?.name ?? 'authorization');
  return given.has(header.toLowerCase());
}

function variablesOf(scheme: Scheme): string {
  return [...scheme.credentials.values()]
    .filter((value) => value.default === undefined)
    .map(({ env }) => env)
    .join(' and ');
}

/** The token endpoint below the target's base: the host contacted is the one on the command line. */
function tokenPath(scheme: Scheme, { contract, url }: AccessOptions): string {
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

function tokenFrom(reply: WireReply, expression: string, operation: string, variables: string): string {
  if (REFUSALS.has(reply.status)) {
    throw new NotTestable(
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

function readToken(reply: WireReply, expression: string): string | undefined {
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
