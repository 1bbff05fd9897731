import { refusesState } from '../contract/refusals.ts';
import type { Check } from '../model/check.ts';
import { inWords } from '../model/in-words.ts';
import { isSuccess } from '../model/trace.ts';
import { holds, notExercised } from './judgements.ts';
import { brokenRule, lifeOf } from './life.ts';

/** What a delete put away can be brought back; where it cannot because it is still there, nothing was put away. */
export const resourceDeleteIneffective: Check = {
  id: 'resource-delete-ineffective',
  title: 'A delete that can be undone takes effect',
  level: 'must',
  judges: ['life'],
  needs: ['state'],
  applies: ({ id }, { resources }) =>
    resources.some((resource) => resource.delete?.operation === id && resource.delete.revive !== undefined),
  judge(trace, contract) {
    const life = lifeOf(trace);
    const removal = life?.step('delete');
    const revival = life?.step('revive');
    if (!life || !removal || !revival) return [];
    const { operation } = removal;
    const status = revival.reply?.status;
    if (!life.isDone('delete'))
      return notExercised(operation, 'the delete was not accepted, or has not ended');
    if (isSuccess(status)) return holds(operation);
    if (life.step('revive-refused'))
      return notExercised(
        operation,
        'who asked for it without the right credentials may have undone the delete',
      );
    if (status === undefined || !refusesState(revival.operation, status))
      return notExercised(operation, `undoing the delete was answered ${status ?? 'by nothing'}`);
    return brokenRule(contract, life, operation, {
      keyword: 'delete',
      message: `deleted with ${removal.reply?.status}, and ${revival.operation.id} answers ${status} as if it were not`,
      expected: inWords('an object that was put away'),
      received: status ?? null,
      exchange: revival,
      steps: [life.step('create'), removal, revival],
    });
  },
};
