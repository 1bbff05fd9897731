import type { ServerResponse } from 'node:http';
import type { Response } from '../../model/contract.ts';
import { isObject, type Json } from '../../model/json.ts';
import { isJson } from '../media-type.ts';

/** A reply before it is put on the wire. */
export interface MockReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  /** Undefined for a reply without a body. */
  readonly data?: unknown;
}

/** The header by which the mock says that a reply is its own failure. */
export const MOCK_FAULT = 'x-assay-mock-fault';

// These frame the message, which is node's affair, whatever a contract documents.
const FRAMING = new Set([
  'content-length',
  'transfer-encoding',
  'connection',
  'content-encoding',
  'keep-alive',
  'trailer',
]);

/** A refusal of the front end's own, as RFC 9457 has it. */
export function problem(
  status: number,
  title: string,
  headers: Readonly<Record<string, string>> = {},
): MockReply {
  return {
    status,
    headers: { ...headers, 'content-type': 'application/problem+json' },
    data: { title, status },
  };
}

/** A reply without what its documented response does not have. */
export function asDocumented(reply: MockReply, documented: Response | undefined): MockReply {
  return !documented || (!documented.empty && documented.contents.length > 0) ? reply : bare(reply);
}

/** A reply for whose documented body the mock has none to send, which is its own fault. */
export function withoutBody(reply: MockReply, reason: string): MockReply {
  const { status, headers } = bare(reply);
  return { status, headers: { ...headers, [MOCK_FAULT]: reason } };
}

function bare({ status, headers }: MockReply): MockReply {
  const kept = Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'content-type');
  return { status, headers: Object.fromEntries(kept) };
}

/** The media type that a reply says its body has. */
export function mediaTypeOf({ headers }: MockReply): string {
  const [, mediaType] = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type') ?? [];
  return typeof mediaType === 'string' ? mediaType : '';
}

/** Puts a reply on the wire. */
export function send(response: ServerResponse, { status, headers, data }: MockReply): void {
  response.statusCode = status;
  let mediaType = '';
  for (const [name, value] of Object.entries(headers)) {
    const lower = name.toLowerCase();
    if (value === null || value === undefined || FRAMING.has(lower)) continue;
    if (lower === 'content-type') mediaType = concrete(String(value), data);
    response.setHeader(name, lower === 'content-type' ? mediaType : headerText(value));
  }
  response.end(data === undefined ? undefined : bodyText(data, mediaType));
}

/** A documented range such as `text/*` is no media type of a message. */
function concrete(mediaType: string, data: unknown): string {
  if (!mediaType.includes('*')) return mediaType;
  return typeof data === 'string' ? 'text/plain' : 'application/json';
}

/** A value as a header can carry it: what is not printable ASCII is percent-encoded. */
export function headerText(value: unknown): string {
  const text = Array.isArray(value)
    ? value.join(',')
    : isObject(value)
      ? JSON.stringify(value)
      : String(value);
  return text.replaceAll(/[^\t\x20-\x7e]/gu, percentEncoded);
}

function bodyText(data: unknown, mediaType: string): string {
  if (!isJson(mediaType) && typeof data === 'string') return data;
  if (/^application\/x-www-form-urlencoded/i.test(mediaType) && isObject(data)) {
    const pairs = Object.entries(data).map(([name, value]): [string, string] => [name, fieldText(value)]);
    return new URLSearchParams(pairs).toString();
  }
  return JSON.stringify(data);
}

function fieldText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function percentEncoded(character: string): string {
  return [...Buffer.from(character)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
}
