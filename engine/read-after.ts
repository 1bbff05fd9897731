import { differingMembers } from '../checks/echo.ts';
import type { CaseKind } from '../model/case-kind.ts';
import { type Exchange, responseFor, succeeded } from '../model/trace.ts';
import { atObject } from './at-object.ts';
import type { GroupRunner } from './groups.ts';
import { lookedUntil } from './until.ts';

// Others, such as those by chance, would show no more, and cost a read each.
const READ_AFTER: ReadonlySet<CaseKind> = new Set(['plain', 'example']);

/** Reads what exists once after an update of it that was accepted, and has judged whether the update shows. */
export async function readAfter(
  { context, sender, judge }: Pick<GroupRunner, 'context' | 'sender' | 'judge'>,
  update: Exchange,
): Promise<void> {
  const { case: planned, operation, path, body, reply } = update;
  const { restore } = operation;
  const basic = restore && context.plan.basics[restore.read];
  if (!basic || restore.echo.length === 0 || !context.profile.isStateful) return;
  const isJudged = planned.expectation.kind === 'success' && READ_AFTER.has(planned.kind);
  // RFC 9110, section 15.3.3: what is accepted is not done yet, and neither is what a task does.
  const isLate = reply?.status === 202 || (reply && responseFor(operation, reply.status)?.task) !== undefined;
  if (!isJudged || isLate || !succeeded(update)) return;
  const show = () =>
    sender.send(
      { ...atObject(basic, path), purpose: 'read what was changed', expectation: { kind: 'documented' } },
      { path },
    );
  const isEarly = (shown: Exchange) => differingMembers(restore.echo, body, shown.reply?.json).length > 0;
  const read = await lookedUntil(show, isEarly, { clock: context.clock, signal: context.signal });
  judge.judge({ kind: 'singleton', update, read });
}
