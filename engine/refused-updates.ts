import { isRefusedForGood, madeMembers } from '../checks/made-members.ts';
import type { Exchange } from '../model/trace.ts';
import type { EngineContext } from './context.ts';
import type { Judge } from './judge.ts';
import type { Sender } from './sender.ts';
import { lookedUntil } from './until.ts';

/** Refused updates of what exists once: the read before the next request to it shows whether one was carried out. */
export interface RefusedUpdates {
  /** What is there right before a request is sent; undefined where nothing looked. */
  look(read: Exchange | undefined): Promise<void>;
  /** What was sent, and the read before it. */
  note(update: Exchange, before: Exchange): void;
}

/** Nothing refused yet. */
export function refusedUpdates(
  { clock, signal }: Pick<EngineContext, 'clock' | 'signal'>,
  sender: Sender,
  judge: Judge,
): RefusedUpdates {
  let pending: { readonly update: Exchange; readonly before: Exchange } | undefined;
  const isMade = (after: Exchange) => {
    const { update, before } = pending ?? {};
    const echo = update?.operation.restore?.echo ?? [];
    return madeMembers(echo, update?.body, before?.reply?.json, after.reply?.json).made.length > 0;
  };
  return {
    async look(read) {
      const refused = pending;
      // Something else may have been done meanwhile.
      if (!refused || read?.request.path !== refused.before.request.path) {
        pending = undefined;
        return;
      }
      // A copy that is behind shows for a while what was there before the last update that was accepted.
      const again = () => sender.send(read.case, { path: read.path });
      const after = await lookedUntil(again, isMade, { clock, first: read, signal });
      pending = undefined;
      judge.judge({ kind: 'singleton-refused', ...refused, after });
    },
    note(update, before) {
      pending = isRefusedForGood(update.reply?.status) ? { update, before } : undefined;
    },
  };
}
