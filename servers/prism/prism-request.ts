import type { IncomingMessage } from 'node:http';
import type { Contract } from '../../model/contract.ts';
import { isMediaType } from '../media-type.ts';
import { presentSchemes } from './credentials.ts';
import type { PrismRequest } from './prism-library.ts';
import { type Delimiters, spreadLists } from './query.ts';
import type { ReadBody } from './request-body.ts';

/** A request with its body read and its target taken apart; nothing is decoded. */
export interface Incoming {
  readonly message: IncomingMessage;
  readonly body: ReadBody;
  /** Below the base path. */
  readonly path: string;
  readonly query: string;
}

/** The raw path below the base path; undefined outside of it. */
export function splitTarget(target: string, basePath: string): { path: string | undefined; query: string } {
  const url = target.replace(/^https?:\/\/[^/?#]*/i, '').replace(/#.*$/s, '');
  const at = url.indexOf('?');
  const path = at < 0 ? url : url.slice(0, at);
  const query = at < 0 ? '' : url.slice(at + 1);
  if (path !== basePath && !path.startsWith(`${basePath}/`)) return { path: undefined, query };
  return { path: path.slice(basePath.length) || '/', query };
}

/** The path and query as Prism takes them. Its router cuts a path at its commas (stoplightio/prism#2710). */
export function prismPath({ path, query }: Incoming, delimiters: Delimiters = new Map()): string {
  const spread = spreadLists(query, delimiters);
  return path.replaceAll(',', '%2C') + (spread === '' ? '' : `?${spread}`);
}

/** The request as Prism takes it, with what is left of its Prefer header. */
export function prismRequest(
  contract: Contract,
  { message, body, query }: Incoming,
  prefer: string | undefined,
): PrismRequest {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined && !name.startsWith('x-assay-scheme-')) headers[name] = String(value);
  }
  // Prism throws on what is no media type. Where there is none it takes the body for the first that is documented, and
  // then keeps to reading forms of that schema as text. One that no document has is refused like both.
  const said = headers['content-type'] ?? (body.bytes > 0 ? '' : undefined);
  if (said !== undefined && !isMediaType(said)) headers['content-type'] = 'application/x-no-media-type';
  delete headers['prefer'];
  if (prefer !== undefined) headers['prefer'] = prefer;
  // Prism looks at the media type only of bodies whose length it is told.
  headers['content-length'] = String(body.bytes);
  Object.assign(headers, presentSchemes(contract, message.headers, new URLSearchParams(query)));
  return { method: message.method ?? 'GET', headers, body: body.value };
}
