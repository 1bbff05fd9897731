import type { Contract } from '../model/contract.ts';
import { child } from '../model/pointer.ts';
import type { Statement } from '../model/statement.ts';
import type { Violation } from './validation.ts';

const MEMBER_KEYWORDS = new Set(['required', 'dependentRequired']);

/** The statement that a violation breaks; for a missing member it points at that member. */
export function violatedStatement(
  contract: Contract,
  violation: Pick<Violation, 'schema' | 'keyword' | 'member'>,
): Statement {
  const { schema, keyword, member } = violation;
  if (member === undefined || !MEMBER_KEYWORDS.has(keyword)) return contract.statement(schema, keyword);
  const statement = contract.statement(schema, `${keyword}/${member}`);
  return { ...statement, pointer: child(schema, 'properties', member), keyword };
}
