import { isObject, type Json } from '../../../model/json.ts';
import { type RawFault, textIn, utf8 } from './raw-fault.ts';

// RFC 2046, section 5.1.1: how the boundary is told, and that a line with it ends the last part.
const MULTIPART = { keyword: 'content', form: 'multipart' } as const;

/** The faults of a body of parts. */
export const MULTIPART_FAULTS: readonly RawFault[] = [
  {
    ...MULTIPART,
    what: 'the last part has no end',
    kind: 'body',
    // The part is all there: a reader that takes the end of the body for the end of it is lenient.
    refusal: 'should',
    spoil: (body) => ({
      mediaType: body.mediaType,
      bytes: utf8(textIn(body).replace(/\r\n--[^\r\n]*--\r\n$/, '')),
    }),
  },
  {
    ...MULTIPART,
    what: 'the head of the last part is cut off',
    kind: 'body',
    refusal: 'must',
    spoil(body) {
      const text = textIn(body);
      const at = text.lastIndexOf('Content-Disposition: ');
      return at < 0 ? undefined : { mediaType: body.mediaType, bytes: utf8(text.slice(0, at + 12)) };
    },
    // A reader that takes what has an end is lenient; what is left may be a whole body.
    read: ({ value }) => withoutLastPart(value),
  },
  {
    ...MULTIPART,
    what: 'the body has another boundary than its media type names',
    kind: 'body',
    refusal: 'must',
    spoil: ({ mediaType, bytes }) => ({
      mediaType: mediaType.replace(/boundary=("[^"]*"|[^;]*)/i, 'boundary=assay-other-boundary'),
      bytes,
    }),
    // No line is the boundary, so that all is preamble.
    read: () => ({}),
  },
  {
    ...MULTIPART,
    what: 'the media type names no boundary',
    kind: 'media-type',
    // The body tells it, to who looks.
    refusal: 'should',
    spoil: ({ mediaType, bytes }) => ({
      mediaType: mediaType.replace(/;\s*boundary=("[^"]*"|[^;]*)/i, ''),
      bytes,
    }),
  },
];

function withoutLastPart(value: Json | undefined): Json | undefined {
  const last = isObject(value) ? Object.entries(value).at(-1) : undefined;
  if (!isObject(value) || !last) return undefined;
  const [name, member] = last;
  if (Array.isArray(member) && member.length > 1) return { ...value, [name]: member.slice(0, -1) };
  return Object.fromEntries(Object.entries(value).filter(([other]) => other !== name));
}
