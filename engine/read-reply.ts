import { isJson } from '../checks/documented-response.ts';
import type { Json } from '../model/json.ts';
import { headerValue, type WireReply } from '../model/request.ts';
import type { Reply } from '../model/trace.ts';

/** Reads a reply's body as JSON where it says that it is. */
export function readReply(reply: WireReply): Reply {
  const contentType = headerValue(reply.headers, 'content-type');
  if (reply.body.length === 0 || !isJson(contentType)) return { ...reply, contentType };
  if (reply.truncated) return { ...reply, contentType, malformed: 'its content coding cannot be undone' };
  const text = textOf(reply.body);
  if (text === undefined) return { ...reply, contentType, malformed: 'it is not UTF-8' };
  try {
    return { ...reply, contentType, json: JSON.parse(text) as Json };
  } catch (error) {
    return { ...reply, contentType, malformed: withoutExcerpt((error as Error).message) };
  }
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The parser quotes a few characters of the body, which may be part of a secret. */
function withoutExcerpt(message: string): string {
  return message.replace(/^(Unexpected token '.{1,2}'), .*$/su, '$1').replace(/, (?:\.{3})?".*$/s, '');
}
