import { itemIdentities } from '../contract/identities.ts';
import { isCut } from '../contract/list-replies.ts';
import type { Check } from '../model/check.ts';
import type { Exchange } from '../model/trace.ts';
import { holds, notExercised } from './judgements.ts';
import { brokenRule, isListed, isShown, type Life, lifeOf } from './life.ts';

/** What a read shows, the list shows too. */
export const resourceCreatedNotListed: Check = {
  id: 'resource-created-not-listed',
  title: 'What was created is listed, and once',
  level: 'must',
  judges: ['life'],
  needs: ['state'],
  applies: ({ id }, { resources }) => resources.some(({ create, list }) => create && list?.operation === id),
  judge(trace, contract) {
    const life = lifeOf(trace);
    const list = life?.step('list');
    if (!life || !list) return [];
    const { operation } = list;
    const read = life.step('read-updated') ?? life.step('read');
    const isReadable = life.resource.read === undefined || isShown(read);
    const listed = isListed(life, list);
    if (!isReadable || listed === undefined)
      return notExercised(operation, 'there was no object to find, or no list');
    if (listed && !isRepeated(life, list)) return holds(operation);
    if (listed)
      return brokenRule(contract, life, operation, {
        keyword: 'list',
        message: `the list shows ${life.identity} more than once`,
        expected: `${life.identity} once`,
        received: list.reply?.json ?? null,
        exchange: list,
        steps: [life.step('create'), list],
      });
    if (operation.list && isCut(operation.list, list))
      return notExercised(operation, 'the list says that it shows only a part of what there is');
    return brokenRule(contract, life, operation, {
      keyword: 'list',
      message: `the list lacks ${life.identity}, which a read shows`,
      expected: life.identity ?? null,
      received: list.reply?.json ?? null,
      exchange: list,
      steps: [life.step('create'), read, list],
    });
  },
};

function isRepeated({ resource: { list }, identity }: Life, exchange: Exchange): boolean {
  const shown = list ? itemIdentities(list, exchange.reply?.json) : undefined;
  return (shown ?? []).filter((one) => one === identity).length > 1;
}
