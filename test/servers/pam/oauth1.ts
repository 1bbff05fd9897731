/** OAuth 1.0 signatures, verified by RFC 5849 section 3. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { HandRequest } from '../hand-server.ts';

/** The key pairs of an application. */
export interface OAuth1Keys {
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly token: string;
  readonly tokenSecret: string;
}

const hashes: ReadonlyMap<string, string> = new Map([
  ['HMAC-SHA1', 'sha1'],
  ['HMAC-SHA256', 'sha256'],
]);

const tolerance = 5 * 60;

/** Verifies requests and remembers their nonces. */
export class OAuth1Verifier {
  readonly #keys: OAuth1Keys;
  readonly #seen = new Set<string>();

  constructor(keys: OAuth1Keys) {
    this.#keys = keys;
  }

  /** Answers what is wrong with the request's signature, or nothing when it holds. */
  complaint(request: HandRequest): string | undefined {
    const parameters = headerParameters(request.headers.authorization ?? '');
    if (!parameters) return 'Client authentication failed';
    const { consumerKey, consumerSecret, token, tokenSecret } = this.#keys;
    const value = (name: string) => parameters.get(`oauth_${name}`) ?? '';
    if (value('consumer_key') !== consumerKey || value('token') !== token)
      return 'Client authentication failed';
    if (parameters.has('oauth_version') && value('version') !== '1.0') return 'Client authentication failed';
    const hash = hashes.get(value('signature_method'));
    const age = Math.abs(Date.now() / 1000 - Number(value('timestamp')));
    if (!hash || !/^\d+$/.test(value('timestamp')) || age > tolerance || value('nonce') === '') {
      return 'Invalid signature';
    }
    const key = `${encode(consumerSecret)}&${encode(tokenSecret)}`;
    const expected = createHmac(hash, key).update(baseString(request, parameters)).digest();
    const actual = Buffer.from(value('signature'), 'base64');
    if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) return 'Invalid signature';
    const use = JSON.stringify([value('timestamp'), value('nonce')]);
    if (this.#seen.has(use)) return 'Invalid signature';
    this.#seen.add(use);
    return undefined;
  }
}

/** Whether a body is form-encoded, which makes its parameters part of the signature. */
export function isForm({ headers }: HandRequest): boolean {
  const type = (headers['content-type'] ?? '').split(';')[0] ?? '';
  return type.trim().toLowerCase() === 'application/x-www-form-urlencoded';
}

/** Section 3.5.1; nothing when the header is not well-formed or names a parameter twice. */
function headerParameters(authorization: string): Map<string, string> | undefined {
  const [, list] = /^OAuth\s+(.*)$/i.exec(authorization) ?? [];
  if (list === undefined) return undefined;
  const parameters = new Map<string, string>();
  for (const item of list.split(',')) {
    const [, name, value] = /^\s*([^=\s]+)="([^"]*)"\s*$/.exec(item) ?? [];
    if (name === undefined || value === undefined) return undefined;
    try {
      const decoded = decodeURIComponent(name);
      if (parameters.has(decoded)) return undefined;
      parameters.set(decoded, decodeURIComponent(value));
    } catch {
      return undefined;
    }
  }
  return parameters;
}

/** Section 3.4.1. */
function baseString(request: HandRequest, parameters: ReadonlyMap<string, string>): string {
  const fromHeader = [...parameters].filter(([name]) => name !== 'realm' && name !== 'oauth_signature');
  const fromBody = isForm(request) ? [...new URLSearchParams(request.body.toString())] : [];
  const normalised = [...fromHeader, ...request.query, ...fromBody]
    .map(([name, value]): [string, string] => [encode(name), encode(value)])
    .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  const host = (request.headers.host ?? '').toLowerCase().replace(/:80$/, '');
  return [request.method.toUpperCase(), `http://${host}${request.path}`, normalised].map(encode).join('&');
}

/** Section 3.6: everything but the unreserved characters. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!*'()]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Byte order, as the encoded text is ASCII. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
