import { itemIdentity, listedItems } from '../contract/identities.ts';
import type { Check } from '../model/check.ts';
import type { Contract, Echo, Resource } from '../model/contract.ts';
import { isObject, type Json, type JsonObject } from '../model/json.ts';
import { type Exchange, succeeded } from '../model/trace.ts';
import { isSameMember } from './echo.ts';
import { holds, notExercised } from './judgements.ts';
import { brokenRule, type Life, lifeOf } from './life.ts';
import { orderOf } from './order.ts';
import { isUntouched, type Showing, showingsOf, shownMember } from './showings.ts';

interface Told extends Echo {
  readonly keyword: string;
}

/** A list shows an object as a read of it does, as far as both show it. */
export const resourceListDiffersFromRead: Check = {
  id: 'resource-list-differs-from-read',
  title: 'A list shows an object as a read does',
  level: 'must',
  judges: ['life'],
  needs: ['state'],
  applies: ({ id }, { resources }) =>
    resources.some(
      (resource) => resource.list?.operation === id && resource.read && toldBy(resource).length > 0,
    ),
  judge(trace, contract) {
    const life = lifeOf(trace);
    if (!life || trace.kind !== 'life' || !life.resource.read || toldBy(life.resource).length === 0)
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
  const both = toldBy(life.resource).filter(
    ({ member }) =>
      shownMember(item, member) !== undefined && shownMember(read.members, member) !== undefined,
  );
  if (both.length === 0) return notExercised(operation, 'list and read show no member in common');
  const differing = both.filter(
    ({ member, as }) => !isAlike(read.members[member] ?? null, item[member] ?? null, as),
  );
  if (differing.length === 0) return holds(operation);
  return differing.flatMap(({ member, keyword }) =>
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

function toldBy({ echo, fixed }: Resource): Told[] {
  return [
    ...echo.map((one) => ({ ...one, keyword: `echo/${one.member}` })),
    ...fixed.map((member) => ({ member, as: 'value' as const, keyword: `fixed/${member}` })),
  ];
}

function itemOf({ resource: { list }, identity }: Life, exchange: Exchange): JsonObject | undefined {
  const items = list && succeeded(exchange) ? listedItems(list, exchange.reply?.json) : undefined;
  const item = items?.find((one) => list && identity !== undefined && itemIdentity(list, one) === identity);
  return isObject(item) ? item : undefined;
}

/** Of the objects in a set, either side may show more. */
function isAlike(read: Json, listed: Json, as: Echo['as']): boolean {
  if (as === 'value' && orderOf(read, listed) === 0) return true;
  return isSameMember(read, listed, as) || isSameMember(listed, read, as);
}
