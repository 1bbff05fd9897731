import type { WireFailure } from '../model/request.ts';

const CODES: readonly [pattern: RegExp, code: WireFailure['code']][] = [
  [/^ECONNREFUSED$/, 'refused'],
  [/^(ENOTFOUND|EAI_AGAIN)$/, 'name'],
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET|EHOSTUNREACH|ENETUNREACH)$/, 'reset'],
  [/TIMEOUT|^ETIMEDOUT$/, 'timeout'],
  [/^HPE_|HEADERS_OVERFLOW|CONTENT_LENGTH_MISMATCH|UND_ERR_RESPONSE/, 'malformed'],
  [/RES_EXCEEDED_MAX_SIZE/, 'too-large'],
  [/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/, 'tls'],
];

/** Turns what the transport threw into a fact. */
export function failureOf(error: unknown, timedOut: boolean, timeout: number): WireFailure {
  if (timedOut) return { code: 'timeout', message: `no complete reply within ${timeout} s` };
  const cause = deepest(error);
  if (cause.name === 'AbortError') return { code: 'aborted', message: 'the run was interrupted' };
  const code = String((cause as NodeJS.ErrnoException).code ?? cause.name);
  const known = CODES.find(([pattern]) => pattern.test(code));
  return { code: known?.[1] ?? 'reset', message: cause.message || code };
}

/** The innermost error: the outer ones only say that something failed. */
function deepest(error: unknown): Error {
  let current = error instanceof Error ? error : new Error(String(error));
  for (;;) {
    const inner = current instanceof AggregateError ? current.errors[0] : current.cause;
    if (!(inner instanceof Error)) return current;
    current = inner;
  }
}
