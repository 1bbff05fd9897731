import type { Resource } from '../model/contract.ts';
import { type Exchange, isSuccess } from '../model/trace.ts';
import type { EngineContext } from './context.ts';
import { identify, markOf } from './identify.ts';
import type { Judge } from './judge.ts';
import type { OwnObject } from './own-object.ts';
import type { Ownership } from './ownership.ts';
import type { Patience } from './patience.ts';
import type { Sender } from './sender.ts';
import { followTask } from './tasks.ts';

/** What came of a create. */
export type Creation =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'made'; readonly object: OwnObject }
  /** Something was made that nothing names. */
  | { readonly kind: 'lost'; readonly resource: Resource; readonly mark: string | undefined }
  /** What the reply names is not what was made. */
  | { readonly kind: 'taken'; readonly resource: Resource }
  /** Nobody can tell whether what the reply names is ours. */
  | { readonly kind: 'unclear'; readonly object: OwnObject };

/** What creations are learnt with. */
export interface CreationOptions {
  readonly context: EngineContext;
  readonly sender: Sender;
  readonly judge: Judge;
  readonly ownership: Ownership;
  readonly patience: Patience;
  /** The object of this run that another one would be. */
  readonly known: (object: OwnObject) => OwnObject | undefined;
}

/** Learns what a request made: follows its task, learns the identity, and has decided whose it is. */
export async function creationBy(exchange: Exchange, options: CreationOptions): Promise<Creation> {
  const { context, sender, judge, ownership, patience, known } = options;
  const resource = context.contract.resources.find(
    ({ create }) => create?.operation === exchange.operation.id,
  );
  if (!resource || !mayHaveCreated(exchange)) return { kind: 'nothing' };
  const outcome = await followTask(context, sender, judge, exchange, true);
  if (outcome === 'failed') return { kind: 'nothing' };
  const mark = markOf(context, resource, exchange);
  const { identity, unlisted: list } = await identify({ context, sender, patience }, resource, exchange);
  if (list && (outcome === undefined || outcome === 'succeeded'))
    judge.judge({ kind: 'unlisted-creation', resource, create: exchange, list });
  // Also where a task said that it is done: what nobody finds is not gone.
  if (identity === undefined)
    return isSuccess(exchange.reply?.status) ? { kind: 'lost', resource, mark } : { kind: 'nothing' };
  const path = new Map([...exchange.path, [resource.parameter, identity]]);
  const object: OwnObject = { resource, identity, path, mark };
  const before = known(object);
  const claim = await ownership.claim(exchange, object, before);
  if (claim.whose === 'unclear') return { kind: 'unclear', object };
  const said = {
    kind: 'creation',
    resource,
    create: exchange,
    identity,
    isMarked: mark !== undefined,
    isReusing: claim.whose === 'taken' && isReusing(context, resource),
  } as const;
  judge.judge(claim.whose === 'taken' ? { ...said, taken: claim } : said);
  if (claim.whose === 'taken') return { kind: 'taken', resource };
  return { kind: 'made', object: claim.isRenewed === true ? object : (before ?? object) };
}

/** Whether two creates of the run made objects of the same identity. */
function isReusing({ journal }: EngineContext, { name }: Resource): boolean {
  const seen = new Set<string>();
  return journal.entries.some((entry) => {
    if (entry.type !== 'created' || entry.resource !== name) return false;
    const key = JSON.stringify([entry.identity, entry.path]);
    return seen.has(key) || !seen.add(key);
  });
}

/** A success creates, and a failure in the middle of a create may have. */
function mayHaveCreated({ reply, failure, request, operation }: Exchange): boolean {
  if (request.method !== operation.method) return false;
  if (failure) return failure.code !== 'refused' && failure.code !== 'aborted';
  return reply !== undefined && (isSuccess(reply.status) || reply.status >= 500);
}
