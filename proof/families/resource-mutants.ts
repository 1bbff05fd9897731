import type { Operation } from '../../model/contract.ts';
import type { Json } from '../../model/json.ts';
import { valueAt, withValueAt } from '../../model/pointer.ts';
import type { Ground, Mutant } from '../mutant.ts';
import { changing } from './changing.ts';
import { createMutants } from './create-mutants.ts';
import { deleteMutants } from './delete-mutants.ts';
import { readOnlyMutants } from './read-only-mutants.ts';
import { type LifeMutant, lifeMutant, operationIn } from './resource-target.ts';
import { showingMutants } from './showing-mutants.ts';
import { updateMutants } from './update-mutants.ts';

/** Servers that break a rule of the life of an object. */
export function resourceMutants({ contract, replies }: Ground): Mutant[] {
  return contract.resources.flatMap((resource) => {
    const acts = [...resource.distinct].flatMap(([id, at]): LifeMutant[] => {
      const operation = operationIn(contract, id);
      return operation ? [repeating(operation, at)] : [];
    });
    const lives = [createMutants, showingMutants, readOnlyMutants, updateMutants, deleteMutants].flatMap(
      (family) => family(contract, resource, replies),
    );
    return [...lives, ...acts].map((life) => lifeMutant(resource, life));
  });
}

/** What an act made once is what it always makes. */
function repeating(operation: Operation, at: string): LifeMutant {
  return {
    check: 'resource-act-not-distinct',
    operation: operation.id,
    keyword: 'act',
    does: 'makes the same each time',
    depart() {
      let first: Json | undefined;
      return changing(operation, undefined, (reply) => {
        if (reply.status >= 300 || reply.body === undefined) return reply;
        first ??= valueAt(reply.body, at);
        return first === undefined ? reply : { ...reply, body: withValueAt(reply.body, at, first) };
      });
    },
  };
}
