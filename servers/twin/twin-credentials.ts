import type { Contract, Operation, Scheme } from '../../model/contract.ts';
import { type HeaderField, headerValue } from '../../model/request.ts';
import { isSigned } from './oauth1-signature.ts';
import type { Call } from './twin-request.ts';

/** The parts of the credentials that a scheme takes, by name. */
export type SchemeParts = ReadonlyMap<string, string>;

/** Who is let in. */
export interface Doorkeeper {
  /** Whether a call brings what its operation asks for. */
  admits(call: Call): boolean;
  /** A new token of a scheme for who asks, which opens until it is ended; undefined for a client that nobody knows. */
  open(scheme: Scheme, call: Call): string | undefined;
  /** Ends the tokens that a call carries. */
  close(call: Call): void;
}

/** What a run against a twin in the same process brings: the same as to any mock. */
export function madeUpCredentials(scheme: Scheme): SchemeParts {
  return new Map(
    [...scheme.credentials].map(([part, { default: usual }]) => [
      part,
      usual === undefined ? `assay-made-up-${part}` : String(usual),
    ]),
  );
}

/** The credentials of the account that may read and change nothing; undefined where a contract names none. */
export function madeUpWeaker(scheme: Scheme): SchemeParts | undefined {
  const { weaker } = scheme;
  if (!weaker) return undefined;
  const own = [...weaker.keys()].map((part): [string, string] => [part, `assay-made-up-weaker-${part}`]);
  return new Map([...madeUpCredentials(scheme), ...own]);
}

type Account = 'usual' | 'weaker';

/** What stands for a token of somebody else's endpoint: no twin can be asked for one. */
const FOREIGN_TOKEN = 'assay-made-up-token';

function givesTokens(contract: Contract, scheme: Scheme): boolean {
  if (scheme.kind !== 'oauth2') return true;
  return contract.operations.some((operation) => openedBy(contract, operation) === scheme);
}

/** Keeps the door of a contract. `token` makes the tokens of sessions. */
export function doorkeeper(
  contract: Contract,
  partsOf: (scheme: Scheme) => SchemeParts,
  token: () => string,
): Doorkeeper {
  const schemes = new Map(contract.schemes.map((scheme) => [scheme.name, scheme]));
  const opened = new Map<string, string>();
  const shows = (scheme: Scheme, call: Call, account: Account): boolean => {
    const parts = account === 'usual' ? partsOf(scheme) : madeUpWeaker(scheme);
    const isOpen = (shown: string) =>
      opened.get(shown) === `${account} ${scheme.name}` ||
      (shown === FOREIGN_TOKEN && !givesTokens(contract, scheme));
    // A session has no credentials of its own: its token tells who opened it.
    if (!parts) return isOpen(shownToken(scheme, call) ?? '');
    return isShown(scheme, parts, call, isOpen);
  };
  const isMet = ({ operation, ...call }: Call, account: Account): boolean =>
    operation.security.length === 0 ||
    operation.security.some((requirement) =>
      requirement.every((name) => {
        const scheme = schemes.get(name);
        if (!scheme || shows(scheme, { operation, ...call }, 'usual')) return true;
        return account === 'weaker' && shows(scheme, { operation, ...call }, 'weaker');
      }),
    );
  const accountOf = (scheme: Scheme, call: Call): Account | undefined => {
    if (scheme.session) return isMet(call, 'usual') ? 'usual' : 'weaker';
    const form = new URLSearchParams(Buffer.from(call.bytes).toString());
    if (isClient(partsOf(scheme), form)) return 'usual';
    const weaker = madeUpWeaker(scheme);
    return weaker && isClient(weaker, form) ? 'weaker' : undefined;
  };
  return {
    admits: (call) =>
      isMet(call, 'usual') || (['read', 'session'].includes(call.operation.effect) && isMet(call, 'weaker')),
    open(scheme, call) {
      const account = accountOf(scheme, call);
      if (account === undefined) return undefined;
      const made = token();
      opened.set(made, `${account} ${scheme.name}`);
      return made;
    },
    close(call) {
      for (const scheme of schemes.values()) {
        const shown = scheme.session ? shownToken(scheme, call) : undefined;
        if (shown !== undefined) opened.delete(shown);
      }
    },
  };
}

function isClient(parts: SchemeParts, form: URLSearchParams): boolean {
  return (
    form.get('client_id') === parts.get('clientId') && form.get('client_secret') === parts.get('clientSecret')
  );
}

function isShown(
  scheme: Scheme,
  parts: SchemeParts,
  call: Call,
  isOpen: (token: string) => boolean,
): boolean {
  const authorization = headerValue(call.headers, 'authorization') ?? '';
  switch (scheme.kind) {
    case 'basic':
      return /^basic +(\S+)$/i.exec(authorization)?.[1] === encoded(parts);
    case 'api-key':
      return shownToken(scheme, call) === parts.get('value');
    case 'session':
    case 'oauth2':
      return isOpen(shownToken(scheme, call) ?? '');
    case 'bearer':
      return shownToken(scheme, call) === parts.get('token');
    case 'oauth1':
      return isSigned(call, parts);
    case 'unsupported':
      return true;
  }
}

function encoded(parts: SchemeParts): string {
  return Buffer.from(`${parts.get('username') ?? ''}:${parts.get('password') ?? ''}`).toString('base64');
}

function shownToken(scheme: Scheme, { headers, query }: Pick<Call, 'headers' | 'query'>): string | undefined {
  const { carrier } = scheme;
  if (!carrier) return /^bearer +(\S+)$/i.exec(headerValue(headers, 'authorization') ?? '')?.[1];
  if (carrier.in === 'header') return headerValue(headers, carrier.name);
  if (carrier.in === 'query') return new URLSearchParams(query).get(carrier.name) ?? undefined;
  return cookie(headers, carrier.name);
}

function cookie(headers: readonly HeaderField[], name: string): string | undefined {
  const pairs = (headerValue(headers, 'cookie') ?? '').split(/;\s*/);
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** The scheme that an operation logs in to, or gives tokens for. */
export function openedBy(contract: Contract, { id, path, method }: Operation): Scheme | undefined {
  return contract.schemes.find(
    ({ session, tokenUrl }) =>
      session?.login === id ||
      (method === 'POST' && tokenUrl !== undefined && pathOf(tokenUrl, contract.basePath) === path),
  );
}

function pathOf(url: string, basePath: string): string {
  const path = url.replace(/^https?:\/\/[^/]+/, '');
  return basePath !== '' && path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : path;
}
