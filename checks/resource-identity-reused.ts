import { createdIdentity } from '../contract/created-identity.ts';
import type { Check } from '../model/check.ts';
import type { Resource } from '../model/contract.ts';
import { inWords } from '../model/in-words.ts';
import { equalJson, isObject, type Json } from '../model/json.ts';
import { holds, notExercised } from './judgements.ts';
import { brokenRule, lifeOf } from './life.ts';

/** What a create makes after a delete is not called what the deleted object was called. */
export const resourceIdentityReused: Check = {
  id: 'resource-identity-reused',
  title: 'A new object does not get the identity of a deleted one',
  // No standard says so: who kept the old identity would work on another object.
  level: 'should',
  judges: ['life'],
  needs: ['state'],
  applies: ({ id }, { resources }) =>
    resources.some(
      ({ create, delete: removal }) =>
        create?.operation === id && removal !== undefined && 'expression' in create.identity,
    ),
  judge(trace, contract) {
    const life = lifeOf(trace);
    const again = life?.step('create-again');
    if (!life || !again || life.identity === undefined || !this.applies(again.operation, contract)) return [];
    const { operation } = again;
    const identity = createdIdentity(life.resource, again);
    if (!life.isDone('delete') || identity === undefined)
      return notExercised(operation, 'no create that names its object came after a delete');
    if (identity !== life.identity) return holds(operation);
    if (isChosenByUs(life.resource, life.step('create')?.body, again.body))
      return notExercised(operation, 'the creates name the same key, so that both make one object');
    return brokenRule(contract, life, operation, {
      keyword: 'create',
      bound: 'should',
      message: `the create names ${identity}, which is what an object was called that is deleted`,
      expected: inWords('another identity'),
      received: identity,
      exchange: again,
      steps: [life.step('create'), life.step('delete'), again],
    });
  },
};

function isChosenByUs(
  { unique, mark }: Resource,
  first: Json | undefined,
  second: Json | undefined,
): boolean {
  if (!isObject(first) || !isObject(second)) return false;
  const keys = mark === undefined ? unique : [...unique, mark];
  return keys.some((key) => first[key] !== undefined && equalJson(first[key], second[key] ?? null));
}
