import { weakerParts, weakerWays } from '../contract/weaker-account.ts';
import type { Contract, Operation, Requirement, Scheme } from '../model/contract.ts';
import { NotTestable } from '../model/errors.ts';
import { isObject } from '../model/json.ts';
import { valueAt } from '../model/pointer.ts';
import type { WireReply, WireRequest } from '../model/request.ts';
import { madeUpParts, type Parts, withCredentials } from './credentials.ts';
import { declareSecrets } from './declared-secrets.ts';
import { LoginRefused, readToken, tokenFrom, tokenPath, variablesOf } from './login-reply.ts';
import type { Redactor } from './redaction.ts';
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
  /** The request as it would be with valid credentials, to be shown: nobody logs in for it. */
  shown(operation: Operation, request: WireRequest): WireRequest;
  /** The request with credentials that nobody has. */
  wrong(operation: Operation, request: WireRequest): WireRequest;
  /** Whether all variables are set that let the account in that may only read. */
  hasWeaker(operation: Operation): boolean;
  /** The request with the credentials of that account. */
  weaker(operation: Operation, request: WireRequest): Promise<WireRequest>;
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

/** Whose credentials are used. */
type Account = 'usual' | 'weaker';

/** Makes the access to a target. */
export function accessTo(options: AccessOptions): Access {
  const { contract, redactor } = options;
  const schemes = new Map(contract.schemes.map((scheme) => [scheme.name, scheme]));
  const open = new Map<string, Scheme>();
  const logins = new Map<string, Promise<Parts>>();
  const current = new Map<string, string>();

  if (!options.mock) declareSecrets(contract, options.env, redactor);
  const partsOf = (scheme: Scheme, account: Account): Parts => readParts(scheme, account, options);
  const lacking = (scheme: Scheme | undefined): readonly string[] => {
    if (!scheme || options.mock || isGiven(scheme, options.givenHeaders)) return [];
    if (scheme.session) return lacking(schemes.get(scheme.session.with));
    if (scheme.kind === 'unsupported') {
      return isCertificate(contract, scheme)
        ? []
        : [`credentials for ${scheme.name} (give them with --header)`];
    }
    return [...scheme.credentials.values()]
      .filter((value) => value.default === undefined && !options.env.get(value.env))
      .map((value) => value.env);
  };
  const chosen = (operation: Operation): Requirement | undefined =>
    operation.security.find((requirement) =>
      requirement.every((name) => lacking(schemes.get(name)).length === 0),
    );

  const loggedIn = (scheme: Scheme, account: Account): Promise<Parts> => {
    const key = `${account} ${scheme.name}`;
    const known = logins.get(key);
    if (known) return known;
    const login = logIn(scheme, account);
    logins.set(key, login);
    // Who was refused is not sent again, lest the account is locked; who got no answer may try once more.
    login.catch((error: unknown) => {
      if (!(error instanceof LoginRefused) && logins.get(key) === login) logins.delete(key);
    });
    return login;
  };
  const logIn = async (scheme: Scheme, account: Account): Promise<Parts> => {
    const token = scheme.session ? await sessionToken(scheme, account) : await clientToken(scheme, account);
    redactor.add(token, variable(`${account === 'weaker' ? 'WEAKER_' : ''}${scheme.name}_TOKEN`));
    if (scheme.session) open.set(token, scheme);
    current.set(`${account} ${scheme.name}`, token);
    return new Map([['token', token]]);
  };
  const forget = (isForgotten: (token: string) => boolean) => {
    for (const [key, token] of current) {
      if (!isForgotten(token)) continue;
      current.delete(key);
      logins.delete(key);
    }
  };
  const sessionToken = async (scheme: Scheme, account: Account): Promise<string> => {
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
    const request = withCredentials(bare, inner, partsOf(inner, account), options.url);
    const reply = await options.send(operation, request, 'log in');
    return tokenFrom(reply, session.token, operation.id, variablesOf(inner));
  };
  const clientToken = async (scheme: Scheme, account: Account): Promise<string> => {
    const path = tokenEndpoint(scheme, options);
    const operation = contract.operations.find(
      (candidate) => candidate.method === 'POST' && candidate.path === path,
    );
    if (path === undefined || (options.mock && !operation)) return 'assay-made-up-token';
    const parts = partsOf(scheme, account);
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
  const satisfied = async (
    scheme: Scheme | undefined,
    request: WireRequest,
    account: Account = 'usual',
  ): Promise<WireRequest> => {
    if (!scheme || (account === 'usual' && isGiven(scheme, options.givenHeaders))) return request;
    const needsLogin = scheme.session !== undefined || scheme.kind === 'oauth2';
    const parts = needsLogin ? await loggedIn(scheme, account) : partsOf(scheme, account);
    return withCredentials(request, scheme, parts, options.url);
  };

  /** A token that is hidden wherever it stands: whoever repeats the request puts one of their own in its place. */
  const shownToken = ({ name }: Scheme): Parts => {
    const token = `assay-shown-token-${options.run}-${name}`;
    redactor.add(token, variable(`${name}_TOKEN`));
    return new Map([['token', token]]);
  };
  const isWeaker = (scheme: Scheme | undefined) => scheme && weakerParts(contract, scheme) !== undefined;
  const weakerWay = (operation: Operation): Requirement | undefined => {
    const isSet = (name: string) => (options.env.get(name) ?? '') !== '';
    const isMet = (name: string) => isWeaker(schemes.get(name)) || lacking(schemes.get(name)).length === 0;
    return weakerWays(contract, operation).find(
      ({ requirement, variables }) => variables.every(isSet) && requirement.every(isMet),
    )?.requirement;
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
    shown: (operation, request) =>
      (chosen(operation) ?? operation.security[0] ?? []).reduce((so, name) => {
        const scheme = schemes.get(name);
        if (!scheme || isGiven(scheme, options.givenHeaders)) return so;
        const needsLogin = scheme.session !== undefined || scheme.kind === 'oauth2';
        return withCredentials(
          so,
          scheme,
          needsLogin ? shownToken(scheme) : partsOf(scheme, 'usual'),
          options.url,
        );
      }, request),
    wrong: (operation, request) =>
      (chosen(operation) ?? operation.security[0] ?? []).reduce(
        (so, name) => {
          const scheme = schemes.get(name);
          return scheme ? withCredentials(so, scheme, madeUpParts(scheme, options.run), options.url) : so;
        },
        withoutGiven(request, options),
      ),
    hasWeaker: (operation) => weakerWay(operation) !== undefined,
    async weaker(operation, request) {
      let result = withoutGiven(request, options);
      for (const name of weakerWay(operation) ?? []) {
        const scheme = schemes.get(name);
        result = await satisfied(scheme, result, isWeaker(scheme) ? 'weaker' : 'usual');
      }
      return result;
    },
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

/** A header that the user gives may be the valid credentials: a probe with wrong ones goes without it. */
function withoutGiven(request: WireRequest, { contract, givenHeaders }: AccessOptions): WireRequest {
  const carriers = new Set(['authorization', 'cookie']);
  for (const { carrier } of contract.schemes)
    if (carrier?.in === 'header') carriers.add(carrier.name.toLowerCase());
  const isGiven = (name: string) => givenHeaders.has(name.toLowerCase()) && carriers.has(name.toLowerCase());
  return { ...request, headers: request.headers.filter(([name]) => !isGiven(name)) };
}

/** Undefined on a mock that does not stand for the token's host. */
function tokenEndpoint(scheme: Scheme, { contract, mock, url }: AccessOptions): string | undefined {
  try {
    return tokenPath(scheme, contract, url);
  } catch (error) {
    if (mock && error instanceof NotTestable) return undefined;
    throw error;
  }
}

/** A client's certificate is shown when the connection opens: no request carries it. */
function isCertificate({ document }: Contract, { pointer }: Scheme): boolean {
  const declared = valueAt(document, pointer);
  return isObject(declared) && declared['type'] === 'mutualTLS';
}

function carries({ headers, path }: WireRequest, token: string): boolean {
  return headers.some(([, value]) => value.includes(token)) || path.includes(encodeURIComponent(token));
}

function readParts(scheme: Scheme, account: Account, { mock, env }: AccessOptions): Parts {
  const own = account === 'weaker' ? scheme.weaker : undefined;
  return new Map(
    [...scheme.credentials].map(([part, usual]) => {
      const value = own?.get(part) ?? usual;
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
