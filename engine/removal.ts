import { saysAbsent } from '../contract/refusals.ts';
import type { Case } from '../model/case.ts';
import type { Resource } from '../model/contract.ts';
import { type Exchange, isSuccess } from '../model/trace.ts';
import { atObject } from './at-object.ts';
import { lackingValue } from './build-request.ts';
import { type EngineContext, operationOf } from './context.ts';
import type { Judge } from './judge.ts';
import { showsAnother } from './own-names.ts';
import type { OwnObject } from './own-object.ts';
import type { Sender } from './sender.ts';
import { followTask } from './tasks.ts';
import { lookedUntil } from './until.ts';

/** Removes objects and sees that they are gone. */
export interface Remover {
  /** Sends the delete with all that must come before it; gives its exchange, and whether it was carried out. */
  remove(object: OwnObject, isCleanup: boolean): Promise<{ exchange: Exchange | undefined; isDone: boolean }>;
  /**
   * Reads whether an object is gone. With the delete's exchange, what the read shows is judged as the end of a life.
   */
  look(object: OwnObject, deletion: Exchange | undefined, isCleanup: boolean): Promise<Sight>;
}

/** What a read says of an object; `another`: something else stands in its place. */
export type Sight = 'gone' | 'there' | 'another' | 'unknown';

/** A remover of objects of this run. */
export function removerOf(context: EngineContext, sender: Sender, judge: Judge): Remover {
  // Where deletes were seen to do nothing, each further one is not waited for.
  const ineffective = new Set<Resource>();
  // What no delete of right before is to have removed says nothing of deletes.
  const staying = new Set<Resource>();
  return {
    async remove({ resource, path }, isCleanup) {
      const removal = resource.delete;
      const basic = removal && context.plan.basics[removal.operation];
      if (!removal || !basic || !canSend(context, basic, path)) return { exchange: undefined, isDone: false };
      await prepare(context, sender, { resource, path }, isCleanup);
      const planned: Case = { ...atObject(basic, path), purpose: `remove a ${resource.name}` };
      // At the end of a run an object may be gone already, so that a refusal is no fault.
      const sent = isCleanup ? { ...planned, expectation: { kind: 'documented' } as const } : planned;
      const exchange = await sender.send(sent, { path, isCleanup });
      judge.judge({ kind: 'exchange', exchange });
      const outcome = await followTask(context, sender, judge, exchange, isCleanup);
      const isDone = isSuccess(exchange.reply?.status) && outcome !== 'failed';
      return { exchange, isDone: isDone || (isCleanup && isGoneAlready(exchange)) };
    },
    async look(object, deletion, isCleanup) {
      const { resource, path, identity } = object;
      const reading = resource.read && context.plan.basics[resource.read.operation];
      if (!resource.delete || !reading || !canSend(context, reading, path)) return 'unknown';
      const isOpen = resource.delete.gone === 'unspecified';
      // What an accepted delete leaves may be shown; what is not there at all is not.
      if (isOpen && deletion) return 'unknown';
      const read = () =>
        sender.send(
          { ...atObject(reading, path), purpose: 'see that it is gone', expectation: { kind: 'documented' } },
          { path, isCleanup },
        );
      if (isOpen) {
        const { operation, reply } = await read();
        return saysAbsent(operation, reply?.status) ? 'gone' : 'unknown';
      }
      const isAnother = (exchange: Exchange) =>
        isSuccess(exchange.reply?.status) &&
        showsAnother(context.run, context.journal.entries, object, exchange);
      const waitedFor = deletion ? ineffective : staying;
      const isStill = (exchange: Exchange) => isSuccess(exchange.reply?.status) && !isAnother(exchange);
      const shown = await lookedUntil(read, isStill, {
        clock: context.clock,
        signal: isCleanup ? undefined : context.signal,
        ...(waitedFor.has(resource) ? { ms: 0 } : {}),
      });
      if (isAnother(shown)) return 'another';
      if (isSuccess(shown.reply?.status)) waitedFor.add(resource);
      if (deletion) {
        const steps = [
          { role: 'delete', exchange: deletion },
          { role: 'read-deleted', exchange: shown },
        ] as const;
        judge.judge({ kind: 'life', resource, identity, steps });
      }
      return shown.reply !== undefined && saysGone(resource, shown.reply.status) ? 'gone' : 'there';
    },
  };
}

/** Whether an object's path has all that a request needs: it may stand elsewhere than it was made. */
export function canSend({ contract }: EngineContext, basic: Case, path: OwnObject['path']): boolean {
  return lackingValue(atObject(basic, path), operationOf(contract, basic.operation), path) === undefined;
}

// Whoever is not let in, or has to wait, is told nothing of the object.
const SAYS_NOTHING = new Set([401, 403, 407, 408, 425, 429]);

/** Whether a status of a read says that the object is not there, even if it is not the one that is documented for it. */
function saysGone({ delete: removal }: Resource, status: number): boolean {
  const isListed = Array.isArray(removal?.gone) && removal.gone.includes(String(status));
  return isListed || (status >= 400 && status < 500 && !SAYS_NOTHING.has(status));
}

/** A cleanup may come to what is gone already: the refusal that is documented for that says so. */
function isGoneAlready({ operation, reply }: Exchange): boolean {
  if (!reply || isSuccess(reply.status)) return false;
  const said = operation.responses.find(({ status }) => status === String(reply.status));
  const isDocumented = said?.refuses?.some((kind) => kind === 'state' || kind === 'path') === true;
  return isDocumented || reply.status === 404 || reply.status === 410;
}

/** Sends what must succeed before a delete, such as a login at the other site. */
export async function prepare(
  context: EngineContext,
  sender: Sender,
  { resource, path }: Pick<OwnObject, 'resource' | 'path'>,
  isCleanup: boolean,
): Promise<void> {
  for (const id of resource.delete?.prepare ?? []) {
    const basic = context.plan.basics[id];
    if (basic && canSend(context, basic, path))
      await sender.send({ ...atObject(basic, path), purpose: 'prepare the delete' }, { path, isCleanup });
  }
}
