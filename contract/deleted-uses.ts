import type { OperationId, Resource } from '../model/contract.ts';

/** What can be tried on an object after its delete, and must be refused then. */
export interface DeletedUses {
  readonly acts: readonly OperationId[];
  readonly update: OperationId | undefined;
}

/**
 * The acts and the update of a resource that have nothing to work on after a delete: not what undoes the delete, not an
 * upsert, which makes the object again, and nothing where the document leaves open what is left.
 */
export function usesOfDeleted({ act, update, delete: removal }: Resource): DeletedUses {
  if (!removal || removal.gone === 'unspecified') return { acts: [], update: undefined };
  const isRefused = (id: OperationId) => id !== removal.revive;
  const isOrdinary = update !== undefined && update.semantics !== 'upsert' && isRefused(update.operation);
  return { acts: act.filter(isRefused), update: isOrdinary ? update.operation : undefined };
}
