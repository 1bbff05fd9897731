import type { Plan } from '../model/case.ts';
import type { Contract, Resource } from '../model/contract.ts';
import { UserError } from '../model/errors.ts';
import type { Run } from '../model/run.ts';
import { type JournalEntry, outstanding } from '../targets/journal.ts';
import { assemble } from './assemble.ts';
import { type Closing, candidate, cleanUp, overwritten, unrestored } from './cleanup.ts';
import type { EngineContext } from './context.ts';
import type { GroupRunner } from './groups.ts';
import { belowGone, type LostCreates, searchLost } from './lost-creates.ts';
import { keyOf, type OwnObject } from './own-object.ts';
import { preflight } from './preflight.ts';
import { READ_BACK_MS } from './read-back.ts';
import { isPutBack } from './restore.ts';
import type { RunOptions } from './run-options.ts';

/** What an earlier run left, and what is to become of it. */
export interface Recovery {
  readonly entries: readonly JournalEntry[];
  /** Identities of candidates that the user says are to be deleted. */
  readonly deletions: readonly string[];
}

// A task is looked for over a minute or so.
const LOOK_PAUSE_MS = 1000;

type Intent = LostCreates['unknown'][number];

/**
 * Removes what an earlier run left, as its journal says: what it created, what it may have created without an answer
 * (found by its mark, or among what the list did not show before where the user says so), and what it changed.
 * @throws NotTestable where the target cannot be reached or refuses us.
 * @throws UserError where something is to be deleted that the run cannot have made.
 */
export async function recover(
  contract: Contract,
  plan: Plan,
  options: RunOptions,
  { entries, deletions }: Recovery,
): Promise<Closing> {
  const { objects, changes, unclear } = outstanding(entries);
  const created = objects.flatMap((entry) => objectIn(contract, entry));
  const known = new Map(created.map((object) => [keyOf(object), object]));
  const runner = assemble(contract, plan, options, [], options.signal, () => undefined, known);
  await preflight(runner.context, runner.sender);
  // Since the run was cut off, the target may have given an identity to what somebody else created.
  for (const object of created)
    if (await runner.ownership.isReplaced(object, entries)) runner.stock.giveUp(object);
  const lost = await lostIn(runner, contract, entries);
  const named = unclear.flatMap((entry) => objectIn(contract, entry));
  const doubtful = await stillUnclear(runner, named);
  const { chosen, rest } = sorted(
    runner.context,
    [...lost.flatMap((one) => one.candidates), ...doubtful],
    deletions,
  );
  for (const object of [...lost.flatMap(({ found }) => found), ...chosen])
    runner.stock.adopt(object, undefined);
  const open = settle(options, lost, chosen);
  const total = known.size;
  const failed = [];
  for (const change of changes)
    if (!(await isPutBack(runner.context, runner.sender, change))) failed.push(change);
  const closing = await cleanUp(runner, () => !options.cleanupSignal.aborted);
  const { context } = runner;
  const isNew = (one: OwnObject) => !doubtful.includes(one);
  const openCreates = unknownIn(contract, lost, entries);
  const gone = belowGone(context, openCreates, runner.stock.all);
  for (const { mark } of gone) options.journal.write({ type: 'answered', mark });
  const rests = [
    ...rest
      .filter((one) => isNew(one) && open.has(one.resource.name))
      .map((one) => candidate(context, one, 'new')),
    ...rest.filter((one) => !isNew(one)).map((one) => candidate(context, one, 'named')),
    ...lost.flatMap((one) => one.overwritten).map((one) => overwritten(context, one)),
    ...openCreates.filter((intent) => !gone.includes(intent)).map((intent) => unknown(context, intent)),
  ];
  const left = runner.stock.all.length + failed.length + rests.length;
  const removed = total - runner.stock.all.length;
  return {
    account: { created: total, removed, left, restored: changes.length - failed.length },
    leftovers: [...closing.leftovers, ...failed.map((change) => unrestored(context, change)), ...rests],
  };
}

/** The object that a journal speaks of; none where the contract does not know its resource any more. */
function objectIn(
  { resources }: Contract,
  entry: Extract<JournalEntry, { type: 'created' | 'unclear' }>,
): OwnObject[] {
  const resource = resources.find(({ name }) => name === entry.resource);
  const mark = entry.type === 'created' ? entry.mark : undefined;
  return resource ? [{ resource, identity: entry.identity, path: new Map(entry.path), mark }] : [];
}

