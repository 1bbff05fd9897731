import { equalJson } from '../model/json.ts';
import type { TwinReply } from '../servers/twin/twin-replies.ts';

/** Whether two servers said the same. */
export function isSameReply(one: TwinReply, other: TwinReply): boolean {
  if (one === other) return true;
  return (
    one.status === other.status &&
    one.afterMs === other.afterMs &&
    one.mediaType === other.mediaType &&
    one.bytes === other.bytes &&
    equalJson(one.body, other.body) &&
    JSON.stringify(one.headers) === JSON.stringify(other.headers)
  );
}
