import { type RawFault, type SoundBytes, type Spoiling, textIn, utf8 } from './raw-fault.ts';
import { seamAt } from './seam.ts';

// RFC 8259, section 8.1: JSON that is exchanged MUST be UTF-8. Readers that find out the encoding (RFC 4627 told them
// how) or put U+FFFD in place of what is none are lenient.
const ENCODING = { kind: 'body', keyword: 'encoding', refusal: 'should', form: 'json' } as const;

/** The faults in the bytes that JSON is written with. */
export const JSON_BYTES: readonly RawFault[] = [
  {
    ...ENCODING,
    what: 'the body is JSON in UTF-16 without saying so',
    spoil: (body) => ({ mediaType: body.mediaType, bytes: utf16(body) }),
  },
  {
    ...ENCODING,
    what: 'the body is JSON in UTF-16 and says so',
    // Section 11: application/json has no parameter `charset`, so that a reader need not look at it.
    kind: 'media-type',
    spoil: (body) => ({ mediaType: withCharset(body.mediaType, 'utf-16'), bytes: utf16(body) }),
  },
  {
    ...ENCODING,
    what: 'the body is JSON in Latin-1 without saying so',
    place: 'text',
    // An é; what follows is no continuation of it.
    spoil: (body, spoiling) => within(body, spoiling, [0xe9]),
  },
  {
    ...ENCODING,
    what: 'the body has a character of UTF-8 in more bytes than it needs',
    place: 'text',
    // A slash: RFC 3629, section 10, tells what a reader of these lets through.
    spoil: (body, spoiling) => within(body, spoiling, [0xc0, 0xaf]),
  },
  {
    ...ENCODING,
    what: 'the body has half of a surrogate pair in UTF-8',
    place: 'text',
    spoil: (body, spoiling) => within(body, spoiling, [0xed, 0xa0, 0x80]),
  },
  {
    ...ENCODING,
    what: 'the body begins with a byte order mark',
    // Section 8.1 forbids to write one and allows to overlook it.
    refusal: 'open',
    spoil: (body) => ({ mediaType: body.mediaType, bytes: joined([0xef, 0xbb, 0xbf], body.bytes) }),
  },
];

/** Little-endian with a byte order mark: without one its text would be UTF-8, too, each letter followed by a NUL. */
function utf16(body: SoundBytes): Uint8Array {
  const text = textIn(body);
  const units = new Uint8Array(2 + 2 * text.length);
  const view = new DataView(units.buffer);
  view.setUint16(0, 0xfeff, true);
  for (let at = 0; at < text.length; at += 1) view.setUint16(2 + 2 * at, text.charCodeAt(at), true);
  return units;
}

function withCharset(mediaType: string, charset: string): string {
  return `${mediaType.replace(/;\s*charset=("[^"]*"|[^;]*)/i, '')}; charset=${charset}`;
}

/** Bytes behind the text of a string. */
function within({ mediaType, value }: SoundBytes, { at }: Spoiling, bytes: readonly number[]) {
  const seam = seamAt(value, at);
  if (!seam) return undefined;
  const open = seam.own.startsWith('"') ? seam.own.slice(0, -1) : '"assay';
  return { mediaType, bytes: joined(utf8(seam.before + open), bytes, utf8(`"${seam.after}`)) };
}

function joined(...parts: readonly (readonly number[] | Uint8Array)[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
