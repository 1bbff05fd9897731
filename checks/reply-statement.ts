import type { Contract } from '../model/contract.ts';
import { child } from '../model/pointer.ts';
import type { Level, Statement } from '../model/statement.ts';
import type { Exchange } from '../model/trace.ts';
import { documentedResponse } from './documented-response.ts';
import { raised } from './judgements.ts';

/**
 * Where a rule is told that a standard makes for every reply: at the documented response, else at the list of them.
 * The level is the rule's, because the document need not repeat a standard.
 */
export function replyStatement(
  contract: Contract,
  exchange: Exchange,
  keyword: string,
  level: Level,
): Statement {
  const at = documentedResponse(exchange)?.pointer ?? child(exchange.operation.pointer, 'responses');
  return raised({ ...contract.statement(at), keyword }, level);
}
