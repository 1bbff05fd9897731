import type { WireFailure } from '../model/request.ts';

const CODES: readonly [pattern: RegExp, code: WireFailure['code']][] = [
  [/^ECONNREFUSED$/, 'refused'],
  [/^(ENOTFOUND|EAI_AGAIN)$/, 'name'],
  // What was never sent says nothing of the target.
  [/^UND_ERR_(DESTROYED|CLOSED|INVALID_ARG)$/, 'aborted'],
  [/TIMEOUT|^ETIMEDOUT$/, 'timeout'],
  [/^HPE_|^HTTPParserError$|HEADERS_OVERFLOW|CONTENT_LENGTH_MISMATCH|UND_ERR_RESPONSE/, 'malformed'],
  [/RES_EXCEEDED_MAX_SIZE/, 'too-large'],
  [/CERT|SSL|TLS|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|^EPROTO$/, 'tls'],
];
// Far more than any error wraps.
const MAX_CAUSES = 10;
// Enough to see what speaks there instead of HTTP.
const MAX_SHOWN_BYTES = 16;

/** What stood behind an exchange that failed. */
export interface Limits {
  readonly timedOut: boolean;
  /** Seconds. */
  readonly timeout: number;
  readonly aborted: boolean;
}

/** Turns what the transport threw into a fact. */
export function failureOf(error: unknown, { timedOut, timeout, aborted }: Limits): WireFailure {
  if (aborted) return { code: 'aborted', message: 'the run was interrupted' };
  if (timedOut) return { code: 'timeout', message: `no complete reply within ${timeout} s` };
  const cause = deepest(error);
  const code = String((cause as NodeJS.ErrnoException).code ?? cause.name);
  const known = CODES.find(([pattern]) => pattern.test(code))?.[1] ?? 'reset';
  const message = (cause.message || code) + firstBytes(cause);
  return { code: known, message: known === 'aborted' ? `the request was not sent: ${message}` : message };
}

/** A parser's error holds what it could not read. */
function firstBytes(cause: Error): string {
  const { data } = cause as Error & { data?: unknown };
  if (typeof data !== 'string' || data === '') return '';
  const bytes = Buffer.from(data);
  return ` (at the bytes ${bytes.subarray(0, MAX_SHOWN_BYTES).toString('hex')}${bytes.length > MAX_SHOWN_BYTES ? '…' : ''})`;
}

/** The innermost error: the outer ones only say that something failed. */
function deepest(error: unknown): Error {
  let current = error instanceof Error ? error : new Error(String(error));
  for (let depth = 0; depth < MAX_CAUSES; depth += 1) {
    const inner = current instanceof AggregateError ? current.errors[0] : current.cause;
    if (!(inner instanceof Error)) return current;
    current = inner;
  }
  return current;
}
