import type { Contract, OperationId, Resource } from '../model/contract.ts';
import { goesThrough, stemOf } from './parents.ts';

/** What can be tried on an object after its delete, and must be refused then. */
export interface DeletedUses {
  readonly acts: readonly OperationId[];
  readonly update: OperationId | undefined;
  /** What prepares its delete, and reads of what stands below it. */
  readonly others: readonly OperationId[];
}

/**
 * The acts and the update of a resource that have nothing to work on after a delete, and what else goes through the object:
 * not what undoes the delete, not an upsert, which makes the object again, and nothing where the document leaves open what is
 * left.
 */
export function usesOfDeleted({ operations }: Pick<Contract, 'operations'>, resource: Resource): DeletedUses {
  const { act, read, update, delete: removal } = resource;
  if (!removal || removal.gone === 'unspecified') return { acts: [], update: undefined, others: [] };
  const isRefused = (id: OperationId) => id !== removal.revive;
  const isOrdinary = update !== undefined && update.semantics !== 'upsert' && isRefused(update.operation);
  const below = operations.filter(
    (operation) =>
      operation.effect === 'read' &&
      operation.id !== read?.operation &&
      goesThrough(operation, resource) &&
      // What has an id of its own below it has none any more.
      !operation.path.slice(stemOf(resource)?.length).includes('{'),
  );
  const others = [...removal.prepare, ...below.map(({ id }) => id)];
  return {
    acts: act.filter(isRefused),
    update: isOrdinary ? update.operation : undefined,
    others: others.filter((id) => isRefused(id) && !act.includes(id)),
  };
}
