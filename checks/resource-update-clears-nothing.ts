import { meant } from '../contract/reference.ts';
import { schemaMembers } from '../contract/schema-members.ts';
import type { Check } from '../model/check.ts';
import type { Contract, Operation } from '../model/contract.ts';
import { isObject, type Json } from '../model/json.ts';
import { holds, notExercised } from './judgements.ts';
import { brokenRule, isShown, lifeOf, representation } from './life.ts';
import { showingsOf } from './showings.ts';

/** An update with an empty list leaves none of what was in it. */
export const resourceUpdateClearsNothing: Check = {
  id: 'resource-update-clears-nothing',
  title: 'An update with an empty list empties it',
  level: 'must',
  judges: ['life'],
  needs: ['state'],
  applies: (operation, contract) =>
    contract.resources.some(
      ({ update, echo }) =>
        update?.operation === operation.id &&
        update.semantics !== 'upsert' &&
        echo.some(({ member }) => takesList(contract, operation, member)),
    ),
  judge(trace, contract) {
    const life = lifeOf(trace);
    const clear = life?.step('update-clear');
    if (!life || trace.kind !== 'life' || !clear) return [];
    const { operation, body: sent } = clear;
    if (!life.isDone('update-clear'))
      return notExercised(operation, 'the update with an empty list was not accepted, or has not ended');
    const at = trace.steps.findLastIndex(({ role }) => role === 'update-clear');
    const before = showingsOf(trace, life).findLast((one) => one.at < at);
    const read = life.step('read-cleared');
    const after = representation(life, read);
    if (!before || !read || !isShown(read) || !isObject(after))
      return notExercised(operation, 'the object could not be read before and after');
    const cleared = life.resource.echo.filter(
      ({ member }) => isObject(sent) && isEmptyList(sent[member]) && !isEmpty(before.members[member]),
    );
    if (cleared.length === 0) return notExercised(operation, 'a read showed nothing in what was emptied');
    const kept = cleared.filter(({ member }) => !isEmpty(after[member]));
    if (kept.length === 0) return holds(operation);
    return kept.flatMap(({ member }) =>
      brokenRule(contract, life, operation, {
        keyword: `clears/${member}`,
        isDetail: true,
        bound: contract.statement(life.resource.pointer, `echo/${member}`).level,
        instance: `/${member}`,
        message: `${member} was updated to an empty list, and a read still shows something in it`,
        expected: [],
        received: after[member] ?? null,
        exchange: read,
        steps: [life.step('create'), before.exchange, clear, read],
      }),
    );
  },
};

/** Whether a member of the operation's body may be a list. */
function takesList({ document }: Contract, { body }: Operation, member: string): boolean {
  return (body?.contents ?? []).some(({ schema }) => {
    const declared = schema === undefined ? undefined : schemaMembers(document, schema).get(member);
    const value = declared === undefined ? undefined : meant(document, declared).value;
    return isObject(value) && [value['type']].flat().includes('array');
  });
}

function isEmptyList(value: Json | undefined): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** A list written with commas is empty where its text is; what is empty may as well not be shown. */
function isEmpty(value: Json | undefined): boolean {
  return value === undefined || value === null || value === '' || isEmptyList(value);
}
