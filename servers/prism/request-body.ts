import type { IncomingMessage } from 'node:http';
import type { Json } from '../../model/json.ts';
import { isJson } from '../media-type.ts';

const MAX_BYTES = 10 * 1024 * 1024;

/** A request's body as Prism takes it: JSON parsed, everything else as text. */
export interface ReadBody {
  readonly bytes: number;
  readonly value?: Json;
  readonly isMalformed: boolean;
}

/** No body at all. */
export const NO_BODY: ReadBody = { bytes: 0, isMalformed: false };

/** Reads a request's body; undefined where it is larger than 10 MiB. */
export async function readBody(message: IncomingMessage): Promise<ReadBody | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // The rest is read and forgotten, so that the client can finish and see the refusal.
    if (bytes <= MAX_BYTES) chunks.push(chunk);
  }
  return bytes > MAX_BYTES ? undefined : parsedBody(Buffer.concat(chunks), message.headers['content-type']);
}

function parsedBody(content: Buffer, mediaType = ''): ReadBody {
  const bytes = content.length;
  if (bytes === 0) return NO_BODY;
  if (!isJson(mediaType)) return { bytes, value: content.toString('utf8'), isMalformed: false };
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
    return { bytes, value: JSON.parse(text) as Json, isMalformed: false };
  } catch {
    return { bytes, value: content.toString('utf8'), isMalformed: true };
  }
}
