import type { Transport } from '../targets/transport.ts';

const READS = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/** A transport that does not cut off writes, with the number of writes that got no answer. */
export interface SteadyTransport extends Transport {
  /** Writes that were sent and not answered: nobody knows whether they were carried out. */
  readonly unanswered: number;
}

/**
 * Lets a write that is on its way come to its end when the run is stopped: one that is cut off may still be carried
 * out, and nobody would know what it made. Only `abandon`, which stops the cleanup too, cuts it off.
 */
export function steadyWrites(transport: Transport, abandon: AbortSignal): SteadyTransport {
  let unanswered = 0;
  return {
    ...transport,
    get unanswered() {
      return unanswered;
    },
    async send(request, signal) {
      // What has not begun when the run is stopped is not begun any more.
      if (signal?.aborted) return transport.send(request, signal);
      const isRead = READS.has(request.method);
      const stop = isRead && signal ? AbortSignal.any([signal, abandon]) : abandon;
      const outcome = await transport.send(request, stop);
      if (!isRead && 'failure' in outcome && outcome.failure.code !== 'refused') unanswered += 1;
      return outcome;
    },
  };
}
