import { isRefusal } from '../contract/refusals.ts';
import type { PlannedFault } from '../model/case.ts';
import type { Broken, Check } from '../model/check.ts';
import type { Contract } from '../model/contract.ts';
import { inWords } from '../model/in-words.ts';
import { child } from '../model/pointer.ts';
import type { Statement } from '../model/statement.ts';
import { type Exchange, isSuccess, succeeded } from '../model/trace.ts';
import { broken, brokenOrHolds, holds, notExercised, raised } from './judgements.ts';

/** A request with one fault is refused; only a control that succeeds proves that the fault was the reason. */
export const requestInvalidAccepted: Check = {
  id: 'request-invalid-accepted',
  title: 'Requests with a fault are refused',
  level: 'must',
  wfc: 102,
  judges: ['refusal'],
  needs: ['refusals'],
  applies: () => true,
  judge(trace, contract) {
    if (trace.kind !== 'refusal') return [];
    const { exchange, control } = trace;
    const { operation, reply, case: planned } = exchange;
    if (planned.expectation.kind !== 'refusal' || planned.expectation.fault.kind === 'credentials') return [];
    const { fault } = planned.expectation;
    if (!reply) return notExercised(operation, 'the faulty request got no reply');
    if (isSuccess(reply.status)) return brokenOrHolds(operation, [accepted(contract, exchange, fault)]);
    if (!isRefusal(operation, fault.kind, reply.status)) {
      return notExercised(operation, `${reply.status} does not refuse a fault of this kind`);
    }
    if (!succeeded(control)) {
      const status = control?.reply?.status;
      return notExercised(
        operation,
        status === undefined
          ? 'the same request without the fault was not answered'
          : `the same request without the fault was answered ${status}, so the refusal proves nothing`,
      );
    }
    return holds(operation);
  },
};

function accepted(contract: Contract, exchange: Exchange, fault: PlannedFault): Broken {
  return broken({
    statement: faultStatement(contract, fault),
    instance: fault.kind === 'body' ? fault.instance : null,
    message: `accepted with ${exchange.reply?.status} although ${fault.what}`,
    expected: inWords('a refusal'),
    received: exchange.reply?.status ?? null,
    exchange,
  });
}

/** The statement that a fault breaks, at the level that binds the target to refuse it. */
export function faultStatement(contract: Contract, fault: PlannedFault): Statement {
  const { statement, keyword, member, level } = fault;
  const said = contract.statement(statement, member === undefined ? keyword : `${keyword}/${member}`);
  const isMember = keyword === 'required' && member !== undefined;
  return raised(
    { ...said, keyword, pointer: isMember ? child(statement, 'properties', member) : statement },
    level,
  );
}
