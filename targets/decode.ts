import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import type { HeaderField } from '../model/request.ts';

/** The most of a body that is read, coded or decoded. */
export const MAX_BODY_BYTES = 8 * 1024 * 1024;

/** A body that is larger than is read. */
export class TooLarge extends Error {
  readonly code = 'RES_EXCEEDED_MAX_SIZE';

  constructor(what: string) {
    super(`the body is larger than ${MAX_BODY_BYTES / 1024 / 1024} MiB${what}`);
  }
}

type Decoder = (bytes: Uint8Array, options: { maxOutputLength: number }) => Buffer;

const DECODERS: ReadonlyMap<string, readonly Decoder[]> = new Map([
  ['gzip', [gunzipSync]],
  ['x-gzip', [gunzipSync]],
  // Many servers leave the frame out.
  ['deflate', [inflateSync, inflateRawSync]],
  ['br', [brotliDecompressSync]],
]);

/**
 * Undoes a content coding, for every status, within a bound: a small reply can hold a very large one.
 * @throws TooLarge where it does.
 */
export function decoded(
  bytes: Uint8Array,
  headers: readonly HeaderField[],
): { body: Uint8Array; truncated: boolean } {
  const codings = headers
    .filter(([name]) => name.toLowerCase() === 'content-encoding')
    .flatMap(([, value]) => value.split(','))
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '' && coding !== 'identity');
  if (codings.length === 0 || bytes.length === 0) return { body: bytes, truncated: false };
  // One coding is undone, not a chain of them.
  const decoders = codings.length === 1 ? (DECODERS.get(codings[0] ?? '') ?? []) : [];
  for (const decoder of decoders) {
    const body = attempt(decoder, bytes);
    if (body) return { body, truncated: false };
  }
  // What cannot be decoded stays as it came: a check will not be able to read it, and says so.
  return { body: bytes, truncated: true };
}

function attempt(decoder: Decoder, bytes: Uint8Array): Buffer | undefined {
  try {
    return decoder(bytes, { maxOutputLength: MAX_BODY_BYTES });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      throw new TooLarge(' once it is decoded');
    return undefined;
  }
}
