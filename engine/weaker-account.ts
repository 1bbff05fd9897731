import type { Operation } from '../model/contract.ts';
import { NotTestable } from '../model/errors.ts';
import { isSuccess } from '../model/trace.ts';
import { type EngineContext, operationOf } from './context.ts';
import { harmlessReads } from './preflight.ts';
import type { Sender } from './sender.ts';

// One read may be forbidden to an account that others are open to.
const MAX_READS = 3;

/** The account that may read and change nothing. */
export interface WeakerAccount {
  /** Why nothing is learnt of an operation with it; undefined where a read has shown that it is let in. */
  whyNot(operation: Operation): Promise<string | undefined>;
}

/** An account of which nothing is known yet: what refuses everything would refuse every change too. */
export function weakerAccountOf(context: EngineContext, sender: Sender): WeakerAccount {
  let known: Promise<string | undefined> | undefined;
  const look = async (): Promise<string | undefined> => {
    const statuses: string[] = [];
    const { access, contract } = context;
    const reads = harmlessReads(context).filter((read) =>
      access.hasWeaker(operationOf(contract, read.operation)),
    );
    for (const read of reads.slice(0, MAX_READS)) {
      const { reply } = await sender.send({
        ...read,
        purpose: 'see that the weaker account is let in',
        request: { ...read.request, credentials: 'weaker' },
        expectation: { kind: 'documented' },
      });
      if (isSuccess(reply?.status)) return undefined;
      statuses.push(
        reply ? `${read.operation} was answered ${reply.status}` : `${read.operation} got no reply`,
      );
    }
    return statuses.length === 0
      ? 'there is no read that would show that the weaker account is let in'
      : `the weaker account is not let in: ${statuses.join(', ')}`;
  };
  return {
    async whyNot(operation) {
      if (!context.access.hasWeaker(operation)) return 'what the operation asks for beside it is not set';
      known ??= look().catch((error: unknown) => {
        if (error instanceof NotTestable) return `the weaker account is not let in: ${error.message}`;
        throw error;
      });
      return known;
    },
  };
}
