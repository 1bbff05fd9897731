import type { Check } from '../model/check.ts';
import { judgeEchoed } from './echoed.ts';
import { notExercised } from './judgements.ts';
import { lifeOf } from './life.ts';

/** A read after an update shows the new values. */
export const resourceUpdateNotShown: Check = {
  id: 'resource-update-not-shown',
  title: 'A read shows what an update was given',
  level: 'must',
  judges: ['life'],
  needs: ['state'],
  applies: ({ id }, { resources }) =>
    resources.some(({ update, echo }) => update?.operation === id && echo.length > 0),
  judge(trace, contract) {
    const life = lifeOf(trace);
    const update = life?.step('update');
    const read = life?.step('read-updated');
    if (!life || !update || !read || life.resource.echo.length === 0) return [];
    if (!life.isDone('update'))
      return notExercised(update.operation, 'the update was not accepted, or has not ended');
    return judgeEchoed(contract, life, update, read, {
      written: 'updated to',
      steps: [life.step('create'), update, read],
    });
  },
};