/** What is looked at once more may be seen to be ours, or gone. */
async function stillUnclear(
  { ownership, stock }: GroupRunner,
  named: readonly OwnObject[],
): Promise<OwnObject[]> {
  const still: OwnObject[] = [];
  for (const object of named) {
    const whose = await ownership.look(object);
    if (whose === 'unclear') still.push(object);
    else stock.resolve(object, whose);
  }
  return still;
}

async function lostIn(
  { context, sender, stock }: GroupRunner,
  contract: Contract,
  entries: readonly JournalEntry[],
): Promise<LostCreates[]> {
  const lost: LostCreates[] = [];
  for (const resource of contract.resources) {
    const open = outstanding(entries).unanswered.filter((intent) => intent.resource === resource.name);
    const until = Math.max(0, ...open.map(({ at }) => at ?? 0)) + patienceFor(contract, resource);
    for (;;) {
      const seen = await searchLost(context, sender, resource, {
        entries,
        objects: stock.all,
        isCleanup: false,
      });
      const isAccountedFor = seen.found.length + seen.candidates.length >= open.length;
      if (isAccountedFor || context.clock.now() >= until || context.signal.aborted) {
        lost.push(seen);
        break;
      }
      await context.clock.sleep(LOOK_PAUSE_MS, context.signal);
    }
  }
  return lost;
}

/** Milliseconds after which what a create was to make is in the list, or never will be. */
function patienceFor({ operations }: Contract, { create }: Resource): number {
  const responses = operations.find(({ id }) => id === create?.operation)?.responses ?? [];
  const deadlines = responses.flatMap(({ task }) => (task ? [task.deadline * 1000] : []));
  return Math.max(READ_BACK_MS, ...deadlines);
}

/** Tells the candidates that are to be deleted from the others. */
function sorted(
  { run }: EngineContext,
  candidates: readonly OwnObject[],
  deletions: readonly string[],
): { chosen: OwnObject[]; rest: OwnObject[] } {
  const names = candidates.map(({ identity }) => identity);
  const stranger = deletions.find((identity) => !names.includes(identity));
  if (stranger !== undefined) {
    const there = names.length === 0 ? 'It has none.' : `They are ${names.join(', ')}.`;
    throw new UserError('NO_CANDIDATE', `${stranger} is none of the objects that run ${run} may have made.`, {
      mend: `${there} Only these are deleted on request.`,
    });
  }
  const isChosen = ({ identity }: OwnObject) => deletions.includes(identity);
  return { chosen: candidates.filter(isChosen), rest: candidates.filter((one) => !isChosen(one)) };
}

/**
 * Journals what is known now: creates that made nothing or what was found, and as many without a mark as objects are
 * deleted for them. Gives the resources of which some stay open.
 */
function settle(
  { journal }: RunOptions,
  lost: readonly LostCreates[],
  chosen: readonly OwnObject[],
): Set<string> {
  const open = new Set<string>();
  for (const { settled, unmarked } of lost) {
    const deleted = chosen.filter(({ resource }) => resource.name === unmarked[0]?.resource).length;
    for (const { mark } of [...settled, ...unmarked.slice(0, deleted)])
      journal.write({ type: 'answered', mark });
    for (const { resource } of unmarked.slice(deleted)) open.add(resource);
  }
  return open;
}

/** Creates of which no list tells anything, also those of no resource. */
function unknownIn(
  { resources }: Contract,
  lost: readonly LostCreates[],
  entries: readonly JournalEntry[],
): Intent[] {
  const names = new Set(resources.map(({ name }) => name));
  const others = outstanding(entries).unanswered.filter(({ resource }) => !names.has(resource));
  // What bore a mark and is of no resource went with the object that it belongs to, or cannot be found by it.
  return [...lost.flatMap((one) => one.unknown), ...others.filter(({ marked }) => !marked)];
}

function unknown({ transport }: EngineContext, { resource, mark, marked }: Intent): Run['leftovers'][number] {
  const what = marked ? `a ${resource} called ${mark}` : `a ${resource} of that time`;
  const how = `a create failed or got no answer and ${marked ? 'no list shows what came of it' : 'bore no mark'}: look for ${what} at ${transport.url}`;
  return { resource, identity: marked ? mark : 'unknown', how };
}
