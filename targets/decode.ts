import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { headerValue, type HeaderField } from '../model/request.ts';

/** The most of a body that is read, coded or decoded. */
export const MAX_BODY_BYTES = 8 * 1024 * 1024;

const DECODERS: Readonly<Record<string, (bytes: Uint8Array, options: { maxOutputLength: number }) => Buffer>> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
};

/** Undoes a content coding, for every status, within a bound: a small reply can hold a very large one. */
export function decoded(bytes: Uint8Array, headers: readonly HeaderField[]): { body: Uint8Array; truncated: boolean } {
  const coding = headerValue(headers, 'content-encoding')?.trim().toLowerCase();
  const decoder = coding === undefined ? undefined : DECODERS[coding];
  if (!decoder || bytes.length === 0) return { body: bytes, truncated: false };
  try {
    return { body: decoder(bytes, { maxOutputLength: MAX_BODY_BYTES }), truncated: false };
  } catch {
    // What cannot be decoded stays as it came: a check will not be able to read it, and says so.
    return { body: bytes, truncated: true };
  }
}
