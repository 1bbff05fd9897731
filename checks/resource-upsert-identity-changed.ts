import { createdIdentity } from '../contract/created-identity.ts';
import type { Check } from '../model/check.ts';
import { holds, notExercised } from './judgements.ts';
import { brokenRule, lifeOf } from './life.ts';

/** A create that is sent again with the same key updates the object, which keeps its identity. */
export const resourceUpsertIdentityChanged: Check = {
  id: 'resource-upsert-identity-changed',
  title: 'An upsert keeps the identity',
  level: 'must',
  judges: ['life'],
  needs: ['state'],
  applies: ({ id }, { resources }) =>
    resources.some(({ update }) => update?.operation === id && update.semantics === 'upsert'),
  judge(trace, contract) {
    const life = lifeOf(trace);
    const update = life?.step('update');
    if (!life || !update || life.resource.update?.semantics !== 'upsert') return [];
    const { operation } = update;
    if (!life.isDone('update'))
      return notExercised(operation, 'the update was not accepted, or has not ended');
    const identity = createdIdentity(life.resource, update);
    if (identity === undefined || life.identity === undefined) {
      return notExercised(operation, 'the reply does not name the object');
    }
    if (identity === life.identity) return holds(operation);
    return brokenRule(contract, life, operation, {
      keyword: 'update',
      message: `the object was ${life.identity}, and updating it answers ${identity}`,
      expected: life.identity,
      received: identity,
      exchange: update,
      steps: [life.step('create'), update],
    });
  },
};
