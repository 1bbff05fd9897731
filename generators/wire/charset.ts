// Those that text is still sent in; what else a media type names cannot be written.
const WRITERS: Readonly<Record<string, { readonly encoding: BufferEncoding; readonly isIn: RegExp }>> = {
  'utf-8': { encoding: 'utf8', isIn: /^\P{Surrogate}*$/u },
  'us-ascii': { encoding: 'latin1', isIn: /^\p{ASCII}*$/u },
  // Readers take it for windows-1252, which has other characters from U+0080 to U+009F.
  'iso-8859-1': { encoding: 'latin1', isIn: /^[\0-\x7f\xa0-\xff]*$/ },
  'utf-16le': { encoding: 'utf16le', isIn: /^\P{Surrogate}*$/u },
};

/** The character set of a text's media type; UTF-8 where it names none. */
export function charsetOf(mediaType: string): string {
  const named = /;\s*charset="?([^\s;"]+)/i.exec(mediaType)?.[1]?.toLowerCase() ?? 'utf-8';
  return { utf8: 'utf-8', ascii: 'us-ascii', latin1: 'iso-8859-1' }[named] ?? named;
}

/** Why a text cannot be written in a character set; undefined where it can. */
export function lackOfCharset(charset: string, text: string): string | undefined {
  const writer = Object.hasOwn(WRITERS, charset) ? WRITERS[charset] : undefined;
  if (!writer) return `the character set ${charset} is not known`;
  return writer.isIn.test(text) ? undefined : `the text has characters that ${charset} has not`;
}

/** The bytes of a text in a character set; UTF-8 where it is not known. */
export function inCharset(charset: string, text: string): Uint8Array {
  const writer = Object.hasOwn(WRITERS, charset) ? WRITERS[charset] : undefined;
  return new Uint8Array(Buffer.from(text.replace(/\p{Surrogate}/gu, '\ufffd'), writer?.encoding ?? 'utf8'));
}

/** The text of bytes in a character set. */
export function fromCharset(charset: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder(charset, { ignoreBOM: true }).decode(bytes);
  } catch {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  }
}
