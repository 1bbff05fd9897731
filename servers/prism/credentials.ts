import type { IncomingHttpHeaders } from 'node:http';
import { meant } from '../../contract/reference.ts';
import type { Contract, Operation, Scheme } from '../../model/contract.ts';
import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { valueAt } from '../../model/pointer.ts';

// Prism sees each scheme as an API key in a header of ours: it knows nothing of OAuth 1.0 and lets it pass with a
// warning, refuses a Basic password with a colon in it, and takes only one spelling of `Bearer`.
const HEADER = 'x-assay-scheme-';

/** Rewrites a document's security so that Prism judges requirements by the headers of `presentSchemes`. */
export function rewriteSecurity(document: JsonObject, contract: Contract): void {
  for (const [index, { pointer }] of contract.schemes.entries()) {
    const scheme = valueAt(document, pointer);
    if (!isObject(scheme)) continue;
    for (const name of Object.keys(scheme)) delete scheme[name];
    Object.assign(scheme, { type: 'apiKey', in: 'header', name: `${HEADER}${index}` });
  }
  for (const operation of contract.operations) {
    const declared = meant(document, operation.pointer).value;
    if (isObject(declared)) declared['security'] = requirementsOf(contract, operation);
  }
}

/** An empty requirement means that credentials are not asked for; Prism would refuse a request that has some. */
function requirementsOf(contract: Contract, { security }: Operation): Json {
  const known = new Set(contract.schemes.map(({ name }) => name));
  if (security.some((requirement) => requirement.length === 0)) return [];
  return security
    .filter((requirement) => requirement.every((name) => known.has(name)))
    .map((requirement) => Object.fromEntries(requirement.map((name) => [name, []])));
}

/** The headers that tell Prism which schemes a request brings credentials for. */
export function presentSchemes(
  contract: Contract,
  headers: IncomingHttpHeaders,
  query: URLSearchParams,
): Record<string, string> {
  const present: Record<string, string> = {};
  for (const [index, scheme] of contract.schemes.entries()) {
    if (isPresent(contract, scheme, headers, query)) present[`${HEADER}${index}`] = 'present';
  }
  return present;
}

function isPresent(
  contract: Contract,
  scheme: Scheme,
  headers: IncomingHttpHeaders,
  query: URLSearchParams,
): boolean {
  if (scheme.carrier) return carried(scheme.carrier, headers, query);
  const authorization = headers.authorization ?? '';
  switch (scheme.kind) {
    case 'basic':
      return hasUser(authorization);
    case 'bearer':
    case 'oauth2':
      return /^bearer +\S/i.test(authorization);
    case 'oauth1':
      return (
        /^oauth +.*\boauth_consumer_key=/i.test(authorization) && /\boauth_signature=/.test(authorization)
      );
    case 'session':
      return isOfScheme(valueAt(contract.document, scheme.pointer), authorization);
    default:
      // A certificate is shown when the connection opens; other schemes, and keys without a place, nobody can send.
      return true;
  }
}

function isOfScheme(declared: Json | undefined, authorization: string): boolean {
  const scheme = isObject(declared) ? declared : {};
  const name = scheme['type'] === 'http' ? String(scheme['scheme']) : 'bearer';
  return authorization.toLowerCase().startsWith(`${name.toLowerCase()} `);
}

function carried(
  carrier: NonNullable<Scheme['carrier']>,
  headers: IncomingHttpHeaders,
  query: URLSearchParams,
): boolean {
  if (carrier.in === 'query') return (query.get(carrier.name) ?? '') !== '';
  if (carrier.in === 'header') return String(headers[carrier.name.toLowerCase()] ?? '') !== '';
  const cookies = (headers.cookie ?? '').split(';').map((cookie) => cookie.trim());
  return cookies.some(
    (cookie) => cookie.startsWith(`${carrier.name}=`) && cookie.length > carrier.name.length + 1,
  );
}

function hasUser(authorization: string): boolean {
  const token = /^basic +(\S+)$/i.exec(authorization)?.[1];
  return token !== undefined && Buffer.from(token, 'base64').toString().includes(':');
}

/** What a 401 must name (RFC 9110, 11.6.1). */
export function challengeOf(contract: Contract, operation: Operation): string {
  const names = new Set(operation.security.flat());
  const kinds = contract.schemes.filter(({ name }) => names.has(name)).map(({ kind }) => CHALLENGES[kind]);
  return [...new Set(kinds)].join(', ') || 'Basic realm="assay mock"';
}

const CHALLENGES: Readonly<Record<Scheme['kind'], string>> = {
  basic: 'Basic realm="assay mock"',
  bearer: 'Bearer',
  oauth2: 'Bearer',
  oauth1: 'OAuth realm="assay mock"',
  'api-key': 'ApiKey',
  session: 'Session',
  unsupported: 'Unknown',
};
