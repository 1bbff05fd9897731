import { credentialsStatement, isRefusal, weakerStatement } from '../contract/refusals.ts';
import type { Credentials } from '../model/case.ts';
import type { Judgement } from '../model/check.ts';
import type { Contract, Operation } from '../model/contract.ts';
import { inWords } from '../model/in-words.ts';
import { isSuccess, succeeded, type Trace } from '../model/trace.ts';
import { broken, brokenOrHolds, holds, notExercised } from './judgements.ts';

/** Judges a probe with `credentials` that should not be let in. */
export function judgeAccepted(
  trace: Trace,
  contract: Contract,
  credentials: Exclude<Credentials, 'valid'>,
  what: string,
): readonly Judgement[] {
  if (trace.kind !== 'refusal' || trace.exchange.case.request.credentials !== credentials) return [];
  const { exchange, control } = trace;
  const { operation, reply } = exchange;
  if (!reply) return notExercised(operation, 'the request got no reply');
  if (isSuccess(reply.status)) {
    return brokenOrHolds(operation, [
      broken({
        statement:
          credentials === 'weaker'
            ? weakerStatement(contract, operation)
            : credentialsStatement(contract, operation),
        instance: null,
        message: `answered ${reply.status} to a request ${what}`,
        expected: inWords(`a refusal such as ${credentials === 'weaker' ? 403 : 401}`),
        received: reply.status,
        exchange,
      }),
    ]);
  }
  if (!isRefusal(operation, 'credentials', reply.status)) {
    return notExercised(operation, `${reply.status} does not refuse credentials`);
  }
  return succeeded(control)
    ? holds(operation)
    : notExercised(
        operation,
        'the same request with credentials did not succeed, so the refusal proves nothing',
      );
}

/** Whether an operation is to be had with credentials alone. */
export function asksForCredentials({ security }: Operation): boolean {
  return security.length > 0 && security.every((requirement) => requirement.length > 0);
}
