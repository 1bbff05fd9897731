import { listedItems } from '../contract/identities.ts';
import type { Check } from '../model/check.ts';
import { isObject, type Json } from '../model/json.ts';
import { valueAt } from '../model/pointer.ts';
import { succeeded } from '../model/trace.ts';
import { holds, notExercised } from './judgements.ts';
import { brokenRule, lifeOf } from './life.ts';

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
    const exchange = life?.step('list');
    const list = life?.resource.list;
    if (!life || !exchange || !list || list.find.size === 0) return [];
    const { operation, query } = exchange;
    const items = succeeded(exchange) ? listedItems(list, exchange.reply?.json) : undefined;
    const asked = [...list.find].filter(([name]) => query.has(name));
    if (!items || items.length === 0 || asked.length === 0)
      return notExercised(operation, 'nothing was listed, or no filter was asked for');
    const ignored = asked.flatMap(([name, member]) => {
      const item = items.find((one) => isOther(valueAt(one, member), query.get(name)));
      return item === undefined ? [] : [{ name, member, item }];
    });
    if (ignored.length === 0) return holds(operation);
    return ignored.flatMap(({ name, member, item }) =>
      brokenRule(contract, life, operation, {
        keyword: `list/find/${name}`,
        isDetail: true,
        message: `the list was asked for ${name} ${JSON.stringify(query.get(name))} and shows another`,
        expected: query.get(name) ?? null,
        received: isObject(item) ? (valueAt(item, member) ?? null) : item,
        exchange,
        steps: [life.step('create'), exchange],
      }),
    );
  },
};

/** Many servers find by a part, in any case of letters; what is not shown says nothing. */
function isOther(shown: Json | undefined, wanted: Json | undefined): boolean {
  if (typeof shown !== 'string' || typeof wanted !== 'string') return false;
  return !shown.toLowerCase().includes(wanted.toLowerCase());
}
