import type { Check } from '../model/check.ts';
import type { Operation, Resource, Response } from '../model/contract.ts';
import { isSuccess, type Step } from '../model/trace.ts';
import { broken, brokenOrHolds, holds, notExercised } from './judgements.ts';
import { isListed, isShown, type Life, lifeOf, saysNothing, wasDone } from './life.ts';

/** Where a document says how a delete is refused of what is not there, the second delete of an object is. */
export const resourceDeleteOfNothingAccepted: Check = {
  id: 'resource-delete-of-nothing-accepted',
  title: 'A delete of what is not there is refused, where the document says how',
  level: 'should',
  judges: ['life'],
  needs: ['state'],
  applies: (operation, { resources }) =>
    resources.some(
      (resource) =>
        resource.delete?.operation === operation.id && promiseIn(resource, operation) !== undefined,
    ),
  judge(trace, contract) {
    const life = lifeOf(trace);
    const again = life?.step('delete-again');
    const promise = life && again && promiseIn(life.resource, again.operation);
    if (!life || !again || !promise || trace.kind !== 'life') return [];
    const { operation, reply } = again;
    const why = whyNotGone(
      life,
      trace.steps.find(({ role }) => role === 'delete'),
    );
    if (why !== undefined) return notExercised(operation, why);
    if (!isSuccess(reply?.status))
      return saysNothing(again)
        ? notExercised(operation, `the second delete was answered ${reply?.status ?? 'by nothing'}`)
        : holds(operation);
    // RFC 9110, section 15.3.3: what is accepted may yet be refused when it is carried out.
    if (reply?.status === 202 && !isCarriedOut(trace.steps))
      return notExercised(operation, 'it was answered 202, which leaves it open');
    const said = contract.statement(promise.pointer, 'x-assay-refuses/path');
    const statement = { ...said, keyword: 'status' };
    const removal = life.step('delete');
    const message = `deleted with ${removal?.reply?.status}, and a second delete is answered ${reply?.status}`;
    const steps = [life.step('create'), removal, life.step('read-deleted'), again];
    return brokenOrHolds(operation, [
      broken(
        {
          statement,
          instance: null,
          message,
          expected: promise.status,
          received: reply?.status ?? null,
          exchange: again,
          steps: steps.filter((step) => step !== undefined),
        },
        // RFC 9110, section 9.2.2: what is repeated may be answered alike, since its effect is.
        'should',
      ),
    ]);
  },
};

/** The response that says of a delete that there is nothing to delete; undefined where the contract leaves it open. */
function promiseIn({ delete: removal }: Resource, operation: Operation): Response | undefined {
  if (!removal || removal.gone === 'unspecified' || removal.revive !== undefined) return undefined;
  const statuses = new Set(['404', '410', ...removal.gone]);
  return operation.responses.find(({ status, refuses }) =>
    refuses ? refuses.includes('path') : statuses.has(status),
  );
}

/** Whether a task says that the delete was done. */
function isCarriedOut(steps: readonly Step[]): boolean {
  return steps.findLast(({ role }) => role === 'delete-again')?.outcome === 'succeeded';
}

/** Why nobody knows that there was nothing left to delete. */
function whyNotGone(life: Life, removal: Step | undefined): string | undefined {
  if (!wasDone(removal)) return 'the first delete was not accepted, or has not ended';
  const read = life.step('read-deleted');
  if (isShown(read) || isListed(life, life.step('list-deleted')) === true)
    return 'the object was still there after the delete';
  const gone = life.resource.delete?.gone;
  const isTold = Array.isArray(gone) && gone.includes(String(read?.reply?.status));
  if (!isTold) return `the read after the delete was answered ${read?.reply?.status ?? 'by nothing'}`;
  const isUsed = isShown(life.step('update-deleted')) || isShown(life.step('act-deleted'));
  return isUsed ? 'what was done to it after the delete may have brought it back' : undefined;
}
