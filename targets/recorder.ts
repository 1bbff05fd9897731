import { isUtf8 } from 'node:buffer';
import { headerValue, type WireRequest } from '../model/request.ts';
import type { RecordedExchange, RecordedRequest, RecordedResponse } from '../model/run.ts';
import type { Redactor } from './redaction.ts';
import type { Outcome } from './transport.ts';

// Enough to see what is wrong; reports of thousands of cases must still open.
const MAX_TEXT = 8 * 1024;
// What is looked at for secrets; the end of it may hold the first part of one, and is never shown.
const MAX_READ = 64 * 1024;
const MAX_CUT = 8 * 1024;

/** What turns an exchange into what reports show. */
export type Recorder = typeof recorded;

/** Turns exchanges into what reports show: redacted and cut. This is the only way out for them. */
export function recorded(
  redactor: Redactor,
  url: string,
  said: Omit<RecordedExchange, 'request' | 'response'>,
  request: WireRequest,
  outcome: Outcome,
): RecordedExchange {
  const show = () => ({
    ...said,
    request: recordedRequest(redactor, url, request),
    response: recordedResponse(redactor, outcome),
  });
  // A secret may be seen under its name only after it was seen elsewhere: the first look learns it, the second hides it.
  const before = redactor.learnt;
  const first = show();
  return redactor.learnt === before ? first : show();
}

// As standIn of redaction.ts writes it.
const STAND_IN = /\$(?:\{([A-Z][A-Z0-9_]*)\}|([A-Z][A-Z0-9_]*))/g;

/** How many values are hidden in what a report shows of an exchange. */
export function hiddenIn(redactor: Redactor, { request, response }: RecordedExchange): number {
  const fields = [...request.headers, ...response.headers].flat();
  const texts = [request.url, request.body, response.body, response.failure, ...fields];
  return texts
    .flatMap((text) => [...(text ?? '').matchAll(STAND_IN)])
    .filter(([, braced, plain]) => redactor.stands(braced ?? plain ?? '')).length;
}

/** Whether a request's body is shown with all of its bytes, but for what is hidden. */
export function isShownWhole(shown: string | null, bytes: Uint8Array | undefined): boolean {
  if (shown === null || !bytes) return true;
  return isUtf8(bytes) && !shown.endsWith(cutOff(bytes));
}

function cutOff({ length }: Uint8Array): string {
  return `… (${length} bytes in all)`;
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
  const headers = reply.headers.map((field) => redactor.header(field));
  // Coded bytes cannot be searched for secrets.
  const body = reply.truncated
    ? `(${reply.body.length} bytes in a content coding that cannot be undone)`
    : shown(redactor, reply.body, headerValue(reply.headers, 'content-type'));
  return { status: reply.status, headers, body };
}

function shown(
  redactor: Redactor,
  bytes: Uint8Array | undefined,
  contentType: string | undefined,
): string | null {
  if (!bytes || bytes.length === 0) return null;
  const whole = textOf(bytes, contentType);
  if (whole === undefined) return `(${bytes.length} bytes that are no text)`;
  const isLong = whole.length > MAX_READ;
  const text = redactor.body(isLong ? whole.slice(0, MAX_READ) : whole, contentType);
  const safe = isLong ? text.slice(0, -MAX_CUT) : text;
  if (!isLong && safe.length <= MAX_TEXT) return safe;
  return safe.slice(0, MAX_TEXT) + cutOff(bytes);
}

/** The text of a body in its character set; bytes that are none are not shown, because secrets cannot be found in them. */
function textOf(bytes: Uint8Array, contentType: string | undefined): string | undefined {
  const charset = /;\s*charset="?([\w.:-]+)/i.exec(contentType ?? '')?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
