import { createHmac, timingSafeEqual } from 'node:crypto';
import { type HeaderField, headerValue } from '../../model/request.ts';
import type { SchemeParts } from './twin-credentials.ts';

/** What of a request OAuth 1.0 signs. */
export interface SignedRequest {
  readonly method: string;
  /** Raw path and query, as on the request line. */
  readonly target: string;
  readonly headers: readonly HeaderField[];
  readonly bytes: Uint8Array;
}

type Field = readonly [name: string, value: string];

const HASHES: Readonly<Record<string, string>> = { 'HMAC-SHA1': 'sha1', 'HMAC-SHA256': 'sha256' };

/** Whether a request is signed by who has the consumer's and the token's secrets (RFC 5849, section 3.2). */
export function isSigned(request: SignedRequest, parts: SchemeParts): boolean {
  const fields = fieldsOf(headerValue(request.headers, 'authorization') ?? '');
  if (!fields) return false;
  const field = (name: string) => fields.find(([own]) => own === `oauth_${name}`)?.[1];
  const method = parts.get('signatureMethod')?.toUpperCase() ?? 'HMAC-SHA1';
  const hash = HASHES[method];
  const isKnown =
    field('consumer_key') === parts.get('consumerKey') &&
    (field('token') ?? '') === (parts.get('token') ?? '') &&
    field('signature_method') === method;
  if (!isKnown || hash === undefined) return false;
  const key = [parts.get('consumerSecret') ?? '', parts.get('tokenSecret') ?? ''].map(encoded).join('&');
  const due = createHmac(hash, key).update(baseString(request, fields)).digest();
  const shown = Buffer.from(field('signature') ?? '', 'base64');
  return shown.length === due.length && timingSafeEqual(shown, due);
}

/** The parameters of the header (section 3.5.1); undefined where it is none of this kind. */
function fieldsOf(authorization: string): Field[] | undefined {
  const list = /^oauth +(.*)$/is.exec(authorization)?.[1];
  if (list === undefined) return undefined;
  const fields = [...list.matchAll(/([^\s,="]+)="([^"]*)"/g)].map(([, name = '', value = '']): Field => {
    return [decoded(name), decoded(value)];
  });
  const isEachOnce = new Set(fields.map(([name]) => name)).size === fields.length;
  return isEachOnce ? fields : undefined;
}

/** Section 3.4.1: the method, the address without its query, and all parameters in their order. */
function baseString({ method, target, headers, bytes }: SignedRequest, fields: readonly Field[]): string {
  const [path = '', query = ''] = target.split(/\?(.*)/s);
  const host = (headerValue(headers, 'host') ?? '').toLowerCase().replace(/:80$/, '');
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(headerValue(headers, 'content-type') ?? '');
  const form = isForm ? Buffer.from(bytes).toString() : '';
  const all: Field[] = [
    ...fields.filter(([name]) => name !== 'realm' && name !== 'oauth_signature'),
    ...new URLSearchParams(query),
    ...new URLSearchParams(form),
  ];
  const sorted = all
    .map(([name, value]): Field => [encoded(name), encoded(value)])
    .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  return [method.toUpperCase(), `http://${host}${path}`, sorted].map(encoded).join('&');
}

/** Section 3.6: all but the unreserved characters. */
function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!*'()]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
