import type { Check } from '../model/check.ts';
import { isObject } from '../model/json.ts';
import { weakest } from '../model/statement.ts';
import { isSuccess } from '../model/trace.ts';
import { differingMembers } from './echo.ts';
import { broken, brokenOrHolds, notExercised, raised } from './judgements.ts';

/** A read of what exists once shows what an update of it was given. */
export const singletonUpdateNotShown: Check = {
  id: 'singleton-update-not-shown',
  title: 'A read of what exists once shows what an update was given',
  level: 'must',
  judges: ['singleton'],
  needs: ['state'],
  applies: ({ restore }) => restore !== undefined && restore.echo.length > 0,
  judge(trace, contract) {
    if (trace.kind !== 'singleton') return [];
    const { update, read } = trace;
    const { operation, body: sent } = update;
    const shown = read.reply?.json;
    const echo = operation.restore?.echo ?? [];
    if (!isSuccess(read.reply?.status) || !isObject(shown) || !isObject(sent))
      return notExercised(operation, 'it could not be read after the update');
    const isCompared = echo.some(({ member }) => sent[member] !== undefined && shown[member] !== undefined);
    if (!isCompared) return notExercised(operation, 'the read shows no member that was sent');
    const own = contract.statement(operation.pointer).level;
    const differing = differingMembers(echo, sent, shown).map(({ member }) => {
      const said = contract.statement(operation.pointer, `x-assay-restore/${member}`);
      return broken({
        statement: raised(said, weakest(said.level, own)),
        instance: `/${member}`,
        message: `${member} was updated to another value than a read shows`,
        expected: sent[member] ?? null,
        received: shown[member] ?? null,
        exchange: read,
        steps: [update, read],
      });
    });
    return brokenOrHolds(operation, differing);
  },
};
