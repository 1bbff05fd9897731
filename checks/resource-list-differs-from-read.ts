import { itemIdentity, listedItems } from '../contract/identities.ts';
import type { Check } from '../model/check.ts';
import type { Contract } from '../model/contract.ts';
import { isObject, type JsonObject } from '../model/json.ts';
import { type Exchange, succeeded } from '../model/trace.ts';
import { holds, notExercised } from './judgements.ts';
import { brokenRule, type Life, lifeOf } from './life.ts';
import { isUntouched, type Showing, showingsOf } from './showings.ts';
import { differing, toldMembers } from './told-members.ts';

/** A list shows an object as a read of it does, as far as both show it. */
export const resourceListDiffersFromRead: Check = {
  id: 'resource-list-differs-from-read',
  title: 'A list shows an object as a read does',
  level: 'must',
  judges: ['life'],
  needs: ['state'],
  applies: ({ id }, { resources }) =>
    resources.some(
      (resource) => resource.list?.operation === id && resource.read && toldMembers(resource).length > 0,
    ),
  judge(trace, contract) {
    const life = lifeOf(trace);
    if (!life || trace.kind !== 'life' || !life.resource.read || toldMembers(life.resource).length === 0)
      return [];
    const showings = showingsOf(trace, life);
    return trace.steps.flatMap(({ role, exchange }, at) => {
      if (role !== 'list') return [];
      const read = showings.findLast((one) => one.at < at && isUntouched(trace, one.at, at));
      return judgeItem(contract, life, exchange, read);
    });
  },
};

function judgeItem(contract: Contract, life: Life, list: Exchange, read: Showing | undefined) {
  const { operation } = list;
  const item = itemOf(life, list);
  if (!item || !read)
    return notExercised(operation, 'the list does not show the object, or no read did before');
  const { both, members } = differing(life.resource, read.members, item);
  if (both === 0) return notExercised(operation, 'list and read show no member in common');
  if (members.length === 0) return holds(operation);
  return members.flatMap(({ member, keyword }) =>
    brokenRule(contract, life, operation, {
      keyword,
      isDetail: true,
      bound: contract.statement(life.resource.pointer, 'list').level,
      instance: `/${member}`,
      message: `the list shows another ${member} of ${life.identity} than a read of it`,
      expected: read.members[member] ?? null,
      received: item[member] ?? null,
      exchange: list,
      steps: [life.step('create'), read.exchange, list],
    }),
  );
}

function itemOf({ resource: { list }, identity }: Life, exchange: Exchange): JsonObject | undefined {
  const items = list && succeeded(exchange) ? listedItems(list, exchange.reply?.json) : undefined;
  const item = items?.find((one) => list && identity !== undefined && itemIdentity(list, one) === identity);
  return isObject(item) ? item : undefined;
}
