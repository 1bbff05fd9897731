import type { Check } from '../model/check.ts';
import { isObject } from '../model/json.ts';
import { isSameMember } from './echo.ts';
import { holds, notExercised } from './judgements.ts';
import { brokenRule, isShown, lifeOf, representation } from './life.ts';

/** An update that merges leaves alone what it does not name. */
export const resourceUpdateTouchesOthers: Check = {
  id: 'resource-update-touches-others',
  title: 'An update that merges leaves alone what it does not name',
  level: 'must',
  judges: ['life'],
  needs: ['state'],
  applies: ({ id }, { resources }) =>
    resources.some(
      ({ update, echo }) => update?.operation === id && update.semantics === 'merge' && echo.length > 0,
    ),
  judge(trace, contract) {
    const life = lifeOf(trace);
    const part = life?.step('update-partial');
    if (!life || !part || life.resource.update?.semantics !== 'merge') return [];
    const { operation, body: named } = part;
    if (!life.isDone('update-partial'))
      return notExercised(operation, 'the update of some members was not accepted, or has not ended');
    const readBefore = life.step('read-again') ?? life.step('read-updated');
    const readAfter = life.step('read-partial');
    const before = representation(life, readBefore);
    const after = representation(life, readAfter);
    if (!isShown(readBefore) || !readAfter || !isShown(readAfter) || !isObject(before) || !isObject(after))
      return notExercised(operation, 'the object could not be read before and after');
    const others = life.resource.echo.filter(
      ({ member }) => before[member] !== undefined && !(isObject(named) && Object.hasOwn(named, member)),
    );
    if (others.length === 0) return notExercised(operation, 'a read shows no member that was not named');
    const touched = others.filter(({ member, as }) => {
      // What is null may as well not be shown.
      return !isSameMember(before[member] ?? null, after[member] ?? null, as);
    });
    if (touched.length === 0) return holds(operation);
    return touched.flatMap(({ member }) =>
      brokenRule(contract, life, operation, {
        keyword: `echo/${member}`,
        isDetail: true,
        instance: `/${member}`,
        message: `${member} was not named in an update that merges, and is another afterwards`,
        expected: before[member] ?? null,
        received: after[member] ?? null,
        exchange: readAfter,
        steps: [life.step('create'), readBefore, part, readAfter],
      }),
    );
  },
};
