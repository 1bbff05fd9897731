import type { Check } from '../model/check.ts';
import { judgeEchoed } from './echoed.ts';
import { lifeOf } from './life.ts';

/** A read shows the values that the create was given. */
export const resourceCreateNotEchoed: Check = {
  id: 'resource-create-not-echoed',
  title: 'A read shows what the create was given',
  level: 'must',
  judges: ['life'],
  needs: ['state'],
  applies: ({ id }, { resources }) =>
    resources.some(({ create, echo }) => create?.operation === id && echo.length > 0),
  judge(trace, contract) {
    const life = lifeOf(trace);
    const create = life?.step('create');
    const read = life?.step('read');
    if (!life || !create || !read || life.resource.echo.length === 0) return [];
    return judgeEchoed(contract, life, create, read, { written: 'created with', steps: [create, read] });
  },
};
