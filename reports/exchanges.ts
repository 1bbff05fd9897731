import type { Event } from '../model/event.ts';
import type { Finding, ListedExchange } from '../model/run.ts';

type ExchangeEvent = Extract<Event, { type: 'exchange' }>;

/**
 * The exchanges of a run in the order in which they were sent, in short; the first of each operation and status is
 * kept in whole. What a finding shows stands with the finding.
 */
export function listedExchanges(
  events: readonly ExchangeEvent[],
  findings: readonly Finding[],
  targetUrl: string,
): ListedExchange[] {
  const evidence = fingerprintsByExchange(findings);
  const shown = new Set<string>();
  return [...events]
    .sort((a, b) => a.exchange.number - b.exchange.number)
    .map(({ phase, exchange }) => {
      const { number, at, operation, purpose, request, response, durationMs } = exchange;
      const kind = `${operation} ${response.status}`;
      const isFirst = !shown.has(kind);
      shown.add(kind);
      return {
        number,
        at,
        phase,
        operation,
        purpose,
        method: request.method,
        path: request.url.startsWith(targetUrl) ? request.url.slice(targetUrl.length) : request.url,
        status: response.status,
        durationMs,
        findings: [...(evidence.get(number) ?? [])],
        whole: isFirst ? { request, response } : null,
      };
    });
}

/** Of every time that a finding was seen, the steps that led there included. */
function fingerprintsByExchange(findings: readonly Finding[]): Map<number, Set<string>> {
  const found = new Map<number, Set<string>>();
  for (const { fingerprint, exchange, steps } of findings) {
    for (const number of [exchange, ...steps.map((step) => step.number)]) {
      const known = found.get(number);
      if (known) known.add(fingerprint);
      else found.set(number, new Set([fingerprint]));
    }
  }
  return found;
}
