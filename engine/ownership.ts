import { itemIdentities } from '../contract/identities.ts';
import type { Case } from '../model/case.ts';
import type { Resource } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import { child, valueAt } from '../model/pointer.ts';
import type { Exchange, Taken } from '../model/trace.ts';
import type { JournalEntry } from '../targets/journal.ts';
import { listAll } from './census.ts';
import type { EngineContext } from './context.ts';
import { markOf } from './identify.ts';
import { type ObjectShown, objectShown } from './object-shown.ts';
import { isAnothersName, isMark, isSameText } from './own-names.ts';
import type { OwnObject } from './own-object.ts';
import type { Sender } from './sender.ts';
import type { Sightings } from './sightings.ts';

/** Whose an object is that a create's reply names. */
export type Claim =
  /** `isRenewed`: it has the identity of another that was deleted. */
  | { readonly whose: 'ours'; readonly isRenewed?: boolean }
  /** It was there before, or bears another name: `exchange` shows it, where one does. */
  | { readonly whose: 'taken'; readonly by: Taken; readonly exchange?: Exchange }
  /** Nobody can tell: it is not touched, and named. */
  | { readonly whose: 'unclear'; readonly exchange?: Exchange };

/** Decides whose an object is; nothing else may take one into the stock. */
export interface Ownership {
  /** Says whose the object is that a create names; `known` is the object of this run that it would be. */
  claim(create: Exchange, object: OwnObject, known: OwnObject | undefined): Promise<Claim>;
  /** Why a create would update what somebody else has; undefined where it would not, as far as lists show. */
  whyNot(resource: Resource, planned: Case): string | undefined;
  /** Looks once more at what nobody could tell before: it bears a mark of this run, or is gone, or stays unclear. */
  look(object: OwnObject): Promise<'ours' | 'gone' | 'unclear'>;
  /** Whether something else stands by now where an object of an earlier run was, as its journal says. */
  isReplaced(object: OwnObject, entries: readonly JournalEntry[]): Promise<boolean>;
}

const OURS = { whose: 'ours' } as const;

// A list may hide what it does not count: so many creates are read back before it is believed.
const TRIALS = 5;

/**
 * What an answer rests on, the cheapest first: the list before the run, what other replies showed before the create was
 * sent, and a read of the object where that list may have been cut, and of the first ones where it shows all.
 */
export function ownershipOf(context: EngineContext, sender: Sender, sightings: Sightings): Ownership {
  const trials = new Map<Resource, number>();
  return {
    async claim(create, object, known) {
      const mark = markOf(context, object.resource, create);
      if (known) {
        // Each create bears a mark of its own, so that two of them cannot have made the same; an upsert bears that of before.
        const isAnother = mark !== undefined && known.mark !== undefined && known.mark !== mark;
        if (!isAnother) return OURS;
        if (!sightings.isLeaving(known)) return { whose: 'taken', by: 'own' };
        return renewed(context, sender, object);
      }
      const census = censusOf(context, object);
      if (census?.identities.includes(object.identity)) return { whose: 'taken', by: 'listed' };
      // A target may give an identity again that an object of this run had.
      const isAgain = wasOurs(context, object);
      if (!isAgain && sightings.isBefore(object, create)) {
        // Others may have deleted it since, and the target gives its identity again; or the create wrote over it.
        const shown = await byReading(context, sender, create, object);
        const isMarked = shown.whose === 'ours' && mark !== undefined;
        return isMarked ? { whose: 'unclear' } : { whose: 'taken', by: 'seen' };
      }
      const isNew = !isAgain && census?.isAll === true;
      if (isNew && (trials.get(object.resource) ?? 0) >= TRIALS) return OURS;
      trials.set(object.resource, (trials.get(object.resource) ?? 0) + 1);
      const claim = await byReading(context, sender, create, object);
      if (claim.whose === 'ours' || !isNew) return claim;
      // A list that hides what it is asked for proves nothing; one that shows it now would have shown it before.
      trials.delete(object.resource);
      return (await isListed(context, sender, object)) ? OURS : claim;
    },
    whyNot(resource, { request: { body } }) {
      const sound = body && 'sound' in body ? body.sound : body;
      if (resource.mark === undefined || !sound || !('value' in sound)) return undefined;
      const name = valueAt(sound.value, child('', resource.mark));
      return typeof name === 'string' && sightings.hasName(resource, name)
        ? `a ${resource.name} of that name is there, and the create would change it`
        : undefined;
    },
    async isReplaced(object, entries) {
      if (object.mark === undefined) return false;
      const name = nameIn(object, await objectShown(context, sender, object));
      if (name === undefined || isMark(context.run, name)) return false;
      return isAnothersName(context.run, entries, object, name);
    },
    async look(object) {
      const shown = await objectShown(context, sender, object);
      if (shown.how === 'absent') return 'gone';
      const name = nameIn(object, shown);
      return name !== undefined && isMark(context.run, name) ? 'ours' : 'unclear';
    },
  };
}

