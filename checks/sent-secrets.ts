import { perSchema } from '../contract/per-schema.ts';
import { MOST_PLACES, schemaPlaces } from '../contract/schema-walk.ts';
import { isSecret } from '../contract/secrets.ts';
import { violations } from '../contract/validation.ts';
import type { Contract } from '../model/contract.ts';
import { isObject, type Json } from '../model/json.ts';
import type { Pointer } from '../model/pointer.ts';
import { headerValues, type WireRequest } from '../model/request.ts';
import type { Exchange } from '../model/trace.ts';
import { contentOfType } from './documented-response.ts';

/** A secret that a request carried. */
export interface SentSecret {
  readonly value: string;
  /** Where it stood, in words. */
  readonly what: string;
}

const MIN_LENGTH = 6;
const MIN_LETTERS = 4;

/** What a request was let in with, where those were right. */
export function sentCredentials(contract: Contract, { request, case: planned }: Exchange): SentSecret[] {
  const { credentials } = planned.request;
  if (credentials !== 'valid' && credentials !== 'weaker') return [];
  const carried = contract.schemes.flatMap(({ carrier }) => (carrier ? carriedBy(request, carrier) : []));
  const found = [...headerValues(request.headers, 'authorization').flatMap(authorized), ...carried];
  return telling(found, request);
}

/** The values of a request's body that the contract marks as secret. */
export function sentInBody(contract: Contract, exchange: Exchange): SentSecret[] {
  const { body, operation, request } = exchange;
  const [type] = headerValues(request.headers, 'content-type');
  const schema = type === undefined ? undefined : contentOfType(operation.body?.contents ?? [], type)?.schema;
  if (body === undefined || schema === undefined || !mayHoldSecrets(contract.document, schema)) return [];
  const found = placesOf(contract, schema, body).flatMap(({ instance, value, sent }) =>
    isSecret(value) && typeof sent === 'string' ? [{ value: sent, what: `the body’s ${instance}` }] : [],
  );
  return telling(found, request);
}

/** Most schemas have no secret, and each body would be walked for nothing. */
const mayHoldSecrets = perSchema((document, schema) => {
  const places = schemaPlaces(document, schema);
  return places.length >= MOST_PLACES || places.some(({ value }) => isSecret(value));
});

/** The schemas that speak of the places of a value, with what stands there. */
export function placesOf(contract: Contract, schema: Pointer, value: Json): ReturnType<typeof schemaPlaces> {
  const accepts = (place: Pointer, sent: Json) => {
    try {
      return violations(contract, place, 'request', sent).length === 0;
    } catch {
      return true;
    }
  };
  return schemaPlaces(contract.document, schema, { sent: value, accepts });
}

function authorized(value: string): SentSecret[] {
  const what = 'the header Authorization';
  const [scheme = '', rest = ''] = /^([A-Za-z][\w-]*) +(\S.*)$/.exec(value)?.slice(1) ?? [];
  if (scheme === '') return [{ value, what }];
  if (/^basic$/i.test(scheme)) {
    const pair = Buffer.from(rest, 'base64').toString();
    return [
      { value: rest, what },
      { value: pair.slice(pair.indexOf(':') + 1), what: 'the password of the header Authorization' },
    ];
  }
  // OAuth 1.0 and Digest send what they made of their secrets.
  return /[,\s]|="/.test(rest) ? [] : [{ value: rest, what }];
}

function carriedBy(
  { headers, path }: WireRequest,
  { in: where, name }: { in: 'header' | 'query' | 'cookie'; name: string },
): SentSecret[] {
  const what = `the ${where === 'query' ? 'parameter' : where} ${name}`;
  if (where === 'header') return headerValues(headers, name).map((value) => ({ value, what }));
  if (where === 'query') {
    const query = new URLSearchParams(path.split('?').slice(1).join('?'));
    return query.getAll(name).map((value) => ({ value, what }));
  }
  return headerValues(headers, 'cookie')
    .flatMap((value) => value.split(';'))
    .flatMap((pair) => {
      const [given = '', ...rest] = pair.trim().split('=');
      return given === name ? [{ value: rest.join('='), what }] : [];
    });
}

/** Short values and words stand in honest texts by chance, and what the path says too is no secret. */
function telling(found: readonly SentSecret[], { path }: WireRequest): SentSecret[] {
  const bare = path.split('?', 1)[0] ?? '';
  return found.filter(
    ({ value }) =>
      value.length >= MIN_LENGTH &&
      new Set(value).size >= MIN_LETTERS &&
      !/^[a-z]+$|^[A-Z]?[a-z]+$|^[A-Z]+$/.test(value) &&
      !/^\d{1,9}$/.test(value) &&
      !bare.includes(value),
  );
}

/** Whether a text holds a secret as a word of its own. */
export function holds(text: string, secret: string): boolean {
  for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1)) {
    const isPart = /[\p{L}\p{N}]/u;
    const before = text[at - 1] ?? '';
    const after = text[at + secret.length] ?? '';
    if (!isPart.test(before) && !isPart.test(after)) return true;
  }
  return false;
}

/** Whether a value that stands at a writeOnly place may be what hides one. */
export function isMask(value: Json): boolean {
  if (value === null || value === '' || typeof value === 'boolean') return true;
  if (Array.isArray(value)) return value.every(isMask);
  if (isObject(value)) return Object.values(value).every((member) => isMask(member as Json));
  const text = String(value);
  return (
    new Set(text).size === 1 ||
    /[*•●…<>[\]]|^[xX.#-]+$|redact|hidden|mask|encrypt|secret|password|omit|not shown/i.test(text)
  );
}
