import { isCut } from '../contract/list-replies.ts';
import type { Check } from '../model/check.ts';
import { inWords } from '../model/in-words.ts';
import { holds, notExercised } from './judgements.ts';
import { brokenRule, isListed, lifeOf } from './life.ts';

/** What was deleted is not listed. */
export const resourceDeletedStillListed: Check = {
  id: 'resource-deleted-still-listed',
  title: 'What was deleted is not listed',
  level: 'must',
  judges: ['life'],
  needs: ['state'],
  applies: ({ id }, { resources }) =>
    resources.some((resource) => resource.delete?.operation === id && resource.list),
  judge(trace, contract) {
    const life = lifeOf(trace);
    const removal = life?.step('delete');
    const list = life?.step('list-deleted');
    if (!life || !removal || !list) return [];
    const { operation } = removal;
    if (life.resource.delete?.gone === 'unspecified') {
      const why = 'the documents do not say what is left after a delete';
      return [{ operation: operation.id, verdict: 'not-applicable', why }];
    }
    const listed = isListed(life, list);
    if (!life.isDone('delete') || listed === undefined)
      return notExercised(operation, 'the delete was not accepted or has not ended, or there is no list');
    if (!listed)
      return list.operation.list && isCut(list.operation.list, list)
        ? notExercised(operation, 'the list says that it shows only a part of what there is')
        : holds(operation);
    return brokenRule(contract, life, operation, {
      keyword: 'delete',
      message: `deleted with ${removal.reply?.status}, and the list still has ${life.identity}`,
      expected: inWords(`a list without ${life.identity}`),
      received: life.identity ?? null,
      exchange: list,
      steps: [life.step('create'), removal, list],
    });
  },
};
