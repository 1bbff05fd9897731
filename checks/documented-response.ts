import type { Content, Operation, Response } from '../model/contract.ts';
import type { Level } from '../model/statement.ts';
import { type Exchange, responseFor } from '../model/trace.ts';

// What front ends, proxies and frameworks answer of themselves (RFC 9110).
const PROTOCOL_STATUSES = new Set([400, 401, 403, 404, 405, 406, 411, 413, 414, 415, 417, 426, 431, 501]);

/** Whether a status is one that any server may answer to a protocol or credential fault. */
export function isProtocolStatus(status: number): boolean {
  return PROTOCOL_STATUSES.has(status);
}

/** The documented response to an exchange; none where the method itself is undocumented, or what was asked for. */
export function documentedResponse(exchange: Exchange): Response | undefined {
  const { case: planned, operation, reply } = exchange;
  if (!reply || planned.request.method !== operation.method || isUnacceptable(exchange)) return undefined;
  return responseFor(operation, reply.status);
}

/** Whether a 406 answers a media type that was asked for alone: whether it may is said by the check for that. */
export function isUnacceptable({ case: planned, reply }: Exchange): boolean {
  return planned.request.accept !== undefined && reply?.status === 406;
}

/** How hard a response's body and headers bind: `default` says little of what a front end answers of itself. */
export function boundOf(response: Response, status: number): Level {
  const isFrontEnds = isProtocolStatus(status) || status === 429 || status >= 500;
  return response.status === 'default' && isFrontEnds ? 'may' : 'must';
}

/** The documented content that a media type falls under. */
export function contentFor(response: Response, contentType: string): Content | undefined {
  return contentOfType(response.contents, contentType);
}

/** The content of a body that a media type falls under. */
export function contentOfType(contents: readonly Content[], contentType: string): Content | undefined {
  const bare = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const [type = ''] = bare.split('/', 1);
  const find = (wanted: string) =>
    contents.find(({ mediaType }) => mediaType.split(';', 1)[0]?.trim().toLowerCase() === wanted);
  return find(bare) ?? find(`${type}/*`) ?? find('*/*');
}

/** Whether a media type is JSON or a kind of it. */
export function isJson(contentType: string | undefined): boolean {
  return /^[^;]*[/+]json\s*(;|$)/i.test(contentType ?? '');
}

/** Whether an operation has a response with JSON that a schema describes. */
export function hasJson({ responses }: Operation): boolean {
  return responses.some(({ contents }) =>
    contents.some(({ mediaType, schema }) => isJson(mediaType) && schema !== undefined),
  );
}
