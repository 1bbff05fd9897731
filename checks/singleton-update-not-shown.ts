import type { Broken, Check, Judgement } from '../model/check.ts';
import type { Contract } from '../model/contract.ts';
import { equalJson, isObject, type Json } from '../model/json.ts';
import { type Pointer, valueAt } from '../model/pointer.ts';
import { type Statement, weakest } from '../model/statement.ts';
import { type Exchange, isSuccess, succeeded } from '../model/trace.ts';
import { differingMembers } from './echo.ts';
import { broken, brokenOrHolds, notExercised, raised } from './judgements.ts';

/** A read of what exists once, or was there before, shows what an update of it was given. */
export const singletonUpdateNotShown: Check = {
  id: 'singleton-update-not-shown',
  title: 'A read of what exists once shows what an update was given',
  level: 'must',
  judges: ['singleton'],
  needs: ['state'],
  applies: ({ restore, switch: said }) => said !== undefined || (restore?.echo ?? []).length > 0,
  judge(trace, contract) {
    if (trace.kind !== 'singleton') return [];
    const { update, read, shows } = trace;
    const { operation } = update;
    const shown = read.reply?.json;
    if (!succeeded(update)) return notExercised(operation, 'the update was not accepted');
    if (!isSuccess(read.reply?.status) || !isObject(shown))
      return notExercised(operation, 'it could not be read after the update');
    return shows ? judgeSwitch(contract, update, read, shows) : judgeEcho(contract, update, read);
  },
};

function judgeEcho(contract: Contract, update: Exchange, read: Exchange): readonly Judgement[] {
  const { operation, body: sent } = update;
  const shown = read.reply?.json;
  const echo = operation.restore?.echo ?? [];
  const memberOf = (holder: Json | undefined, member: string) =>
    isObject(holder) ? holder[member] : undefined;
  if (
    !echo.some(({ member }) => memberOf(sent, member) !== undefined && memberOf(shown, member) !== undefined)
  )
    return notExercised(operation, 'the read shows no member that was sent');
  const differing = differingMembers(echo, sent, shown).map(({ member }) =>
    differs(update, read, {
      statement: statementOf(contract, update, `x-assay-restore/${member}`),
      instance: `/${member}`,
      message: `${member} was updated to another value than a read shows`,
      expected: memberOf(sent, member) ?? null,
      received: memberOf(shown, member) ?? null,
    }),
  );
  return brokenOrHolds(operation, differing);
}

function judgeSwitch(
  contract: Contract,
  update: Exchange,
  read: Exchange,
  shows: ReadonlyMap<Pointer, Json>,
): readonly Judgement[] {
  const { operation, query } = update;
  const said = operation.switch;
  if (update.reply?.status === 202)
    return notExercised(operation, 'it was answered 202, which leaves it open');
  if (!said || !isDone(update)) return notExercised(operation, 'the reply does not say that it was switched');
  const shown = [...shows].map(([pointer, wanted]) => ({
    pointer,
    wanted,
    now: valueAt(read.reply?.json, pointer),
  }));
  if (shown.every(({ now }) => now === undefined))
    return notExercised(operation, 'the read shows nothing of what was switched');
  const differing = shown
    .filter(({ wanted, now }) => now !== undefined && !equalJson(now, wanted))
    .map(({ pointer, wanted, now }) =>
      differs(update, read, {
        statement: statementOf(contract, update, 'x-assay-switch/shows'),
        instance: pointer,
        message: `it was switched to ${JSON.stringify(query.get(said.parameter) ?? null)}, and a read shows another state`,
        expected: wanted,
        received: now ?? null,
      }),
    );
  return brokenOrHolds(operation, differing);
}

/** Whether the reply names the object among what was switched, where it has a place for that. */
function isDone({ operation, body, reply }: Exchange): boolean {
  const said = operation.switch;
  if (said?.done === undefined) return true;
  const named = valueAt(body, said.member);
  const done = valueAt(reply?.json, said.done);
  return Array.isArray(done) && done.some((one) => equalJson(one, named ?? null));
}

function statementOf(contract: Contract, { operation }: Exchange, keyword: string): Statement {
  const said = contract.statement(operation.pointer, keyword);
  return raised(said, weakest(said.level, contract.statement(operation.pointer).level));
}

function differs(
  update: Exchange,
  read: Exchange,
  said: Pick<Broken, 'statement' | 'instance' | 'message' | 'expected' | 'received'>,
): Broken {
  return broken({ ...said, exchange: read, steps: [update, read] });
}
