import type { Check } from '../model/check.ts';
import { holds, notExercised } from './judgements.ts';
import { brokenRule, isShown, lifeOf, saysNothing } from './life.ts';

/** What was deleted cannot be read. */
export const resourceDeletedStillReadable: Check = {
  id: 'resource-deleted-still-readable',
  title: 'What was deleted is gone',
  level: 'must',
  wfc: 103,
  judges: ['life'],
  needs: ['state'],
  applies: ({ id }, { resources }) =>
    resources.some((resource) => resource.delete?.operation === id && resource.read),
  judge(trace, contract) {
    const life = lifeOf(trace);
    const removal = life?.step('delete');
    if (!life || !removal || !life.resource.delete) return [];
    const { operation } = removal;
    if (life.resource.delete.gone === 'unspecified') {
      const why = 'the documents do not say what a read answers after a delete';
      return [{ operation: operation.id, verdict: 'not-applicable', why }];
    }
    const read = life.step('read-deleted');
    if (!life.isDone('delete'))
      return notExercised(operation, 'the delete was not accepted, or has not ended');
    if (!read?.reply) return notExercised(operation, 'there is no read after the delete');
    if (!life.resource.delete.gone.includes(String(read.reply.status)) && saysNothing(read)) {
      return notExercised(operation, `the read after the delete was answered ${read.reply.status}`);
    }
    if (!isShown(read)) return holds(operation);
    return brokenRule(contract, life, operation, {
      keyword: 'delete',
      message: `deleted with ${removal.reply?.status}, and a read still answers ${read.reply.status}`,
      expected: [...life.resource.delete.gone],
      received: read.reply.status,
      exchange: read,
      steps: [life.step('create'), removal, read],
    });
  },
};
