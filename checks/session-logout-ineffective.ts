import { isRefusal } from '../contract/refusals.ts';
import type { Check } from '../model/check.ts';
import { inWords } from '../model/in-words.ts';
import { isSuccess, succeeded } from '../model/trace.ts';
import { broken, brokenOrHolds, notExercised } from './judgements.ts';

/** A session that was logged out opens nothing. */
export const sessionLogoutIneffective: Check = {
  id: 'session-logout-ineffective',
  title: 'A session that was logged out is refused',
  level: 'must',
  judges: ['session'],
  needs: ['state', 'credentials'],
  applies: ({ id }, { schemes }) => schemes.some(({ session }) => session?.logout === id),
  judge(trace, contract) {
    if (trace.kind !== 'session') return [];
    const step = (role: string) => trace.steps.find((candidate) => candidate.role === role)?.exchange;
    const logout = step('logout');
    const use = step('use');
    const after = step('use-after');
    if (!logout) return [];
    const { operation } = logout;
    if (!succeeded(logout)) return notExercised(operation, 'the logout was not accepted');
    if (!after?.reply || !succeeded(use))
      return notExercised(operation, 'the session was not seen to work before');
    if (isRefusal(after.operation, 'credentials', after.reply.status)) return brokenOrHolds(operation, []);
    if (!isSuccess(after.reply.status)) {
      return notExercised(
        operation,
        `the use after the logout was answered ${after.reply.status}, which refuses no session`,
      );
    }
    return brokenOrHolds(operation, [
      broken({
        statement: { ...contract.statement(operation.pointer), keyword: 'logout' },
        instance: null,
        message: `logged out with ${logout.reply?.status}, and the session still opens ${after.operation.id}`,
        expected: inWords('a refusal such as 401'),
        received: after.reply.status,
        exchange: after,
        steps: trace.steps.map(({ exchange }) => exchange),
      }),
    ]);
  },
};
