import type { Check } from '../model/check.ts';
import { isObject, type Json } from '../model/json.ts';
import { isSuccess } from '../model/trace.ts';
import { broken, brokenOrHolds, notExercised } from './judgements.ts';
import { isRefusedForGood, madeMembers } from './made-members.ts';
import { refusalStatement } from './refusal-statement.ts';

/** An update of what exists once that is refused changes nothing. */
export const singletonRefusedChangeMade: Check = {
  id: 'singleton-refused-change-made',
  title: 'A refused update of what exists once changes nothing',
  level: 'must',
  judges: ['singleton-refused'],
  needs: ['state'],
  applies: ({ restore }) => (restore?.echo ?? []).length > 0,
  judge(trace, contract) {
    if (trace.kind !== 'singleton-refused') return [];
    const { update, before, after } = trace;
    const { operation, reply, body } = update;
    const [was, now] = [before, after].map((read) =>
      isSuccess(read.reply?.status) ? read.reply?.json : undefined,
    );
    if (!isRefusedForGood(reply?.status) || !isObject(was) || !isObject(now))
      return notExercised(operation, 'it could not be read before and after what was refused');
    const { asked, made } = madeMembers(operation.restore?.echo ?? [], body, was, now);
    if (asked.length === 0)
      return notExercised(operation, 'what was refused asked for what was there already');
    const shown = (holder: Readonly<Record<string, Json>>, member: string) => holder[member] ?? null;
    return brokenOrHolds(
      operation,
      made.map(({ member }) =>
        broken({
          statement: refusalStatement(contract, update),
          instance: `/${member}`,
          message: `the update was refused with ${reply?.status}, and a read shows its ${member}`,
          expected: shown(was, member),
          received: shown(now, member),
          exchange: after,
          steps: [before, update, after],
        }),
      ),
    );
  },
};
