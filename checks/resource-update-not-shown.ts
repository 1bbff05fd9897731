import type { Check } from '../model/check.ts';
import { isObject } from '../model/json.ts';
import { succeeded } from '../model/trace.ts';
import { differingMembers } from './echo.ts';
import { holds, notExercised } from './judgements.ts';
import { brokenRule, isShown, lifeOf, representation } from './life.ts';

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
    const { operation } = update;
    const shown = representation(life, read);
    if (!succeeded(update)) return notExercised(operation, 'the update was not accepted');
    if (!isShown(read) || !isObject(shown))
      return notExercised(operation, 'the object could not be read afterwards');
    const sent = update.body;
    const differing = differingMembers(life.resource.echo, sent, shown);
    if (differing.length === 0) return holds(operation);
    return differing.flatMap(({ member }) =>
      brokenRule(contract, life, operation, {
        keyword: `echo/${member}`,
        isDetail: true,
        instance: `/${member}`,
        message: `${member} was updated to another value than a read shows`,
        expected: isObject(sent) ? (sent[member] ?? null) : null,
        received: shown[member] ?? null,
        exchange: read,
        steps: [life.step('create'), update, read],
      }),
    );
  },
};
