import { isPromised, promiseLevel } from '../contract/refusals.ts';
import type { Expectation } from '../model/case.ts';
import type { Contract, FaultKind, Operation } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import type { Pointer } from '../model/pointer.ts';
import { type Level, weakest } from '../model/statement.ts';
import { presenceLevel } from './members.ts';
import { isPlain } from './plainness.ts';

// Servers that overlook these are lenient, which no standard forbids.
const LENIENT_KEYWORDS = new Set([
  ...['additionalProperties', 'unevaluatedProperties', 'propertyNames', 'format', 'contentMediaType'],
]);
const LENIENT_KINDS: ReadonlySet<FaultKind> = new Set(['query', 'media-type', 'method']);

/** How hard the target is bound to refuse a fault. */
export function faultLevel(
  contract: Contract,
  operation: Operation,
  kind: FaultKind,
  broken: { schema: Pointer; keyword: string; member?: string | undefined },
): Level {
  const { schema, keyword, member } = broken;
  const statement = contract.statement(schema, member === undefined ? keyword : `${keyword}/${member}`);
  const isLenient =
    LENIENT_KEYWORDS.has(keyword) || (LENIENT_KINDS.has(kind) && !isPromised(operation, kind));
  return weakest(statement.level, promiseLevel(contract, operation, kind), isLenient ? 'should' : 'must');
}

/** How hard the target is bound to accept a body. */
export function bodyLevel(contract: Contract, operation: Operation, schema: Pointer, value: Json): Level {
  return weakest(
    contract.statement(operation.pointer).level,
    presenceLevel(contract, schema, value),
    isPlain(value) ? 'must' : 'may',
  );
}

/** The expectation of a valid request: where the document shows no success, anything that it does show. */
export function accepted({ responses }: Operation, level: Level): Expectation {
  const isShown = responses.some(({ status }) => status.startsWith('2') || status === 'default');
  return isShown ? { kind: 'success', level } : { kind: 'documented' };
}
