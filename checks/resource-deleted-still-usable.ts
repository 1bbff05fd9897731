import { usesOfDeleted } from '../contract/deleted-uses.ts';
import type { Check, Judgement } from '../model/check.ts';
import type { Contract, Operation } from '../model/contract.ts';
import { inWords } from '../model/in-words.ts';
import { LEVELS, type Level } from '../model/statement.ts';
import { type Exchange, isSuccess, type Step } from '../model/trace.ts';
import { holds, notExercised } from './judgements.ts';
import { brokenRule, isListed, isShown, type Life, lifeOf, saysNothing, wasDone } from './life.ts';

/** What was deleted can be neither acted on nor updated. */
export const resourceDeletedStillUsable: Check = {
  id: 'resource-deleted-still-usable',
  title: 'What was deleted can be neither acted on nor updated',
  level: 'must',
  wfc: 103,
  judges: ['life'],
  needs: ['state'],
  applies: ({ id }, contract) =>
    contract.resources.some((resource) => {
      const { acts, update, others } = usesOfDeleted(contract, resource);
      return acts.includes(id) || update === id || others.includes(id);
    }),
  judge(trace, contract) {
    const life = lifeOf(trace);
    if (!life || trace.kind !== 'life') return [];
    const removal = trace.steps.find(({ role }) => role === 'delete');
    return trace.steps
      .filter(({ role }) => role === 'act-deleted' || role === 'update-deleted')
      .flatMap((use) => judgeUse(contract, life, removal, use));
  },
};

function judgeUse(
  contract: Contract,
  life: Life,
  removal: Step | undefined,
  use: Step,
): readonly Judgement[] {
  const { exchange } = use;
  const { operation, reply } = exchange;
  const why = whyNotGone(life, removal) ?? whyOpen(use);
  if (why !== undefined) return notExercised(operation, why);
  if (!isSuccess(reply?.status) || use.outcome === 'failed') return holds(operation);
  const read = life.step('read-deleted');
  return brokenRule(contract, life, operation, {
    keyword: 'delete',
    isDetail: true,
    bound: promised(contract, life, operation),
    message: `deleted with ${removal?.exchange.reply?.status}, and ${operation.id} is still answered ${reply?.status}`,
    expected: inWords('a refusal'),
    received: reply?.status ?? null,
    exchange,
    steps: [life.step('create'), removal?.exchange, read, exchange],
  });
}

/** How hard an operation is bound to refuse what is not there: by a response for that, which a bare 400 is not. */
function promised(contract: Contract, { resource }: Life, operation: Operation): Level {
  const gone = resource.delete?.gone;
  const statuses = ['404', '410', '4XX', 'default', ...(Array.isArray(gone) ? gone : [])];
  const levels = operation.responses
    .filter(({ status, refuses }) => (refuses ? refuses.includes('path') : statuses.includes(status)))
    .map(({ pointer }) => contract.statement(pointer, 'x-assay-refuses/path').level);
  return LEVELS.find((level) => levels.includes(level)) ?? 'should';
}

/** Why nobody knows that the object was gone: what a delete left there may well be used. */
function whyNotGone(life: Life, removal: Step | undefined): string | undefined {
  if (!wasDone(removal)) return 'the delete was not accepted, or has not ended';
  const read = life.step('read-deleted');
  const gone = life.resource.delete?.gone;
  if (isShown(read) || isListed(life, life.step('list-deleted')) === true)
    return 'the object was still there after the delete';
  const isTold = Array.isArray(gone) && gone.includes(String(read?.reply?.status));
  if (read && !isTold && saysNothing(read))
    return `the read after the delete was answered ${read.reply?.status ?? 'by nothing'}`;
  return undefined;
}

/** Why a reply does not say whether the object was used. */
function whyOpen({ role, exchange, outcome }: Step): string | undefined {
  const { reply } = exchange;
  const status = reply?.status;
  if (!isSuccess(status))
    return saysNothing(exchange) ? `it was answered ${status ?? 'by nothing'}` : undefined;
  if (role === 'update-deleted' && mayMake(exchange))
    return 'the update may have made a new object (RFC 9110, section 9.3.4)';
  if (outcome === 'pending' || outcome === 'unreadable')
    return 'the task that it started did not come to an end';
  // RFC 9110, section 15.3.3: it may yet be refused when it is carried out.
  return status === 202 && outcome === undefined ? 'it was answered 202, which leaves it open' : undefined;
}

function mayMake({ operation, reply }: Exchange): boolean {
  return reply?.status === 201 || operation.responses.some(({ status }) => status === '201');
}
