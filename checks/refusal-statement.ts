import type { Contract } from '../model/contract.ts';
import { child } from '../model/pointer.ts';
import { type Statement, weakest } from '../model/statement.ts';
import { type Exchange, responseFor } from '../model/trace.ts';
import { raised } from './judgements.ts';

/**
 * What the status of a refusal says: RFC 9110, section 15.5. Which faults a status answers may be less sure than that it
 * refuses, so that it binds as hard as the create itself; where it is not documented, less.
 */
export function refusalStatement(contract: Contract, { operation, reply }: Exchange): Statement {
  const own = contract.statement(operation.pointer);
  const response = reply && responseFor(operation, reply.status);
  const said = contract.statement(response?.pointer ?? child(operation.pointer, 'responses'));
  const isSure = weakest(said.level, own.level) === own.level;
  const level = weakest(own.level, response ? 'must' : 'should');
  return { ...raised(said, level), keyword: 'status', source: isSure ? said.source : own.source };
}
