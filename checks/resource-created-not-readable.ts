import { createdIdentity } from '../contract/created-identity.ts';
import { itemIdentity } from '../contract/identities.ts';
import { isCut } from '../contract/list-replies.ts';
import type { Check, Judgement } from '../model/check.ts';
import type { Contract } from '../model/contract.ts';
import { type Exchange, succeeded, type Trace } from '../model/trace.ts';
import { holds, notExercised } from './judgements.ts';
import { brokenRule, isShown, type Life, lifeOf, representation, saysNothing } from './life.ts';

/** What a create made can be read. */
export const resourceCreatedNotReadable: Check = {
  id: 'resource-created-not-readable',
  title: 'What was created can be read',
  level: 'must',
  judges: ['life', 'unlisted-creation'],
  needs: ['state'],
  applies: ({ id }, { resources }) => resources.some(({ create, read }) => create?.operation === id && read),
  judge(trace, contract) {
    if (trace.kind === 'unlisted-creation') return neverShown(contract, trace);
    const life = lifeOf(trace);
    const create = life?.step('create');
    if (!life || !create || !life.resource.read) return [];
    const { operation } = create;
    if (!succeeded(create)) return notExercised(operation, 'nothing was created');
    const source = life.resource.create?.identity;
    if (source && 'expression' in source && createdIdentity(life.resource, create) === undefined) {
      return brokenRule(contract, life, operation, {
        keyword: 'create',
        message: `created with ${create.reply?.status}, and the reply does not name what was created`,
        expected: source.expression,
        received: create.reply?.json ?? null,
        exchange: create,
        steps: [create],
      });
    }
    if (life.identity === undefined) return notExercised(operation, 'what was created is not to be found');
    const read = life.step('read');
    if (!read?.reply) return notExercised(operation, 'the read got no reply');
    const other = isShown(read) ? otherShown(life, read) : undefined;
    if (other !== undefined) {
      return brokenRule(contract, life, operation, {
        keyword: 'read',
        message: `${life.identity} was created, and the read of it shows ${other}`,
        expected: life.identity,
        received: other,
        exchange: read,
        steps: [create, read],
      });
    }
    if (isShown(read)) return holds(operation);
    if (saysNothing(read)) return notExercised(operation, `the read was answered ${read.reply.status}`);
    return brokenRule(contract, life, operation, {
      keyword: 'read',
      message: `created with ${create.reply?.status}, and the read answers ${read.reply.status}`,
      expected: 'the object',
      received: read.reply.status,
      exchange: read,
      steps: [create, read],
    });
  },
};

/** Where only the list names what was made, and it shows nothing of the kind. */
function neverShown(
  contract: Contract,
  { resource, create, list }: Extract<Trace, { kind: 'unlisted-creation' }>,
): readonly Judgement[] {
  const { operation } = create;
  if (!resource.read || !succeeded(create)) return [];
  if (list.operation.list && isCut(list.operation.list, list))
    return notExercised(
      operation,
      'what was created is not to be found in the part of the list that is shown',
    );
  return brokenRule(contract, { resource }, operation, {
    keyword: 'create/identity',
    isDetail: true,
    message: `created with ${create.reply?.status}, and the list shows nothing that is as it was sent`,
    expected: 'the object in the list',
    received: list.reply?.json ?? null,
    exchange: list,
    steps: [create, list],
  });
}

/** The identity of another object, where a read shows one in the way that the list does. */
function otherShown(life: Life, read: Exchange): string | undefined {
  const { list } = life.resource;
  const shown = representation(life, read);
  const identity = list && shown !== undefined ? itemIdentity(list, shown) : undefined;
  return identity === life.identity ? undefined : identity;
}
