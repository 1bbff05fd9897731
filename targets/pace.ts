import PQueue from 'p-queue';
import { headerValue, type WireRequest } from '../model/request.ts';
import { WALL_CLOCK } from './clock.ts';
import type { Outcome, Transport } from './transport.ts';

/** How fast a target may be asked. */
export interface PaceOptions {
  readonly concurrency: number;
  /** Requests in a period of `seconds`; absent for no limit. */
  readonly rate?: { readonly requests: number; readonly seconds: number } | undefined;
}

const INTERRUPTED: Outcome = { failure: { code: 'aborted', message: 'the run was interrupted' } };
const MAX_TRIES = 4;
const DEFAULT_WAIT_SECONDS = 1;
const MAX_WAIT_SECONDS = 60;

/** Keeps a transport within a rate and a number of requests at once, and honours 429 and 503 with Retry-After. */
export function paced(transport: Transport, options: PaceOptions): Transport {
  const { rate } = options;
  const queue = new PQueue({
    concurrency: options.concurrency,
    // Strict: at no time are there more in a period, not even where two periods meet.
    ...(rate ? { intervalCap: rate.requests, interval: rate.seconds * 1000, strict: true } : {}),
  });
  let quietUntil = 0;
  const sendOnce = async (request: WireRequest, signal?: AbortSignal): Promise<Outcome> => {
    // Who is asked to wait makes all wait: the others would only be refused too.
    while (!signal?.aborted && quietUntil > Date.now())
      await WALL_CLOCK.sleep(quietUntil - Date.now(), signal);
    if (signal?.aborted) return INTERRUPTED;
    const outcome = await transport.send(request, signal);
    quietUntil = Math.max(quietUntil, Date.now() + (waitOf(outcome) ?? 0) * 1000);
    return outcome;
  };
  return {
    ...transport,
    async send(request, signal) {
      for (let attempt = 1; ; attempt += 1) {
        const outcome = await queued(queue, () => sendOnce(request, signal), signal);
        if (waitOf(outcome) === undefined || attempt === MAX_TRIES || signal?.aborted) return outcome;
      }
    },
  };
}

/** What waits for its turn when the run is interrupted is not sent; what is on its way is waited for. */
async function queued(
  queue: PQueue,
  send: () => Promise<Outcome>,
  signal: AbortSignal | undefined,
): Promise<Outcome> {
  let begun: Promise<Outcome> | undefined;
  const begin = () => {
    begun = send();
    return begun;
  };
  try {
    return await queue.add(begin, { signal });
  } catch (error) {
    // The queue gives up at once; the answer to what was sent says what came of it.
    if (begun) return begun;
    if (signal?.aborted !== true) throw error;
    return INTERRUPTED;
  }
}

/** Seconds to wait before the same request may be sent again; undefined where it need not. */
function waitOf(outcome: Outcome): number | undefined {
  if (!('reply' in outcome)) return undefined;
  const { status, headers } = outcome.reply;
  const after = headerValue(headers, 'retry-after');
  if (status !== 429 && !(status === 503 && after !== undefined)) return undefined;
  const seconds = after === undefined ? DEFAULT_WAIT_SECONDS : secondsOf(after);
  return Math.min(MAX_WAIT_SECONDS, Math.max(0, seconds));
}

/** Seconds that a Retry-After asks for, given as a number or a date. */
export function secondsOf(after: string): number {
  const seconds = Number(after);
  if (Number.isFinite(seconds)) return seconds;
  const date = Date.parse(after);
  return Number.isNaN(date) ? DEFAULT_WAIT_SECONDS : (date - Date.now()) / 1000;
}
