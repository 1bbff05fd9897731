import type { Check } from '../model/check.ts';
import { isObject } from '../model/json.ts';
import { differingMembers } from './echo.ts';
import { holds, notExercised } from './judgements.ts';
import { brokenRule, isShown, lifeOf, representation } from './life.ts';

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
    const { operation } = create;
    const shown = representation(life, read);
    if (!isShown(read) || !isObject(shown)) return notExercised(operation, 'the object could not be read');
    const sent = create.body;
    const differing = differingMembers(life.resource.echo, sent, shown);
    if (differing.length === 0) return holds(operation);
    return differing.flatMap(({ member }) =>
      brokenRule(contract, life, operation, {
        keyword: `echo/${member}`,
        isDetail: true,
        instance: `/${member}`,
        message: `${member} was created with another value than a read shows`,
        expected: isObject(sent) ? (sent[member] ?? null) : null,
        received: shown[member] ?? null,
        exchange: read,
        steps: [create, read],
      }),
    );
  },
};
