import type { Check } from '../model/check.ts';
import type { Header, Resource, Response } from '../model/contract.ts';
import { equalJson, isObject, type Json } from '../model/json.ts';
import { headerValue } from '../model/request.ts';
import { type Exchange, responseFor, succeeded } from '../model/trace.ts';
import { differingMembers } from './echo.ts';
import { holds, notExercised } from './judgements.ts';
import { brokenRule, isShown, lifeOf, representation, saysNothing } from './life.ts';

/** The Location of a create leads to what was created. */
export const resourceLocationWrong: Check = {
  id: 'resource-location-wrong',
  title: 'The Location of a create leads to what was created',
  level: 'must',
  judges: ['life'],
  needs: ['state'],
  applies: (operation, { resources }) =>
    resources.some(({ create, read }) => create?.operation === operation.id && read) &&
    operation.responses.some((response) => locationOf(response) !== undefined),
  judge(trace, contract) {
    const life = lifeOf(trace);
    const create = life?.step('create');
    if (!life || !create || !this.applies(create.operation, contract)) return [];
    const { operation } = create;
    const location = create.reply && headerValue(create.reply.headers, 'location');
    const header = documented(create);
    if (!succeeded(create) || location === undefined || !header)
      return notExercised(operation, 'no reply to a create had a documented Location');
    const read = life.step('read');
    const located = life.step('read-location');
    if (!read || !isShown(read)) return notExercised(operation, 'what was created could not be read at all');
    if (!located?.reply) return notExercised(operation, 'the Location could not be read on this target');
    if (!isShown(located) && saysNothing(located))
      return notExercised(operation, `the Location was answered ${located.reply.status}`);
    const shown = isShown(located) ? representation(life, located) : undefined;
    if (isShown(located) && isSameObject(life.resource, representation(life, read), shown))
      return holds(operation);
    return brokenRule(contract, life, operation, {
      keyword: 'create',
      message: isShown(located)
        ? 'the Location of a create leads to something else'
        : `the Location of a create answers ${located.reply.status}, and what was created can be read`,
      expected: read.request.path,
      received: location,
      exchange: create,
      steps: [create, read, located],
    });
  },
};

function documented(create: Exchange): Header | undefined {
  const { operation, reply } = create;
  const response = reply && responseFor(operation, reply.status);
  return response && locationOf(response);
}

/** The Location of a success; that of a reply with a task leads to the task. */
function locationOf({ status, headers, task }: Response): Header | undefined {
  if (!status.startsWith('2') || task) return undefined;
  return headers.find(({ name }) => name.toLowerCase() === 'location');
}

/** Whether both show one object, as far as what was sent of it tells. */
function isSameObject({ echo, mark }: Resource, read: Json | undefined, located: Json | undefined): boolean {
  if (equalJson(read ?? null, located ?? null)) return true;
  if (!isObject(read) || !isObject(located)) return false;
  const told = [...echo, ...(mark === undefined ? [] : [{ member: mark, as: 'exact' } as const])].filter(
    ({ member }) => read[member] !== undefined,
  );
  return (
    told.every(({ member }) => located[member] !== undefined) &&
    differingMembers(told, read, located).length === 0
  );
}
