import { createHmac, randomBytes } from 'node:crypto';
import OAuth from 'oauth-1.0a';
import type { Scheme } from '../model/contract.ts';
import { NotTestable } from '../model/errors.ts';
import { type HeaderField, headerValue, type WireRequest } from '../model/request.ts';

/** The values of a scheme's parts, by name of the part. */
export type Parts = ReadonlyMap<string, string>;

/** Adds what a scheme asks for to a request; `base` is the target's URL, which OAuth 1.0 signs. */
export function withCredentials(
  request: WireRequest,
  scheme: Scheme,
  parts: Parts,
  base: string,
): WireRequest {
  const part = (name: string) => parts.get(name) ?? '';
  switch (scheme.kind) {
    case 'basic':
      return withHeader(request, 'Authorization', basic(part('username'), part('password')));
    case 'bearer':
    case 'oauth2':
      return withHeader(request, 'Authorization', `Bearer ${part('token')}`);
    case 'api-key':
      return carried(request, scheme, part('value'));
    case 'session':
      return carried(request, scheme, part('token'));
    case 'oauth1':
      return withHeader(request, 'Authorization', signature(request, parts, base));
    case 'unsupported':
      return request;
  }
}

/** The value of a Basic Authorization header. */
export function basic(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

/** Credentials that nobody has: no account of a person is ever locked by a test. */
export function madeUpParts(scheme: Scheme, run: string): Parts {
  const nobody = `assay-nobody-${run}`;
  // A session id or token looks like many a real one: base64 of a UUID-like text.
  const token = Buffer.from(`${nobody}-${randomBytes(8).toString('hex')}`).toString('base64url');
  return new Map(
    [...scheme.credentials.keys(), 'token', 'value'].map((name) => {
      if (name === 'signatureMethod') return [name, 'HMAC-SHA1'];
      return [name, name === 'token' || name === 'value' ? token : nobody];
    }),
  );
}

function carried(request: WireRequest, scheme: Scheme, value: string): WireRequest {
  const { carrier } = scheme;
  if (!carrier) return request;
  if (carrier.in === 'header') return withHeader(request, carrier.name, value);
  if (carrier.in === 'cookie') {
    const cookie = headerValue(request.headers, 'cookie');
    return withHeader(
      request,
      'Cookie',
      `${cookie === undefined ? '' : `${cookie}; `}${carrier.name}=${value}`,
    );
  }
  const separator = request.path.includes('?') ? '&' : '?';
  return {
    ...request,
    path: `${request.path}${separator}${encodeURIComponent(carrier.name)}=${encodeURIComponent(value)}`,
  };
}

function withHeader(request: WireRequest, name: string, value: string): WireRequest {
  const others = request.headers.filter(([candidate]) => candidate.toLowerCase() !== name.toLowerCase());
  const field: HeaderField = [name, value];
  return { ...request, headers: [...others, field] };
}

const HASHES: ReadonlyMap<string, string> = new Map([
  ['HMAC-SHA1', 'sha1'],
  ['HMAC-SHA256', 'sha256'],
]);

/** RFC 5849: the parameters of the query and of a form body are signed too. */
function signature(request: WireRequest, parts: Parts, base: string): string {
  const method = (parts.get('signatureMethod') ?? 'HMAC-SHA1').toUpperCase();
  const hash = HASHES.get(method);
  if (hash === undefined) {
    throw new NotTestable(
      `OAuth 1.0 requests cannot be signed with ${method}.`,
      `Use ${[...HASHES.keys()].join(' or ')}.`,
    );
  }
  const oauth = new OAuth({
    consumer: { key: parts.get('consumerKey') ?? '', secret: parts.get('consumerSecret') ?? '' },
    signature_method: method,
    hash_function: (text, key) => createHmac(hash, key).update(text).digest('base64'),
  });
  const [path = '', query = ''] = request.path.split(/\?(.*)/s);
  const isForm = /^application\/x-www-form-urlencoded/i.test(
    headerValue(request.headers, 'content-type') ?? '',
  );
  const form = isForm && request.body ? Buffer.from(request.body).toString() : '';
  const token = parts.get('token') ?? '';
  const signed = oauth.authorize(
    // The library reads queries in a way of its own, which loses "=", "+" and empty values.
    { url: base + path, method: request.method, data: listed([query, form]) },
    { ...(token === '' ? {} : { key: token }), secret: parts.get('tokenSecret') ?? '' } as OAuth.Token,
  );
  return oauth.toHeader(signed).Authorization;
}

function listed(encoded: readonly string[]): Record<string, string[]> {
  const data: Record<string, string[]> = {};
  for (const [name, value] of encoded.flatMap((text) => [...new URLSearchParams(text)])) {
    const present = Object.hasOwn(data, name) ? data[name] : undefined;
    if (present) present.push(value);
    else data[name] = [value];
  }
  return data;
}
