import type { Check } from '../model/check.ts';
import type { Contract, Operation } from '../model/contract.ts';
import { child } from '../model/pointer.ts';
import type { Level, Statement } from '../model/statement.ts';
import { type Exchange, isSuccess, responseFor } from '../model/trace.ts';
import { isProtocolStatus, isUnacceptable } from './documented-response.ts';
import { broken, brokenOrHolds } from './judgements.ts';

/** Every status that comes is documented for the operation. */
export const responseStatusUndocumented: Check = {
  id: 'response-status-undocumented',
  title: 'Every status that comes is documented',
  level: 'must',
  wfc: 101,
  judges: ['exchange'],
  needs: [],
  applies: () => true,
  judge(trace, contract) {
    if (trace.kind !== 'exchange') return [];
    const { exchange } = trace;
    const { operation, reply, case: planned } = exchange;
    // A failure of the server is another check's, and an undocumented method has no documented statuses.
    if (!reply || reply.status >= 500 || planned.request.method !== operation.method) return [];
    if (isUnacceptable(exchange)) return [];
    // OpenAPI 3.1, Operation Object: `responses` is optional; where none is listed, nothing is said of any.
    if (operation.responses.length === 0)
      return [{ operation: operation.id, verdict: 'not-applicable', why: 'the document lists no responses' }];
    if (responseFor(operation, reply.status)) return brokenOrHolds(operation, []);
    // What an invalid request should not have got at all is said by the check for that.
    if (planned.expectation.kind === 'refusal' && isSuccess(reply.status)) return [];
    const documented = operation.responses.map(({ status }) => status);
    return brokenOrHolds(operation, [
      broken(
        {
          statement: statementFor(contract, operation, reply.status),
          instance: null,
          message: `answered ${reply.status}, which is not documented here`,
          expected: documented,
          received: reply.status,
          exchange,
        },
        levelOf(exchange),
      ),
    ]);
  },
};

function levelOf({ case: { assigned }, reply }: Exchange): Level {
  const status = reply?.status ?? 0;
  if (isProtocolStatus(status) || status === 429) return 'may';
  // Nobody who keeps to the document sends what no client may set.
  return assigned && !isSuccess(status) ? 'should' : 'must';
}

/** For a success, the documented success that it should have been; else the list of responses. */
function statementFor(contract: Contract, operation: Operation, status: number): Statement {
  const success = isSuccess(status)
    ? operation.responses.find((response) => response.status.startsWith('2'))
    : undefined;
  const statement = contract.statement(success?.pointer ?? child(operation.pointer, 'responses'));
  return { ...statement, keyword: 'status' };
}
