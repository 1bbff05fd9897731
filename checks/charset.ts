import { isUtf8 } from 'node:buffer';

/** The charset that a media type names; undefined where it names none. */
export function charsetOf(contentType: string): string | undefined {
  return /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType)?.[1];
}

/** Whether bytes can be JSON in UTF-8. In UTF-16 and UTF-32 one of the first four is zero, in UTF-8 none of any JSON is. */
export function isUtf8Json(bytes: Uint8Array): boolean {
  return isUtf8(bytes) && !bytes.subarray(0, 4).includes(0);
}

/** A decoder that throws at what is not in a charset; undefined where the charset is not known. */
export function decoderOf(charset: string): InstanceType<typeof TextDecoder> | undefined {
  try {
    return new TextDecoder(charset, { fatal: true });
  } catch {
    return undefined;
  }
}
