import type { OperationId } from '../../model/contract.ts';
import type { TwinDeparture } from '../../servers/twin/departure.ts';
import type { CallFault } from '../../servers/twin/faults-in.ts';
import type { Call } from '../../servers/twin/twin-request.ts';

/** A departure that refuses calls to an operation in which nothing is wrong. */
export function refusing(
  operation: OperationId,
  where: string,
  isRefused: (call: Call) => boolean,
): TwinDeparture {
  const kind = where === 'body' ? 'body' : where.startsWith('path ') ? 'path' : 'query';
  const made: CallFault = { kind, where };
  return {
    faults: (call, usual) =>
      usual.length === 0 && call.operation.id === operation && isRefused(call) ? [made] : usual,
  };
}
