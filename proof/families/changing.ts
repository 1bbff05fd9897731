import type { Operation, Response } from '../../model/contract.ts';
import { responseFor } from '../../model/trace.ts';
import type { TwinDeparture } from '../../servers/twin/departure.ts';
import type { TwinReply } from '../../servers/twin/twin-replies.ts';
import type { Call } from '../../servers/twin/twin-request.ts';

/** A departure that changes the replies of an operation that fall under a response, all of them where none is named. */
export function changing(
  operation: Operation,
  response: Response | undefined,
  change: (reply: TwinReply, call: Call) => TwinReply,
): TwinDeparture {
  return {
    answer(call, usual) {
      const reply = usual();
      if (call.operation !== operation) return reply;
      const isMeant = response === undefined || responseFor(operation, reply.status) === response;
      return isMeant ? change(reply, call) : reply;
    },
  };
}
