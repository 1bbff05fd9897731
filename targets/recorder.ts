import { headerValue, type WireRequest } from '../model/request.ts';
import type { RecordedExchange, RecordedRequest, RecordedResponse } from '../model/run.ts';
import type { Redactor } from './redaction.ts';
import type { Outcome } from './transport.ts';

// Enough to see what is wrong; reports of thousands of cases must still open.
const MAX_TEXT = 8 * 1024;

/** Turns exchanges into what reports show: redacted and cut. This is the only way out for them. */
export function recorded(
  redactor: Redactor,
  url: string,
  said: { operation: string; purpose: string; durationMs: number },
  request: WireRequest,
  outcome: Outcome,
): RecordedExchange {
  return {
    ...said,
    request: recordedRequest(redactor, url, request),
    response: recordedResponse(redactor, outcome),
  };
}

function recordedRequest(redactor: Redactor, url: string, request: WireRequest): RecordedRequest {
  return {
    method: request.method,
    url: redactor.text(url + request.path),
    headers: request.headers.map((field) => redactor.header(field)),
    body: shown(redactor, request.body, headerValue(request.headers, 'content-type')),
  };
}

function recordedResponse(redactor: Redactor, outcome: Outcome): RecordedResponse {
  if ('failure' in outcome) {
    return { status: null, headers: [], body: null, failure: redactor.text(outcome.failure.message) };
  }
  const { reply } = outcome;
  return {
    status: reply.status,
    headers: reply.headers.map((field) => redactor.header(field)),
    body: shown(redactor, reply.body, headerValue(reply.headers, 'content-type')),
  };
}

function shown(redactor: Redactor, bytes: Uint8Array | undefined, contentType: string | undefined): string | null {
  if (!bytes || bytes.length === 0) return null;
  const text = redactor.body(Buffer.from(bytes).toString('utf8'), contentType);
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT)}… (${bytes.length} bytes in all)`;
}
