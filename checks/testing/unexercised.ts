import type { Judgement } from '../../model/check.ts';
import type { OperationId } from '../../model/contract.ts';

/** All that a check says where it cannot decide. */
export function unexercised(operation: OperationId, why: string): Judgement[] {
  return [{ operation, verdict: 'not-exercised', why }];
}
