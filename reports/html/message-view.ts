import { STATUS_CODES } from 'node:http';
import type { HeaderField } from '../../model/request.ts';
import type { RecordedRequest, RecordedResponse, RecordedStep } from '../../model/run.ts';
import { duration, number } from '../wording.ts';
import { indentJson } from './json-text.ts';

/** A request or a response as the page shows it. */
export interface MessageView {
  /** First line: method and URL, or status and its name. */
  readonly start: string;
  readonly headers: readonly HeaderField[];
  readonly body: string | null;
  /** Says what is missing of the body. */
  readonly note: string | null;
}

/** A step of a sequence as the page shows it. */
export interface StepView {
  readonly purpose: string;
  readonly line: string;
  readonly outcome: string;
  readonly took: string;
  readonly request: MessageView;
  readonly response: MessageView;
  readonly curl: string;
}

// Longer bodies are whole in report.json; in a page nobody reads on, and it has to open.
const BODY_CHARACTERS = 8000;

/** A request for the page. */
export function requestView({ method, url, headers, body }: RecordedRequest): MessageView {
  return { start: `${method} ${url}`, headers, ...bodyView(body) };
}

/** A response for the page, or why there was none. */
export function responseView(response: RecordedResponse): MessageView {
  return { start: outcomeWords(response), headers: response.headers, ...bodyView(response.body) };
}

/** A step for the page. */
export function stepView({ purpose, request, response, durationMs, curl }: RecordedStep): StepView {
  return {
    purpose,
    line: `${request.method} ${request.url}`,
    outcome: outcomeWords(response),
    took: duration(durationMs),
    request: requestView(request),
    response: responseView(response),
    curl,
  };
}

function outcomeWords({ status, failure }: RecordedResponse): string {
  if (status === null) return `No reply: ${failure ?? 'unknown reason'}`;
  return `${status} ${STATUS_CODES[status] ?? ''}`.trimEnd();
}

function bodyView(body: string | null): Pick<MessageView, 'body' | 'note'> {
  if (body === null) return { body, note: 'no body' };
  if (body === '') return { body: null, note: 'empty body' };
  if (body.length <= BODY_CHARACTERS) return { body: indentJson(body), note: null };
  const note = `cut: ${number(BODY_CHARACTERS)} of ${number(body.length)} characters; report.json has more`;
  return { body: body.slice(0, BODY_CHARACTERS), note };
}
