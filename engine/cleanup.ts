import type { Account, Run } from '../model/run.ts';
import { outstanding } from '../targets/journal.ts';
import type { EngineContext } from './context.ts';
import type { GroupRunner } from './groups.ts';
import { belowGone, searchLost } from './lost-creates.ts';
import type { OwnObject } from './own-object.ts';
import { removalCommand } from './removal-command.ts';
import type { Change } from './restore.ts';
import { endSessions } from './sessions.ts';
import type { UnnamedObject } from './stock.ts';

/** What a run leaves, and how to remove it. */
export interface Closing {
  readonly account: Account;
  readonly leftovers: Run['leftovers'];
}

/** Removes what the run created, newest first, puts back what it changed, and ends its sessions. */
export async function cleanUp(runner: GroupRunner, isAllowed: () => boolean): Promise<Closing> {
  const { context, stock, restorer, sender, ownership } = runner;
  const isWanted = () => isAllowed() && !sender.isVain;
  if (!context.profile.isStateful) {
    return { account: { created: 0, removed: 0, left: 0, restored: 0 }, leftovers: [] };
  }
  for (const object of stock.unclear) {
    if (isWanted()) await quietly(async () => stock.resolve(object, await ownership.look(object)));
  }
  const swept = isWanted() ? await sweep(runner) : [];
  // What stands below others was made after them, and goes before.
  for (const object of [...stock.all].reverse()) {
    if (isWanted()) await quietly(() => stock.remove(object, true));
  }
  settleBelowGone(context, stock.all);
  const restoration = await restorer.restoreAll(isWanted);
  if (isWanted()) await quietly(() => endSessions(runner));
  const left = stock.all;
  const unclear = stock.unclear.map((object) => candidate(context, object, 'named'));
  const candidates = [...unclear, ...swept];
  const created = new Set(
    context.journal.entries.flatMap((entry) =>
      entry.type === 'created' ? [`${entry.resource}\n${entry.identity}`] : [],
    ),
  ).size;
  return {
    account: {
      created: created + stock.unnamed.length,
      removed: created - left.length,
      left: left.length + stock.unnamed.length + restoration.failed.length + candidates.length,
      restored: restoration.restored,
    },
    leftovers: [
      ...left.map((object) => leftover(context, object)),
      ...stock.unnamed.map((object) => unnamed(context, object)),
      ...restoration.failed.map((change) => unrestored(context, change)),
      ...candidates,
    ],
  };
}

/**
 * Looks once more for what bears the mark of the run, such as what a create made that failed or that was sent again, and
 * takes it in. Gives what may be ours without a mark.
 */
async function sweep({ context, sender, stock }: GroupRunner): Promise<Run['leftovers'][number][]> {
  const candidates: Run['leftovers'][number][] = [];
  const { entries } = context.journal;
  for (const resource of context.contract.resources) {
    try {
      const lost = await searchLost(context, sender, resource, {
        entries: [...entries],
        objects: stock.all,
        isCleanup: true,
      });
      for (const { mark, ...object } of lost.found) stock.adopt(object, mark);
      candidates.push(...lost.candidates.map((object) => candidate(context, object, 'new')));
      candidates.push(...lost.overwritten.map((object) => overwritten(context, object)));
      // What got no answer at all may still be under way: assay cleanup looks for it later.
      for (const { mark } of lost.settled)
        if (stock.doubtful.has(mark)) context.journal.write({ type: 'answered', mark });
    } catch {
      // Its creates stay open in the journal.
    }
  }
  return candidates;
}

/** What was created below objects that are gone now needs no looking for. */
function settleBelowGone(context: EngineContext, objects: readonly OwnObject[]): void {
  const { journal } = context;
  for (const { mark } of belowGone(context, outstanding(journal.entries).unanswered, objects))
    journal.write({ type: 'answered', mark });
}

/** One object that cannot be removed must not keep the others. */
async function quietly(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch {
    // What is still there is named in the account, with how to remove it.
  }
}

function leftover(context: EngineContext, object: OwnObject): Run['leftovers'][number] {
  const { resource, identity } = object;
  const removal = removalCommand(context, object);
  const place = removal?.place ?? `no operation removes a ${resource.name}`;
  const curl = removal ? `, or: ${removal.curl}` : '';
  const how = `${place} at ${context.transport.url}, or: assay cleanup ${context.run}${curl}`;
  return { resource: resource.name, identity, how };
}

const DOUBTS = {
  new: 'a create failed or got no answer and bore no mark, and this was not listed before: it may be what came of it',
  named: 'a create named this, and no read shows that it is ours: it may be what came of it',
} as const;

/** What may be ours, and how to say that it is: it is new in the list, or a create named it. */
export function candidate(
  context: EngineContext,
  object: OwnObject,
  doubt: keyof typeof DOUBTS,
): Run['leftovers'][number] {
  const { resource, identity } = object;
  const removal = removalCommand(context, object);
  const told = `assay cleanup ${context.run} --delete ${quoted(identity)}`;
  const how = `${DOUBTS[doubt]}, or somebody else's. If it is to go: ${told}${removal ? `, or: ${removal.curl}` : ''}`;
  return { resource: resource.name, identity, how };
}

/** What was there before and bears the mark of the run: nobody knows any more what it was. */
export function overwritten(
  { transport }: EngineContext,
  { resource, identity }: OwnObject,
): Run['leftovers'][number] {
  const how = `it was there before the run and bears its mark: a create wrote over it. It was not removed; see what it was to be at ${transport.url}`;
  return { resource: resource.name, identity, how };
}

function quoted(text: string): string {
  return /^[\w.:@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

function unnamed(context: EngineContext, { resource, mark }: UnnamedObject): Run['leftovers'][number] {
  const what =
    mark === undefined ? `what ${resource.create?.operation} made` : `the ${resource.name} called ${mark}`;
  const how = `find ${what} at ${context.transport.url} and delete it; no reply names it`;
  return { resource: resource.name, identity: mark ?? 'unknown', how };
}

/** How to put back what this run changed and could not put back. */
export function unrestored(context: EngineContext, change: Change): Run['leftovers'][number] {
  const how = `${change.operation} at ${context.transport.url} with ${context.redactor.text(JSON.stringify(change.was))}, or: assay cleanup ${context.run}`;
  return {
    resource: change.operation,
    identity: change.path.map(([, value]) => String(value)).join(' '),
    how,
  };
}
