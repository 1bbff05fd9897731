import type { Check } from '../model/check.ts';
import { inWords } from '../model/in-words.ts';
import { isSuccess, type Taken } from '../model/trace.ts';
import { holds, notExercised } from './judgements.ts';
import { brokenRule } from './life.ts';

/** The identity that a create answers is that of a new object, and not of one that was there before. */
export const resourceCreateIdentityTaken: Check = {
  id: 'resource-create-identity-taken',
  title: 'A create names what it made',
  level: 'must',
  judges: ['creation'],
  needs: ['state'],
  applies: ({ id }, { resources }) => resources.some(({ create }) => create?.operation === id),
  judge(trace, contract) {
    if (trace.kind !== 'creation') return [];
    const { create, identity, taken, resource, isMarked, isReusing } = trace;
    const { operation, reply, case: planned } = create;
    // What an invalid request should not have made at all is said by the check for that.
    if (!isSuccess(reply?.status) || planned.expectation.kind !== 'success') return [];
    // The identity that an update of a life names is another check's.
    if (planned.step && planned.step.role !== 'create') return [];
    if (!taken) return holds(operation);
    if (!isMarked)
      return notExercised(
        operation,
        'the create bore no name of its own, so that it may mean what was there',
      );
    const { by, exchange = create } = taken;
    return brokenRule(contract, { resource }, operation, {
      keyword: 'create/identity',
      // What others deleted meanwhile may have left its identity to this one.
      bound: isReusing && by === 'listed' ? 'should' : 'must',
      message: `created with ${reply?.status}, and the reply names ${identity}, ${WHY[by]}`,
      expected: inWords('the identity of a new object'),
      received: identity,
      exchange,
      steps: exchange === create ? [create] : [create, exchange],
    });
  },
};

const WHY: Readonly<Record<Taken, string>> = {
  listed: 'which the list showed before the run created anything',
  seen: 'which a reply showed before the create was sent',
  own: 'which is what another create of the run made',
  shown: 'which bears another name than it was created with',
};
