import { setImmediate } from 'node:timers/promises';
import type { Contract } from '../model/contract.ts';
import type { Twin } from '../servers/twin/twin.ts';
import { writtenReply } from '../servers/twin/written-reply.ts';
import type { Clock } from '../targets/clock.ts';
import type { Transport } from '../targets/transport.ts';

const NOTHING = new Uint8Array();

const CLOSED = { code: 'reset', message: 'the connection was closed without a reply' } as const;

// No name can be this one (RFC 6761), so nothing could ever be asked by mistake.
const NOWHERE = 'http://twin.invalid';

/** A way to a twin in the same process, without a port. */
export function twinTransport({ basePath }: Contract, twin: Twin, clock: Clock): Transport {
  return {
    url: NOWHERE + basePath,
    async send({ method, path, headers, body = NOTHING }) {
      // By a clock that nobody waits for, a run would be over before anybody heard of its events, or it that it is to stop.
      await setImmediate();
      const answer = twin.answer({ method, target: basePath + path, headers, body });
      const durationMs = answer.afterMs ?? 0;
      await clock.sleep(durationMs);
      const reply = writtenReply(answer);
      if (reply.status === 0) return { failure: CLOSED };
      return {
        reply: { ...reply, body: method === 'HEAD' ? NOTHING : reply.body, truncated: false, durationMs },
      };
    },
    async close() {},
  };
}