/** What the list of the object's resource showed before anything was created. */
export function censusOf({ journal }: Pick<EngineContext, 'journal'>, { resource }: OwnObject) {
  const entry = journal.entries.findLast(({ type, ...rest }) => {
    return type === 'listed' && 'resource' in rest && rest.resource === resource.name;
  });
  return entry?.type === 'listed' ? entry : undefined;
}

async function isListed(
  context: EngineContext,
  sender: Sender,
  { resource, identity, path }: OwnObject,
): Promise<boolean> {
  const purpose = 'see whether the list shows it';
  const shown = await listAll(context, sender, resource, { purpose, path, isCleanup: true });
  const identities = shown && resource.list && itemIdentities(resource.list, shown.reply?.json);
  return identities?.includes(identity) === true;
}

function wasOurs({ journal }: EngineContext, { resource, identity }: OwnObject): boolean {
  return journal.entries.some(
    (entry) => entry.type === 'created' && entry.resource === resource.name && entry.identity === identity,
  );
}

/** Whether what an object of ours was called before its delete is what another of ours is called now. */
async function renewed(context: EngineContext, sender: Sender, object: OwnObject): Promise<Claim> {
  const shown = await objectShown(context, sender, object);
  if (shown.how === 'unreadable') return { whose: 'unclear', exchange: shown.exchange };
  if (shown.how === 'absent') return { whose: 'taken', by: 'own' };
  const name = nameIn(object, shown);
  const isAnother = name !== undefined && isAnothersName(context.run, [], object, name);
  return isAnother ? { whose: 'taken', by: 'own' } : { whose: 'ours', isRenewed: true };
}

/** What the object shows decides; where nothing shows it, it is ours because nobody saw it before. */
async function byReading(
  context: EngineContext,
  sender: Sender,
  create: Exchange,
  object: OwnObject,
): Promise<Claim> {
  const { resource } = object;
  const members = tellingMembers(resource, create);
  if (members.length === 0) return OURS;
  const shown = await objectShown(context, sender, object);
  if (shown.how === 'unreadable') return { whose: 'unclear', exchange: shown.exchange };
  if (shown.how === 'absent') return OURS;
  const replied = valueAt(create.reply?.json, resource.create?.at ?? '');
  const [value, exchange] = shown.how === 'shown' ? [shown.value, shown.exchange] : [replied, create];
  const told = members.flatMap((member) => {
    const [sent, seen] = [textIn(create.body, member), textIn(value, member)];
    return sent === undefined || seen === undefined ? [] : [isOurs(context, sent, seen)];
  });
  if (told.length === 0 || told.includes(true)) return OURS;
  // A name that is no mark may be that of others, and a target may make another of it.
  const isMarked = markOf(context, resource, create) !== undefined;
  return isMarked ? { whose: 'taken', by: 'shown', exchange } : { whose: 'unclear', exchange };
}

/** The member that bears the mark or another name; of a valid request without one, all texts that a read must show. */
function tellingMembers({ mark, echo }: Resource, { body, case: planned }: Exchange): string[] {
  if (mark !== undefined && textIn(body, mark) !== undefined) return [mark];
  if (planned.expectation.kind !== 'success') return [];
  return echo
    .filter(({ member, as }) => as === 'exact' && textIn(body, member) !== undefined)
    .map(({ member }) => member);
}

/** A text in a member; an empty one tells nothing. */
function textIn(value: Json | undefined, member: string): string | undefined {
  const found = valueAt(value, child('', member));
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** What stands in the member that bears marks. */
function nameIn({ resource }: OwnObject, shown: ObjectShown): string | undefined {
  return resource.mark === undefined || shown.how !== 'shown'
    ? undefined
    : textIn(shown.value, resource.mark);
}

/** Also another mark of this run: nobody else writes one. */
function isOurs({ run }: EngineContext, sent: string, shown: string): boolean {
  return isSameText(sent, shown) || isMark(run, shown);
}
