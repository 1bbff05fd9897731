import { createdIdentity } from '../contract/created-identity.ts';
import { itemIdentity } from '../contract/identities.ts';
import type { Check } from '../model/check.ts';
import { inWords } from '../model/in-words.ts';
import { type Exchange, succeeded } from '../model/trace.ts';
import { holds, notExercised } from './judgements.ts';
import { brokenRule, isShown, type Life, lifeOf, representation, saysNothing } from './life.ts';
import { neverListed } from './unlisted-creation.ts';

/** What a create made can be read. */
export const resourceCreatedNotReadable: Check = {
  id: 'resource-created-not-readable',
  title: 'What was created can be read',
  level: 'must',
  judges: ['life', 'unlisted-creation'],
  needs: ['state'],
  applies: ({ id }, { resources }) => resources.some(({ create, read }) => create?.operation === id && read),
  judge(trace, contract) {
    if (trace.kind === 'unlisted-creation')
      return trace.resource.read ? neverListed(contract, trace, trace.create.operation) : [];
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
        expected: inWords(source.expression),
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
      expected: inWords('the object'),
      received: read.reply.status,
      exchange: read,
      steps: [create, read],
    });
  },
};

/** The identity of another object, where a read shows one in the way that the list does. */
function otherShown(life: Life, read: Exchange): string | undefined {
  const { list } = life.resource;
  const shown = representation(life, read);
  const identity = list && shown !== undefined ? itemIdentity(list, shown) : undefined;
  return identity === life.identity ? undefined : identity;
}
