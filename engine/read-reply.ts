import { isJson } from '../checks/documented-response.ts';
import type { Json } from '../model/json.ts';
import { headerValue, type WireReply } from '../model/request.ts';
import type { Reply } from '../model/trace.ts';

/** Reads a reply's body as JSON where it says that it is. */
export function readReply(reply: WireReply): Reply {
  const contentType = headerValue(reply.headers, 'content-type');
  if (reply.body.length === 0 || !isJson(contentType)) return { ...reply, contentType };
  if (reply.truncated) return { ...reply, contentType, malformed: 'its content coding cannot be undone' };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(reply.body);
    return { ...reply, contentType, json: JSON.parse(text) as Json };
  } catch (error) {
    return { ...reply, contentType, malformed: (error as Error).message };
  }
}
