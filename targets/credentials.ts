import { createHash, createHmac, randomBytes } from 'node:crypto';
import OAuth from 'oauth-1.0a';
import type { Scheme } from '../model/contract.ts';
import { headerValue, type HeaderField, type WireRequest } from '../model/request.ts';

/** The values of a scheme's parts, by name of the part. */
export type Parts = ReadonlyMap<string, string>;

/** Adds what a scheme asks for to a request; `base` is the target's URL, which OAuth 1.0 signs. */
export function withCredentials(request: WireRequest, scheme: Scheme, parts: Parts, base: string): WireRequest {
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
    return withHeader(request, 'Cookie', `${cookie === undefined ? '' : `${cookie}; `}${carrier.name}=${value}`);
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

/** RFC 5849: the parameters of a form body are signed too. */
function signature(request: WireRequest, parts: Parts, base: string): string {
  const method = (parts.get('signatureMethod') ?? 'HMAC-SHA1').toUpperCase();
  const algorithm = method === 'HMAC-SHA256' ? 'sha256' : 'sha1';
  const oauth = new OAuth({
    consumer: { key: parts.get('consumerKey') ?? '', secret: parts.get('consumerSecret') ?? '' },
    signature_method: method,
    hash_function: (text, key) => createHmac(algorithm, key).update(text).digest('base64'),
    body_hash_function: (data) => createHash(algorithm).update(data).digest('base64'),
  });
  const isForm = /^application\/x-www-form-urlencoded/i.test(headerValue(request.headers, 'content-type') ?? '');
  const form = isForm && request.body ? formData(request.body) : {};
  const signed = oauth.authorize(
    { url: base + request.path, method: request.method, data: form },
    { key: parts.get('token') ?? '', secret: parts.get('tokenSecret') ?? '' },
  );
  // The library repeats the form's members in what it signed; only its own belong in the header.
  const own = Object.fromEntries(Object.entries(signed).filter(([name]) => name.startsWith('oauth_')));
  return oauth.toHeader(own as unknown as OAuth.Authorization).Authorization;
}

function formData(body: Uint8Array): Record<string, string | string[]> {
  const data: Record<string, string | string[]> = {};
  for (const [name, value] of new URLSearchParams(Buffer.from(body).toString())) {
    const present = data[name];
    if (present === undefined) data[name] = value;
    else data[name] = [...(Array.isArray(present) ? present : [present]), value];
  }
  return data;
}
