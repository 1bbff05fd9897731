import type { Operation, Response } from '../../model/contract.ts';
import type { TwinReply } from '../../servers/twin/twin-replies.ts';
import type { Call } from '../../servers/twin/twin-request.ts';
import type { Family } from '../mutant.ts';

/** A way to spoil replies, whatever their operation. */
export interface Spoiling {
  readonly check: string;
  readonly family: Family;
  /** Completes "a server that …". */
  readonly does: string;
  readonly keyword?: string;
  /** The documented responses that can be spoilt so. */
  readonly applies: (response: Response) => boolean;
  readonly change: (reply: TwinReply, operation: Operation, call: Call) => TwinReply;
}
