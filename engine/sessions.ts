import type { Case } from '../model/case.ts';
import type { Step } from '../model/trace.ts';
import { isSuccess, succeeded } from '../model/trace.ts';
import type { GroupRunner } from './groups.ts';

/** Lives the life of a login session: it works, is logged out, and works no more. */
export async function runSession(runner: GroupRunner, cases: readonly Case[]): Promise<void> {
  const { context, sender, judge } = runner;
  const steps: Step[] = [];
  const scheme = context.contract.schemes.find(({ session }) => session?.login === cases[0]?.operation);
  let token: string | undefined;
  for (const planned of cases) {
    const role = planned.step?.role;
    if (!scheme || role === undefined || context.signal.aborted || (role !== 'login' && token === undefined))
      break;
    const own = token;
    const exchange = await sender.send(
      planned,
      own === undefined ? {} : { prepare: (request) => context.access.withSession(scheme, own, request) },
    );
    steps.push({ role, exchange });
    judge.judge({ kind: 'exchange', exchange });
    context.emit({
      type: 'case-done',
      operation: planned.operation,
      phase: planned.phase,
      succeeded: role !== 'use-after' && succeeded(exchange),
    });
    if (role === 'login' && exchange.reply) token = context.access.adopt(exchange.operation, exchange.reply);
    if (role === 'logout' && own !== undefined && isSuccess(exchange.reply?.status))
      context.access.ended(own);
  }
  judge.judge({ kind: 'session', steps });
}

/** Logs out of every session that is still open. */
export async function endSessions({
  context,
  sender,
  judge,
}: Pick<GroupRunner, 'context' | 'sender' | 'judge'>): Promise<void> {
  for (const { scheme, token } of context.access.sessions()) {
    const basic =
      scheme.session?.logout === undefined ? undefined : context.plan.basics[scheme.session.logout];
    if (!basic) continue;
    const exchange = await sender.send(
      { ...basic, purpose: 'log out', expectation: { kind: 'documented' } },
      { prepare: (request) => context.access.withSession(scheme, token, request), isCleanup: true },
    );
    judge.judge({ kind: 'exchange', exchange });
    context.access.ended(token);
  }
}
