import type { Check, Judgement } from '../model/check.ts';
import type { Contract } from '../model/contract.ts';
import { inWords } from '../model/in-words.ts';
import { equalJson, isObject, type Json } from '../model/json.ts';
import { type Exchange, isSuccess } from '../model/trace.ts';
import { holds, notExercised } from './judgements.ts';
import { brokenRule, isShown, type Life, lifeOf, representation, saysNothing } from './life.ts';
import { isUntouched, type Showing, showingsOf, shownMember } from './showings.ts';
import { differing } from './told-members.ts';

/** What undoing a delete brings back is what was deleted. */
export const resourceRevivedDiffers: Check = {
  id: 'resource-revived-differs',
  title: 'What is brought back is as it was before the delete',
  level: 'must',
  judges: ['life'],
  needs: ['state'],
  applies: ({ id }, { resources }) =>
    resources.some((resource) => resource.delete?.revive === id && resource.read !== undefined),
  judge(trace, contract) {
    const life = lifeOf(trace);
    const revival = life?.step('revive');
    const read = life?.step('read-revived');
    if (!life || trace.kind !== 'life' || !revival || !read) return [];
    const { operation } = revival;
    if (!life.isDone('delete'))
      return notExercised(operation, 'the delete was not accepted, or has not ended');
    if (!life.isDone('revive'))
      return notExercised(operation, 'undoing the delete was not accepted, or has not ended');
    const deletion = trace.steps.findIndex(({ role }) => role === 'delete');
    const before = showingsOf(trace, life).findLast(({ at }) => at < deletion);
    if (!before) return notExercised(operation, 'no read before the delete shows the object');
    if (!isShown(read)) return judgeMissing(contract, life, revival, read);
    if (!isUntouched(trace, before.at, deletion))
      return notExercised(operation, 'no read right before the delete shows the object');
    return judgeShown(contract, life, before, read);
  },
};

function judgeMissing(
  contract: Contract,
  life: Life,
  revival: Exchange,
  read: Exchange,
): readonly Judgement[] {
  const { operation } = revival;
  const status = read.reply?.status ?? null;
  if (saysNothing(read)) return notExercised(operation, `the read after it was answered ${status}`);
  return brokenRule(contract, life, operation, {
    keyword: 'delete/revive',
    message: `the delete was undone with ${revival.reply?.status}, and a read answers ${status}`,
    expected: inWords('the object'),
    received: status,
    exchange: read,
    steps: [life.step('create'), life.step('delete'), revival, read],
  });
}

function judgeShown(contract: Contract, life: Life, before: Showing, read: Exchange): readonly Judgement[] {
  const revival = life.step('revive');
  const operation = revival?.operation ?? read.operation;
  const now = representation(life, read);
  if (!isObject(now)) return notExercised(operation, 'the read after it shows no object');
  const lost = differing(life.resource, before.members, now).members.map((told) => ({
    ...told,
    bound: 'must' as const,
  }));
  const steps = [life.step('create'), before.exchange, life.step('delete'), revival, read];
  const state = stillDeleted(life, before, now);
  const broken = [...lost, ...(state === undefined ? [] : [state])];
  if (broken.length === 0) return holds(operation);
  return broken.flatMap(({ member, keyword, bound }) =>
    brokenRule(contract, life, operation, {
      keyword,
      isDetail: true,
      bound,
      instance: `/${member}`,
      message: `${member} is not what it was before the delete that was undone`,
      expected: before.members[member] ?? null,
      received: now[member] ?? null,
      exchange: read,
      steps,
    }),
  );
}

/** What a delete did to a member that tells a state, and undoing it left: no document need say which member that is. */
function stillDeleted(life: Life, before: Showing, now: Readonly<Record<string, Json>>) {
  const deleted = life.step('read-deleted');
  const between = isSuccess(deleted?.reply?.status) ? representation(life, deleted) : undefined;
  if (!isObject(between)) return undefined;
  const told = new Set([...life.resource.echo.map(({ member }) => member), ...life.resource.fixed]);
  const member = Object.keys(before.members).find((name) => {
    const [was, put, is] = [before.members, between, now].map((shown) => shownMember(shown, name));
    if (told.has(name) || was === undefined || put === undefined || is === undefined) return false;
    return isState(was) && isState(put) && !equalJson(was, put) && equalJson(put, is);
  });
  return member === undefined ? undefined : { member, keyword: 'delete/revive', bound: 'should' as const };
}

/** Neither a time nor a count, which go on. */
function isState(value: Json): boolean {
  return typeof value === 'boolean' || (typeof value === 'string' && /^[A-Za-z][A-Za-z _-]*$/.test(value));
}
