import { itemIdentity, listedItems } from '../contract/identities.ts';
import { saysAbsent } from '../contract/refusals.ts';
import type { Case } from '../model/case.ts';
import type { Json } from '../model/json.ts';
import { valueAt } from '../model/pointer.ts';
import { type Exchange, isSuccess } from '../model/trace.ts';
import { atObject } from './at-object.ts';
import { listAll } from './census.ts';
import type { EngineContext } from './context.ts';
import type { OwnObject } from './own-object.ts';
import { READ_BACK_PAUSE_MS } from './read-back.ts';
import { canSend } from './removal.ts';
import type { Sender } from './sender.ts';

/** What a target shows of an object. */
export type ObjectShown =
  | { readonly how: 'shown'; readonly value: Json; readonly exchange: Exchange }
  /** The target says that there is none. */
  | { readonly how: 'absent' }
  /** The object could not be looked at. */
  | { readonly how: 'unreadable'; readonly exchange: Exchange }
  /** Neither a read nor a list shows it. */
  | { readonly how: 'unreachable' };

/** Looks at an object: by its read, else in its list. Also when the run is being stopped. */
export async function objectShown(
  context: EngineContext,
  sender: Sender,
  object: OwnObject,
): Promise<ObjectShown> {
  const { resource, path, identity } = object;
  const { read, list } = resource;
  const reading = read && context.plan.basics[read.operation];
  if (read && reading && canSend(context, reading, path)) {
    const exchange = await looked(context, sender, atObject(reading, path), path);
    if (!isSuccess(exchange.reply?.status)) return answerOf(exchange);
    const value = valueAt(exchange.reply?.json, read.at);
    return value === undefined ? { how: 'unreachable' } : { how: 'shown', value, exchange };
  }
  const purpose = 'see whose it is';
  const shown = list && (await listAll(context, sender, resource, { purpose, path, isCleanup: true }));
  const items = shown && listedItems(list, shown.reply?.json);
  if (!shown || !items) return { how: 'unreachable' };
  const item = items.find((one) => itemIdentity(list, one) === identity);
  return item === undefined ? { how: 'unreachable' } : { how: 'shown', value: item, exchange: shown };
}

/** A read that fails is sent once more. */
async function looked(
  { clock }: EngineContext,
  sender: Sender,
  reading: Case,
  path: OwnObject['path'],
): Promise<Exchange> {
  const planned = {
    ...reading,
    purpose: 'see whose it is',
    expectation: { kind: 'documented' },
  } as const;
  const first = await sender.send(planned, { path, isCleanup: true });
  if (first.reply && first.reply.status < 500 && first.reply.status !== 429) return first;
  await clock.sleep(READ_BACK_PAUSE_MS);
  return sender.send(planned, { path, isCleanup: true });
}

/** Where the target says that nothing is there, nothing of anybody else's is. */
function answerOf(exchange: Exchange): ObjectShown {
  const { operation, reply } = exchange;
  return saysAbsent(operation, reply?.status) ? { how: 'absent' } : { how: 'unreadable', exchange };
}
