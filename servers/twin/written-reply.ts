import type { Json } from '../../model/json.ts';
import type { HeaderField } from '../../model/request.ts';
import { headerText } from '../prism/reply.ts';
import type { TwinReply } from './twin-replies.ts';

/** A reply as it goes out. */
export interface WrittenReply {
  readonly status: number;
  readonly headers: readonly HeaderField[];
  readonly body: Uint8Array;
}

const NOTHING = new Uint8Array();

/** Writes a reply's body in its media type. */
export function writtenReply({ status, headers, mediaType, body, bytes }: TwinReply): WrittenReply {
  const shown = mediaType === undefined || body === undefined ? undefined : concrete(mediaType, body);
  const type: HeaderField[] = shown === undefined ? [] : [['Content-Type', shown]];
  const fields = headers.map(([name, value]): HeaderField => [name, headerText(value)]);
  const written = body === undefined ? NOTHING : Buffer.from(textOf(shown, body));
  return { status, headers: [...fields, ...type], body: bytes ?? written };
}

function textOf(mediaType: string | undefined, body: Json): string {
  const isText = typeof body === 'string' && !/[/+]json/i.test(mediaType ?? '');
  return isText ? body : JSON.stringify(body);
}

/** A documented range such as `text/*` is no media type of a message. */
function concrete(mediaType: string, body: Json): string {
  if (!mediaType.includes('*')) return mediaType;
  return typeof body === 'string' ? 'text/plain' : 'application/json';
}
