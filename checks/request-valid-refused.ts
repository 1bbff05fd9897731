import { refusesState } from '../contract/refusals.ts';
import type { Check, Judgement } from '../model/check.ts';
import type { Contract } from '../model/contract.ts';
import { isObject } from '../model/json.ts';
import { type Level, weakest } from '../model/statement.ts';
import { type Exchange, isSuccess } from '../model/trace.ts';
import { broken, brokenOrHolds, holds, notExercised, raised } from './judgements.ts';

/** A request that keeps to the document is not refused. */
export const requestValidRefused: Check = {
  id: 'request-valid-refused',
  title: 'Requests that keep to the document are accepted',
  level: 'must',
  judges: ['exchange', 'state-refusal'],
  needs: [],
  applies: () => true,
  judge(trace, contract) {
    if (trace.kind === 'state-refusal') return judgeStateRefusal(contract, trace.exchange, trace.control);
    if (trace.kind !== 'exchange') return [];
    const { operation, reply, case: planned } = trace.exchange;
    if (planned.expectation.kind !== 'success' || !reply || reply.status >= 500) return [];
    if (isSuccess(reply.status)) return holds(operation);
    if (refusesState(operation, reply.status)) {
      return notExercised(
        operation,
        `answered ${reply.status}, which is documented for an object in another state`,
      );
    }
    return refused(contract, trace.exchange, planned.purpose);
  },
};

/** Another request was accepted in the same state: what this one held is why it was refused. */
function judgeStateRefusal(contract: Contract, exchange: Exchange, control: Exchange): readonly Judgement[] {
  const { operation, case: planned, reply } = exchange;
  if (!isSuccess(control.reply?.status)) return [];
  const shared = contract.resources.flatMap((resource) =>
    [resource.create?.operation, resource.update?.operation].includes(operation.id)
      ? resource.unique.filter((name) => mayBeTaken(exchange, name))
      : [],
  );
  if (shared.length > 0) {
    const said = `which is documented for an object in another state, and ${shared.join(', ')} may be somebody's`;
    return notExercised(operation, `answered ${reply?.status}, ${said}`);
  }
  const what = `${planned.purpose}; another one in the same state was accepted`;
  // What the object holds by now may stand against what an update asks of it; a new object holds nothing.
  const most = operation.effect === 'create' ? 'must' : 'should';
  return refused(contract, exchange, what, { most, steps: [exchange, control] });
}

/** Whether a member that no two objects may share has a value that another one may have: only our marks are alone. */
function mayBeTaken({ body }: Exchange, name: string): boolean {
  const value = isObject(body) ? body[name] : undefined;
  return value !== undefined && value !== null && !(typeof value === 'string' && value.startsWith('assay-'));
}

function refused(
  contract: Contract,
  exchange: Exchange,
  what: string,
  { most = 'must', steps }: { most?: Level; steps?: readonly Exchange[] } = {},
): readonly Judgement[] {
  const { operation, reply, case: planned } = exchange;
  const statement = contract.statement(operation.pointer);
  const level = planned.expectation.kind === 'success' ? planned.expectation.level : 'may';
  return brokenOrHolds(operation, [
    broken({
      statement: raised({ ...statement, keyword: 'requestBody' }, weakest(levelOf(exchange, level), most)),
      instance: null,
      message: `refused with ${reply?.status} although the request keeps to the document: ${what}`,
      expected: operation.responses
        .filter(({ status }) => status.startsWith('2'))
        .map(({ status }) => status),
      received: reply?.status ?? null,
      exchange,
      ...(steps ? { steps } : {}),
    }),
  ]);
}

/** What others may have removed meanwhile, and a limit that we reached, bind less. */
function levelOf({ case: planned, reply }: Exchange, level: Level): Level {
  const isForeign = planned.subject?.kind === 'linked' && (reply?.status === 404 || reply?.status === 410);
  return isForeign || reply?.status === 429 ? weakest(level, 'should') : level;
}
