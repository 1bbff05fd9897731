import type { Outcome, Transport } from '../targets/transport.ts';

const READS = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/**
 * Lets a write that is on its way come to its end when the run is stopped: one that is cut off may still be carried
 * out, and nobody would know what it made. Only `abandon`, which stops the cleanup too, cuts it off. A write that was
 * `aborted` was never sent.
 */
export function steadyWrites(transport: Transport, abandon: AbortSignal): Transport {
  return {
    ...transport,
    async send(request, signal) {
      // What has not begun when the run is stopped is not begun any more.
      if (signal?.aborted || abandon.aborted) return transport.send(request, AbortSignal.abort());
      const isRead = READS.has(request.method);
      const stop = isRead && signal ? AbortSignal.any([signal, abandon]) : abandon;
      const outcome = await transport.send(request, stop);
      return isRead ? outcome : cutOff(outcome);
    },
  };
}

function cutOff(outcome: Outcome): Outcome {
  if (!('failure' in outcome) || outcome.failure.code !== 'aborted') return outcome;
  return { failure: { code: 'reset', message: 'it was cut off when the cleanup was stopped' } };
}
