import type { Contract, Operation } from '../../model/contract.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Remark } from './diagnostic.ts';
import { type Place, type PlaceKind, placesIn } from './places.ts';

/** What rules look at: a contract whose references all resolve. */
export interface LintContext {
  readonly contract: Contract;
  readonly document: JsonObject;
  /** The places of some kinds, in the document's order. */
  places(...kinds: PlaceKind[]): readonly Place[];
  /** The operation that an operationId names. */
  operation(operationId: string): Operation | undefined;
  readonly operationIds: ReadonlySet<string>;
}

/** One family of remarks. */
export interface Rule {
  /** File and rule have the same name. */
  readonly id: string;
  check(context: LintContext): Iterable<Remark>;
}

/** Prepares a contract for the rules. */
export function contextOf(contract: Contract): LintContext {
  const all = placesIn(contract.document);
  const byOperationId = new Map(
    contract.operations.flatMap((operation) =>
      operation.operationId === undefined ? [] : [[operation.operationId, operation] as const],
    ),
  );
  return {
    contract,
    document: contract.document,
    places: (...kinds) => all.filter(({ kind }) => kinds.includes(kind)),
    operation: (id) => byOperationId.get(id),
    operationIds: new Set(byOperationId.keys()),
  };
}
