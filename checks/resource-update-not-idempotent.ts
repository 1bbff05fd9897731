import type { Check } from '../model/check.ts';
import type { Echo } from '../model/contract.ts';
import { isObject, type Json } from '../model/json.ts';
import { isSuccess } from '../model/trace.ts';
import { isSameMember } from './echo.ts';
import { holds, notExercised } from './judgements.ts';
import { brokenRule, isShown, lifeOf, representation, saysNothing } from './life.ts';

// A precondition may hold for the first of two alone.
const CONDITIONAL: ReadonlySet<number | undefined> = new Set([412, 428]);

/** A PUT that is sent twice leaves what it leaves when it is sent once. */
export const resourceUpdateNotIdempotent: Check = {
  id: 'resource-update-not-idempotent',
  title: 'The same PUT twice leaves the same as once',
  level: 'must',
  judges: ['life'],
  needs: ['state'],
  applies: ({ id, method }, { resources }) =>
    method === 'PUT' && resources.some(({ update }) => update?.operation === id),
  judge(trace, contract) {
    const life = lifeOf(trace);
    const first = life?.step('update');
    const second = life?.step('update-again');
    if (!life || !first || !second) return [];
    const { operation } = first;
    if (!life.isDone('update'))
      return notExercised(operation, 'the update was not accepted, or has not ended');
    const status = second.reply?.status;
    if (!isSuccess(status)) {
      if (saysNothing(second) || CONDITIONAL.has(status))
        return notExercised(operation, `the second update was answered ${status ?? 'nothing'}`);
      return brokenRule(contract, life, operation, {
        keyword: 'update',
        // RFC 9110, section 9.2.2: it is the effect that must be the same; the reply might differ.
        bound: 'should',
        message: `the same update was answered ${first.reply?.status} at first and ${status} again`,
        expected: first.reply?.status ?? null,
        received: status ?? null,
        exchange: second,
        steps: [life.step('create'), first, second],
      });
    }
    if (!life.isDone('update-again')) return notExercised(operation, 'the second update has not ended');
    const read = life.step('read-updated');
    const readAgain = life.step('read-again');
    const before = representation(life, read);
    const after = representation(life, readAgain);
    if (!read || !readAgain || !isShown(read) || !isShown(readAgain) || !isObject(before) || !isObject(after))
      return notExercised(operation, 'the object could not be read after both updates');
    const changed = life.resource.echo.filter((echo) =>
      isChanged(echo, before[echo.member], after[echo.member]),
    );
    if (changed.length === 0) return holds(operation);
    return changed.flatMap(({ member }) =>
      brokenRule(contract, life, operation, {
        keyword: `echo/${member}`,
        isDetail: true,
        instance: `/${member}`,
        message: `${member} is another after the same update was sent twice`,
        expected: before[member] ?? null,
        received: after[member] ?? null,
        exchange: readAgain,
        steps: [life.step('create'), first, read, second, readAgain],
      }),
    );
  },
};

/** The order of a set may change from read to read, its size may not. */
function isChanged({ as }: Echo, before: Json | undefined, after: Json | undefined): boolean {
  if (Array.isArray(before) && Array.isArray(after) && before.length !== after.length) return true;
  // What is null may as well not be shown.
  return !isSameMember(before ?? null, after ?? null, as);
}
