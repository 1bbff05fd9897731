import { itemIdentity, listedItems } from '../contract/identities.ts';
import type { Check, Judgement } from '../model/check.ts';
import type { Contract, Resource } from '../model/contract.ts';
import { isObject, type Json } from '../model/json.ts';
import { valueAt } from '../model/pointer.ts';
import { type Exchange, succeeded } from '../model/trace.ts';
import { holds, notExercised } from './judgements.ts';
import { brokenRule, type Life, lifeOf } from './life.ts';

/** A list that is asked for some objects shows no others. */
export const resourceFilterIgnored: Check = {
  id: 'resource-filter-ignored',
  title: 'A filtered list shows nothing else',
  level: 'must',
  judges: ['life'],
  needs: ['state'],
  applies: ({ id }, { resources }) =>
    resources.some(({ list }) => list?.operation === id && list.find.size > 0),
  judge(trace, contract) {
    const life = lifeOf(trace);
    const list = life?.resource.list;
    if (!life || trace.kind !== 'life' || !list || list.find.size === 0) return [];
    const judged = trace.steps.flatMap(({ role, exchange }) =>
      role === 'list' || role === 'list-none'
        ? judgeList(contract, life, list, { exchange, isForNothing: role === 'list-none' })
        : [],
    );
    // One list that decides is enough.
    const decided = judged.filter(({ verdict }) => verdict !== 'not-exercised');
    return decided.length > 0 ? decided : judged.slice(0, 1);
  },
};

type List = NonNullable<Resource['list']>;

function judgeList(
  contract: Contract,
  life: Life,
  list: List,
  { exchange, isForNothing }: { readonly exchange: Exchange; readonly isForNothing: boolean },
): readonly Judgement[] {
  const { operation, query } = exchange;
  const items = succeeded(exchange) ? listedItems(list, exchange.reply?.json) : undefined;
  const asked = [...list.find].filter(([name]) => query.has(name));
  if (!items || asked.length === 0 || (items.length === 0 && !isForNothing))
    return notExercised(operation, 'nothing was listed, or no filter was asked for');
  const ignored = asked.flatMap(([name, member]) => {
    const isWrong = (one: Json) =>
      isOther(valueAt(one, member), query.get(name)) || (isForNothing && isOwn(life, list, one));
    const item = items.find(isWrong);
    return item === undefined ? [] : [{ name, member, item }];
  });
  if (ignored.length === 0) return holds(operation);
  return ignored.flatMap(({ name, member, item }) =>
    brokenRule(contract, life, operation, {
      keyword: `list/find/${name}`,
      isDetail: true,
      message: `the list was asked for ${name} ${JSON.stringify(query.get(name))}${isForNothing ? ', which nothing has,' : ''} and shows another`,
      expected: query.get(name) ?? null,
      received: isObject(item) ? (valueAt(item, member) ?? null) : item,
      exchange,
      steps: [life.step('create'), exchange],
    }),
  );
}

/** The object of the life has another value, whether or not the list shows it. */
function isOwn({ identity }: Life, list: List, item: Json): boolean {
  return identity !== undefined && itemIdentity(list, item) === identity;
}

/** Many servers find by a part, in any case of letters; what is not shown says nothing. */
function isOther(shown: Json | undefined, wanted: Json | undefined): boolean {
  if (typeof shown !== 'string' || typeof wanted !== 'string') return false;
  return !shown.toLowerCase().includes(wanted.toLowerCase());
}
