import { createdIdentity } from '../contract/created-identity.ts';
import { itemIdentity, listedItems } from '../contract/identities.ts';
import type { Resource } from '../model/contract.ts';
import { equalJson, isObject, type Json } from '../model/json.ts';
import { child, valueAt } from '../model/pointer.ts';
import { type Exchange, isSuccess } from '../model/trace.ts';
import { listAll } from './census.ts';
import type { EngineContext } from './context.ts';
import type { Patience } from './patience.ts';
import { READ_BACK_PAUSE_MS } from './read-back.ts';
import type { Sender } from './sender.ts';

/** What an identity is looked for with. */
export interface IdentifyOptions {
  readonly context: EngineContext;
  readonly sender: Sender;
  readonly patience: Patience;
}

/** What a create made, or the list that does not show it, where it was to. */
export interface Identified {
  readonly identity?: string | undefined;
  /** The last look at the list, after all patience with it. */
  readonly unlisted?: Exchange;
}

/**
 * Learns what a create made: from its reply, from the list by what was sent, or, where the reply names nothing, from the
 * list by our mark; nothing where none of them tells. A list may show late what was made.
 */
export async function identify(
  options: IdentifyOptions,
  resource: Resource,
  create: Exchange,
): Promise<Identified> {
  const named = createdIdentity(resource, create);
  if (named !== undefined) return { identity: named };
  const matches = matcherOf(resource, create.body);
  const { list } = resource;
  if (!matches || !list) return {};
  const look = async () => {
    // Also when the run is being stopped: what is not found cannot be removed.
    const shown = await listAll(options.context, options.sender, resource, {
      purpose: 'find what was created',
      path: create.path,
      isCleanup: true,
    });
    return shown && { shown, item: listedItems(list, shown.reply?.json)?.find(matches) };
  };
  let found = await look();
  const { patience, context } = options;
  const { clock } = context;
  const isMade = isSuccess(create.reply?.status);
  const until = clock.now() + (isMade ? patience.left(resource, 'create') : 0);
  while (found && found.item === undefined && clock.now() < until) {
    await clock.sleep(READ_BACK_PAUSE_MS);
    found = await look();
  }
  if (!found) return {};
  if (found.item !== undefined) return { identity: itemIdentity(list, found.item) };
  if (!isMade) return {};
  patience.lose(resource, 'create');
  return { unlisted: found.shown };
}

/** The mark that a create was sent with; undefined where its body holds none. */
export function markOf(context: EngineContext, resource: Resource, create: Exchange): string | undefined {
  const value = resource.mark === undefined ? undefined : valueAt(create.body, child('', resource.mark));
  return typeof value === 'string' && value.startsWith(`assay-${context.run}-`) ? value : undefined;
}

/** Tells the items of a list that a create with some body makes, or would make. */
export function matcherOf(resource: Resource, body: Json | undefined): ((item: Json) => boolean) | undefined {
  const source = resource.create?.identity;
  if (source && 'lookup' in source) {
    return (item) =>
      [...source.lookup].every(([shown, sent]) => equalJson(valueAt(item, shown), valueAt(body, sent)));
  }
  const { mark } = resource;
  const sent = mark === undefined ? undefined : valueAt(body, child('', mark));
  if (mark === undefined || typeof sent !== 'string' || !sent.startsWith('assay-')) return undefined;
  return (item) => isObject(item) && item[mark] === sent;
}
