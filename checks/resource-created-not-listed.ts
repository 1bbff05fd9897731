import { itemIdentities } from '../contract/identities.ts';
import { isCut, saidTotal, shownIdentities, shownItems } from '../contract/list-replies.ts';
import type { Check, Judgement } from '../model/check.ts';
import type { Contract, ListRule } from '../model/contract.ts';
import { inWords } from '../model/in-words.ts';
import type { Exchange, Listing } from '../model/trace.ts';
import { holds, notExercised } from './judgements.ts';
import { brokenRule, isListed, isShown, type Life, lifeOf } from './life.ts';
import { steadily } from './listing.ts';
import { neverListed } from './unlisted-creation.ts';

/** What a read shows, the list shows too. */
export const resourceCreatedNotListed: Check = {
  id: 'resource-created-not-listed',
  title: 'What was created is listed, and once',
  level: 'must',
  judges: ['life', 'listing', 'unlisted-creation'],
  needs: ['state'],
  applies: ({ id }, { resources }) => resources.some(({ create, list }) => create && list?.operation === id),
  judge(trace, contract) {
    if (trace.kind === 'listing') return judgeWhole(trace, contract);
    // Where there is a read, the create is blamed for what cannot be read.
    if (trace.kind === 'unlisted-creation')
      return trace.resource.read ? [] : neverListed(contract, trace, trace.list.operation);
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
        expected: inWords(`${life.identity} once`),
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

/** A list that nothing narrows, where it is seen as a whole. */
function judgeWhole(listing: Listing, contract: Contract): readonly Judgement[] {
  const { operation, list, own, before, walk, after } = listing;
  const resource = contract.resources.find((one) => one.create && one.list?.operation === operation.id);
  if (!resource || own.length === 0) return [];
  const looks = [before, ...(walk?.pages ?? []), after];
  const shown = looks.map((look) => shownIdentities(list, look));
  const isThrough = walk !== undefined && walk.why === undefined;
  const isSeen = isThrough || (isAll(list, before) && isAll(list, after));
  // In between others may add something, which pushes what is ours to where nobody looked.
  if (!isSeen || 'why' in steadily(listing) || shown.includes(undefined)) return [];
  const lacking = own.find((identity) => !shown.some((identities) => identities?.includes(identity)));
  if (lacking === undefined) return holds(operation);
  return brokenRule(contract, { resource }, operation, {
    keyword: 'list',
    message: `the list as a whole lacks ${lacking}, which the run created`,
    expected: lacking,
    received: after.reply?.json ?? null,
    exchange: after,
    steps: looks,
  });
}

/** Whether a reply shows all that there is: by its own count, or because the document knows no parts of the list. */
function isAll(list: ListRule, look: Exchange): boolean {
  if (isCut(list, look)) return false;
  const count = shownItems(list, look)?.length;
  if (list.total !== undefined) return count !== undefined && saidTotal(list, look) === count;
  return list.limit === undefined && list.paging === undefined;
}
