import type { Event } from '../model/event.ts';
import type { RecordedRun } from '../model/recording.ts';
import { headerValue } from '../model/request.ts';
import type { RecordedExchange, RecordedRequest, RecordedResponse } from '../model/run.ts';
import { exactJson } from './json-file.ts';
import { TOOL } from './tool.ts';

type Started = Extract<Event, { type: 'run-started' }>;
type Sent = Extract<Event, { type: 'exchange' }>;

/**
 * exchanges.har, version 1.2: everything that was sent and what came back, as it was recorded (secrets hidden, long
 * bodies cut, repeated headers kept), in the order of sending. A page stands for each run. Comes in pieces, because
 * a long run's exchanges do not fit in one string.
 */
export function* writeHar(runs: readonly RecordedRun[]): Generator<string> {
  const begun = runs.flatMap(({ events }) => {
    const started = events.find((event) => event.type === 'run-started');
    return started === undefined ? [] : [{ started, sent: sentIn(events) }];
  });
  const pages = begun.map(({ started }, at) => page(started, at));
  const { name, version } = TOOL;
  yield `{"log":{"version":"1.2","creator":${exactJson({ name, version })},"pages":${exactJson(pages)},"entries":[`;
  let separator = '\n';
  for (const [at, { started, sent }] of begun.entries()) {
    for (const event of sent) {
      yield separator + exactJson(entry(event, started.startedAt, pageId(at)));
      separator = ',\n';
    }
  }
  yield '\n]}}\n';
}

function sentIn(events: readonly Event[]): Sent[] {
  return events
    .filter((event) => event.type === 'exchange')
    .sort((one, other) => one.exchange.number - other.exchange.number);
}

function pageId(at: number): string {
  return `run-${at + 1}`;
}

function page({ startedAt, contract, target }: Started, at: number): object {
  const title = `${contract.title} ${contract.version} at ${target.url}`;
  return { startedDateTime: startedAt, id: pageId(at), title, pageTimings: {} };
}

function entry({ phase, exchange }: Sent, startedAt: string, pageref: string): object {
  const { number, at, operation, purpose, request, response, durationMs } = exchange;
  return {
    pageref,
    startedDateTime: timeOf(startedAt, at),
    time: durationMs,
    request: requestOf(request),
    response: responseOf(response),
    cache: {},
    // Only the whole of it was measured.
    timings: { send: 0, wait: durationMs, receive: 0 },
    comment: `${number}, ${phase}: ${operation}: ${purpose}`,
  };
}

function timeOf(startedAt: string, at: RecordedExchange['at']): string {
  const start = Date.parse(startedAt);
  return Number.isNaN(start) ? startedAt : new Date(start + at).toISOString();
}

// Sizes are of what went over the wire; what is recorded may be hidden or cut, so they are not known (-1).
const UNKNOWN_SIZE = { headersSize: -1, bodySize: -1 };

function requestOf({ method, url, headers, body }: RecordedRequest): object {
  return {
    method,
    url,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: headers.map(([name, value]) => ({ name, value })),
    queryString: queryOf(url),
    ...(body === null
      ? {}
      : { postData: { mimeType: headerValue(headers, 'content-type') ?? '', text: body } }),
    ...UNKNOWN_SIZE,
  };
}

/** A request that got no reply has status 0, as browsers write it. */
function responseOf({ status, headers, body, failure }: RecordedResponse): object {
  const text = body ?? '';
  return {
    status: status ?? 0,
    statusText: '',
    httpVersion: status === null ? '' : 'HTTP/1.1',
    cookies: [],
    headers: headers.map(([name, value]) => ({ name, value })),
    content: {
      size: Buffer.byteLength(text),
      mimeType: headerValue(headers, 'content-type') ?? '',
      ...(body === null ? {} : { text: body }),
    },
    redirectURL: headerValue(headers, 'location') ?? '',
    ...UNKNOWN_SIZE,
    ...(status === null ? { comment: failure ?? 'no reply' } : {}),
  };
}

function queryOf(url: string): { name: string; value: string }[] {
  const [, query = ''] = /\?([^#]*)/.exec(url) ?? [];
  return [...new URLSearchParams(query)].map(([name, value]) => ({ name, value }));
}
