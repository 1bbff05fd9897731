import { isRefusal } from '../contract/refusals.ts';
import type { Check } from '../model/check.ts';
import { weakest } from '../model/statement.ts';
import { succeeded } from '../model/trace.ts';
import { isProtocolStatus } from './documented-response.ts';
import { broken, brokenOrHolds, raised } from './judgements.ts';
import { faultStatement } from './request-invalid-accepted.ts';

/** A fault is refused by a status that the contract gives to faults of its kind. */
export const requestInvalidRefusalStatus: Check = {
  id: 'request-invalid-refusal-status',
  title: 'Refusals have the status that is documented for them',
  level: 'should',
  judges: ['refusal'],
  needs: ['refusals'],
  applies: () => true,
  judge(trace, contract) {
    if (trace.kind !== 'refusal') return [];
    const { exchange, control } = trace;
    const { operation, reply, case: planned } = exchange;
    if (planned.expectation.kind !== 'refusal' || !reply || reply.status < 400 || reply.status >= 500)
      return [];
    const { fault } = planned.expectation;
    if (!succeeded(control)) return [];
    if (isRefusal(operation, fault.kind, reply.status)) return brokenOrHolds(operation, []);
    const level = weakest(fault.level, isProtocolStatus(reply.status) ? 'may' : 'should');
    return brokenOrHolds(operation, [
      broken({
        statement: raised({ ...faultStatement(contract, fault), keyword: 'status' }, level),
        instance: fault.kind === 'body' ? fault.instance : null,
        message: `refused with ${reply.status}, which is not documented for a fault of the ${fault.kind}: ${fault.what}`,
        expected: operation.responses.map(({ status }) => status),
        received: reply.status,
        exchange,
      }),
    ]);
  },
};
