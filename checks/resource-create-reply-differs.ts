import { isSecret } from '../contract/secrets.ts';
import { shownMembers } from '../contract/shown-members.ts';
import type { Check, Judgement } from '../model/check.ts';
import type { Contract, Operation, Resource } from '../model/contract.ts';
import { isObject, type Json, type JsonObject } from '../model/json.ts';
import { valueAt } from '../model/pointer.ts';
import { type Exchange, succeeded } from '../model/trace.ts';
import { holds, notExercised } from './judgements.ts';
import { brokenRule, type Life, lifeOf } from './life.ts';
import { isUntouched, type Showing, showingsOf } from './showings.ts';
import { differing, toldMembers } from './told-members.ts';

/** The reply to a create shows the object as the first read of it does. */
export const resourceCreateReplyDiffers: Check = {
  id: 'resource-create-reply-differs',
  title: 'The reply to a create shows what a read shows',
  level: 'must',
  judges: ['life'],
  needs: ['state'],
  applies: (operation, contract) =>
    contract.resources.some(
      (resource) =>
        resource.create?.operation === operation.id &&
        resource.read !== undefined &&
        isTold(contract, operation, resource),
    ),
  judge(trace, contract) {
    const life = lifeOf(trace);
    const create = life?.step('create');
    if (!life || !create || trace.kind !== 'life' || !isTold(contract, create.operation, life.resource))
      return [];
    const { operation } = create;
    if (!succeeded(create)) return notExercised(operation, 'nothing was created');
    const at = trace.steps.findIndex(({ role }) => role === 'create');
    const read = showingsOf(trace, life).find(
      (one) => trace.steps[one.at]?.role === 'read' && isUntouched(trace, at, one.at),
    );
    if (!read) return notExercised(operation, 'the object could not be read before it was changed');
    return judgeReply(contract, life, create, read);
  },
};

function judgeReply(contract: Contract, life: Life, create: Exchange, read: Showing): readonly Judgement[] {
  const { operation, reply } = create;
  const shown = valueAt(reply?.json, life.resource.create?.at ?? '');
  if (!isObject(shown)) return notExercised(operation, 'the reply does not show the object');
  const open = withoutSecrets(shown, hiddenIn(contract, operation, life.resource));
  const { both, members } = differing(life.resource, open, read.members);
  if (both === 0) return notExercised(operation, 'the reply and a read show no member in common');
  if (members.length === 0) return holds(operation);
  return members.flatMap(({ member, keyword }) =>
    brokenRule(contract, life, operation, {
      keyword,
      isDetail: true,
      bound: contract.statement(life.resource.pointer, 'create').level,
      instance: `/${member}`,
      message: `the reply to the create shows another ${member} than a read`,
      expected: read.members[member] ?? null,
      received: open[member] ?? null,
      exchange: create,
      steps: [create, read.exchange],
    }),
  );
}

/** Whether the document says that the reply shows a member that is to stay. */
function isTold(contract: Contract, operation: Operation, resource: Resource): boolean {
  const shown = shownMembers(contract, operation, resource.create?.at ?? '');
  return toldMembers(resource).some(({ member }) => shown.has(member));
}

/** Members that are shown once, or never as they are. */
function hiddenIn(contract: Contract, operation: Operation, resource: Resource): ReadonlySet<string> {
  const shown = shownMembers(contract, operation, resource.create?.at ?? '');
  const secret = [...shown].filter(([, place]) => isSecret(valueAt(contract.document, place)));
  return new Set(secret.map(([name]) => name));
}

// What stands in place of a secret is not meant to be its value.
const MASKED = /^[*•●x.]{3,}$|^\W*(?:\w+\W+){0,3}(?:redacted|masked|hidden)\W*$/i;

function withoutSecrets(shown: JsonObject, hidden: ReadonlySet<string>): JsonObject {
  const isOpen = ([name, value]: [string, Json]) =>
    !hidden.has(name) && !(typeof value === 'string' && MASKED.test(value));
  return Object.fromEntries(Object.entries(shown).filter(isOpen));
}
