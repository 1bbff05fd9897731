import type { Operation } from '../../../model/contract.ts';
import { child } from '../../../model/pointer.ts';
import { error, warning } from '../diagnostic.ts';
import type { Rule } from '../rule.ts';

/** Operations have names of their own: links, resources and tasks speak of them by `operationId`. */
export const operationIds: Rule = {
  id: 'operation-ids',
  *check({ contract }) {
    const first = new Map<string, Operation>();
    for (const operation of contract.operations) {
      const { operationId, pointer, id } = operation;
      if (operationId === undefined) {
        yield warning(
          'operation-id-missing',
          pointer,
          `${id} has no operationId, so no link, resource or task can name it.`,
          'Add an `operationId`.',
        );
        continue;
      }
      const other = first.get(operationId);
      if (other) {
        yield error(
          'operation-id-duplicate',
          child(pointer, 'operationId'),
          `${id} and ${other.id} have the same operationId ${JSON.stringify(operationId)}.`,
          'Give each operation its own.',
        );
      } else first.set(operationId, operation);
    }
  },
};
