import { STATUS_CODES } from 'node:http';
import type { Pointer } from '../../model/pointer.ts';
import type { HeaderField } from '../../model/request.ts';
import type { RecordedRequest, RecordedResponse } from '../../model/run.ts';
import { number } from '../wording.ts';
import { type MarkedText, markedJson } from './json-text.ts';

/** A request or a response as the page shows it. */
export interface MessageView {
  /** First line: method and URL, or status and its name. */
  readonly start: string;
  readonly headers: readonly HeaderField[];
  /** What breaks the statement is marked. */
  readonly body: MarkedText | null;
  /** Says what is missing of the body. */
  readonly note: string | null;
}

// Longer bodies are whole in report.json; in a page nobody reads on, and it has to open.
const BODY_CHARACTERS = 8000;

/** A request for the page. */
export function requestView(
  { method, url, headers, body }: RecordedRequest,
  place: Pointer | null = null,
): MessageView {
  return { start: `${method} ${url}`, headers, ...bodyView(body, place) };
}

/** A response for the page, or why there was none. */
export function responseView(response: RecordedResponse, place: Pointer | null = null): MessageView {
  return { start: outcomeWords(response), headers: response.headers, ...bodyView(response.body, place) };
}

/** What came back, in a few words: `404 Not Found`. */
export function outcomeWords({ status, failure }: RecordedResponse): string {
  if (status === null) return `No reply: ${failure ?? 'unknown reason'}`;
  return statusWords(status);
}

/** A status with its name, where it has one. */
export function statusWords(status: number): string {
  return `${status} ${STATUS_CODES[status] ?? ''}`.trimEnd();
}

function bodyView(body: string | null, place: Pointer | null): Pick<MessageView, 'body' | 'note'> {
  if (body === null) return { body: null, note: 'no body' };
  if (body === '') return { body: null, note: 'empty body' };
  if (body.length <= BODY_CHARACTERS) return { body: markedJson(body, place), note: null };
  const note = `cut: ${number(BODY_CHARACTERS)} of ${number(body.length)} characters; report.json has more`;
  return { body: { before: body.slice(0, BODY_CHARACTERS), marked: '', after: '' }, note };
}
