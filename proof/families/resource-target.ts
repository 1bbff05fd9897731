import type { Contract, Operation, OperationId, Resource } from '../../model/contract.ts';
import type { TwinDeparture } from '../../servers/twin/departure.ts';
import { type Mutant, mutantId, type Target } from '../mutant.ts';

/** A mutant of the life of an object before it has its id. */
export interface LifeMutant {
  readonly check: string;
  readonly operation: OperationId;
  readonly keyword: string;
  readonly member?: string;
  /** Completing "a server that …". */
  readonly does: string;
  depart(note: () => void): TwinDeparture;
}

/** Makes a mutant of the life of a resource; every operation of it may have to take part. */
export function lifeMutant(resource: Resource, life: LifeMutant): Mutant {
  const { check, operation, keyword, member, does, depart } = life;
  const target: Target = {
    operation,
    where: resource.name,
    statement: resource.pointer,
    keyword,
    ...(member === undefined ? {} : { member }),
  };
  return {
    id: mutantId('resource', target, does),
    family: 'resource',
    check,
    target,
    what: does,
    also: operationsOf(resource).filter((other) => other !== operation),
    depart,
  };
}

function operationsOf({ create, read, list, update, delete: removal, act }: Resource): OperationId[] {
  const named = [create, read, list, update, removal].flatMap((role) => (role ? [role.operation] : []));
  return [...new Set([...named, ...act])];
}

/** An operation that must exist, because a resource names it. */
export function operationIn({ operations }: Contract, id: OperationId | undefined): Operation | undefined {
  return operations.find((operation) => operation.id === id);
}
