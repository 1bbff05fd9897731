import type { Check } from '../model/check.ts';
import type { Operation } from '../model/contract.ts';
import { type Level, weakest } from '../model/statement.ts';
import { type Exchange, isSuccess } from '../model/trace.ts';
import { broken, brokenOrHolds, notExercised, raised } from './judgements.ts';

/** A request that keeps to the document is not refused. */
export const requestValidRefused: Check = {
  id: 'request-valid-refused',
  title: 'Requests that keep to the document are accepted',
  level: 'must',
  judges: ['exchange'],
  needs: [],
  applies: () => true,
  judge(trace, contract) {
    if (trace.kind !== 'exchange') return [];
    const { exchange } = trace;
    const { operation, reply, case: planned } = exchange;
    if (planned.expectation.kind !== 'success' || !reply || reply.status >= 500) return [];
    if (isSuccess(reply.status)) return brokenOrHolds(operation, []);
    if (refusesState(operation, reply.status)) {
      return notExercised(
        operation,
        `answered ${reply.status}, which is documented for an object in another state`,
      );
    }
    const statement = contract.statement(operation.pointer);
    return brokenOrHolds(operation, [
      broken({
        statement: raised(
          { ...statement, keyword: 'requestBody' },
          levelOf(exchange, planned.expectation.level),
        ),
        instance: null,
        message: `refused with ${reply.status} although the request keeps to the document: ${planned.purpose}`,
        expected: operation.responses
          .filter(({ status }) => status.startsWith('2'))
          .map(({ status }) => status),
        received: reply.status,
        exchange,
      }),
    ]);
  },
};

function refusesState(operation: Operation, status: number): boolean {
  return operation.responses.some(
    (response) => response.status === String(status) && response.refuses?.includes('state'),
  );
}

/** What others may have removed meanwhile, and a limit that we reached, bind less. */
function levelOf({ case: planned, reply }: Exchange, level: Level): Level {
  const isForeign = planned.subject?.kind === 'linked' && (reply?.status === 404 || reply?.status === 410);
  return isForeign || reply?.status === 429 ? weakest(level, 'should') : level;
}
