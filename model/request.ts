import type { Method } from './contract.ts';

/** A header as it stands on the wire. */
export type HeaderField = readonly [name: string, value: string];

/** A request ready to be sent. */
export interface WireRequest {
  readonly method: Method | string;
  /** Path below the target's base, percent-encoded, with the query. */
  readonly path: string;
  readonly headers: readonly HeaderField[];
  readonly body?: Uint8Array;
}

/** A reply as it came. */
export interface WireReply {
  readonly status: number;
  readonly headers: readonly HeaderField[];
  /** Decoded of any content coding, cut at the limit. */
  readonly body: Uint8Array;
  readonly truncated: boolean;
  /** From the first byte sent to the last one received, without waiting for a turn. */
  readonly durationMs?: number;
}

/** What kept a reply from coming: a fact, which a check judges. */
export interface WireFailure {
  readonly code: 'refused' | 'reset' | 'timeout' | 'malformed' | 'tls' | 'name' | 'too-large' | 'aborted';
  readonly message: string;
}

/** The first value of a header, by any case. */
export function headerValue(headers: readonly HeaderField[], name: string): string | undefined {
  const wanted = name.toLowerCase();
  return headers.find(([candidate]) => candidate.toLowerCase() === wanted)?.[1];
}

/** All values of a header, by any case, in their order. */
export function headerValues(headers: readonly HeaderField[], name: string): string[] {
  const wanted = name.toLowerCase();
  return headers.filter(([candidate]) => candidate.toLowerCase() === wanted).map(([, value]) => value);
}
