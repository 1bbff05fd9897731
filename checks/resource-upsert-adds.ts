import { itemIdentity, listedItems } from '../contract/identities.ts';
import type { Check } from '../model/check.ts';
import type { Resource } from '../model/contract.ts';
import { inWords } from '../model/in-words.ts';
import { equalJson, isObject, type Json } from '../model/json.ts';
import { type Exchange, succeeded } from '../model/trace.ts';
import { holds, notExercised } from './judgements.ts';
import { brokenRule, lifeOf } from './life.ts';

/** A create that is sent again with the same key adds nothing to the list. */
export const resourceUpsertAdds: Check = {
  id: 'resource-upsert-adds',
  title: 'An upsert of what is there adds nothing',
  level: 'must',
  judges: ['life'],
  needs: ['state'],
  applies: ({ id }, { resources }) =>
    resources.some(
      ({ update, list, mark }) =>
        update?.operation === id && update.semantics === 'upsert' && list && mark !== undefined,
    ),
  judge(trace, contract) {
    const life = lifeOf(trace);
    const update = life?.step('update');
    const after = life?.step('list-updated');
    if (!life || !update || !after || life.resource.update?.semantics !== 'upsert') return [];
    const { operation } = update;
    const { resource } = life;
    if (!life.isDone('update'))
      return notExercised(operation, 'the update was not accepted, or has not ended');
    const key = keyOf(resource, update.body);
    const items = itemsOf(resource, after);
    const before = itemsOf(resource, life.step('list'));
    const same = items?.filter((item) => equalJson(keyOf(resource, item) ?? null, key ?? null));
    if (key === undefined || !items || !before || !same || same.length === 0)
      return notExercised(operation, 'the list does not show what was updated');
    const known = before.filter((item) => equalJson(keyOf(resource, item) ?? null, key));
    if (known.length === 0)
      return notExercised(operation, 'the list before it does not show what was updated');
    const added =
      same.length > known.length
        ? same.at(-1)
        : items.find((item) => isNew(resource, before, item) && isCopy(keyOf(resource, item), key));
    if (added === undefined) return holds(operation);
    return brokenRule(contract, life, operation, {
      keyword: 'update',
      message: `the list shows one more ${resource.name} after an update of the one that bears ${JSON.stringify(key)}`,
      expected: inWords('the objects that were there'),
      received: added,
      exchange: after,
      steps: [life.step('create'), life.step('list'), update, after],
    });
  },
};

function itemsOf({ list }: Resource, exchange: Exchange | undefined): Json[] | undefined {
  return list && exchange && succeeded(exchange) ? listedItems(list, exchange.reply?.json) : undefined;
}

function keyOf({ mark }: Resource, holder: Json | undefined): Json | undefined {
  return mark !== undefined && isObject(holder) ? holder[mark] : undefined;
}

function isNew({ list }: Resource, before: readonly Json[], item: Json): boolean {
  const identity = list && itemIdentity(list, item);
  return identity !== undefined && !before.some((other) => list && itemIdentity(list, other) === identity);
}

/** Whether a key is made of another one, as in `assay-1f2e3d4c-7 (2)`; not what is longer by a digit, another mark. */
function isCopy(key: Json | undefined, of: Json): boolean {
  if (typeof key !== 'string' || typeof of !== 'string' || of === '') return false;
  const at = key.toLowerCase().indexOf(of.toLowerCase());
  return at >= 0 && !/^\d/.test(key.slice(at + of.length));
}
