import type { Check } from '../model/check.ts';
import type { Echo } from '../model/contract.ts';
import { isObject, type JsonObject } from '../model/json.ts';
import { isSameMember } from './echo.ts';
import { holds, notExercised } from './judgements.ts';
import { brokenRule, isShown, lifeOf, representation } from './life.ts';

/** An update that replaces an object keeps nothing that it does not name. */
export const resourceUpdatePartial: Check = {
  id: 'resource-update-partial',
  title: 'An update that replaces keeps nothing that it does not name',
  level: 'must',
  judges: ['life'],
  needs: ['state'],
  applies: ({ id }, { resources }) =>
    resources.some(
      ({ update, echo }) => update?.operation === id && update.semantics === 'replace' && echo.length > 0,
    ),
  judge(trace, contract) {
    const life = lifeOf(trace);
    const part = life?.step('update-partial');
    if (!life || !part || life.resource.update?.semantics !== 'replace') return [];
    const { operation } = part;
    const update = life.step('update');
    if (!life.isDone('update') || !life.isDone('update-partial'))
      return notExercised(
        operation,
        'an update of all members or one of some was not accepted, or has not ended',
      );
    const [created, whole, partial] = (['read', 'read-updated', 'read-partial'] as const).map((role) => {
      const shown = representation(life, life.step(role));
      return isShown(life.step(role)) && isObject(shown) ? shown : undefined;
    });
    const sent = [life.step('create')?.body, part.body].filter((body) => isObject(body));
    const exchange = life.step('read-partial');
    if (!created || !whole || !partial || !exchange)
      return notExercised(operation, 'the object could not be read before or after');
    const telling = life.resource.echo.filter((echo) => isTelling(echo, created, whole, sent));
    if (telling.length === 0)
      return notExercised(operation, 'no member had another value than its usual one');
    const kept = telling.filter(({ member, as }) => {
      const [before, after] = [whole[member], partial[member]];
      return before !== undefined && after !== undefined && isSameMember(before, after, as);
    });
    if (kept.length === 0) return holds(operation);
    return kept.flatMap(({ member }) =>
      brokenRule(contract, life, operation, {
        keyword: 'update',
        isDetail: true,
        instance: `/${member}`,
        message: `${member} was not named in an update that replaces, and is still as before`,
        expected: created[member] ?? null,
        received: partial[member] ?? null,
        exchange,
        steps: [life.step('create'), life.step('read'), update, life.step('read-updated'), part, exchange],
      }),
    );
  },
};

/**
 * Whether a member would show that it was kept: it was named in the whole update alone, and is another since then than
 * it was of itself.
 */
function isTelling(
  { member, as }: Echo,
  created: JsonObject,
  whole: JsonObject,
  sent: readonly JsonObject[],
): boolean {
  if (sent.some((body) => Object.hasOwn(body, member))) return false;
  const [usual, now] = [created[member], whole[member]];
  return now !== undefined && now !== null && (usual === undefined || !isSameMember(usual, now, as));
}
