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
