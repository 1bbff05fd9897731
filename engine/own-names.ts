import type { Operation } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import { child, valueAt } from '../model/pointer.ts';
import type { Exchange } from '../model/trace.ts';
import type { JournalEntry } from '../targets/journal.ts';
import type { EngineContext } from './context.ts';
import type { OwnObject } from './own-object.ts';

/** What a request is about to do to the name of an object. */
interface Renaming {
  readonly operation: Operation;
  readonly path: ReadonlyMap<string, Json>;
  readonly body: Json | undefined;
}

/** Journals the name that an update gives to an object: by its names an object is known again. */
export function noteName({ contract, journal, profile }: EngineContext, renaming: Renaming): void {
  if (!profile.isStateful) return;
  const { operation, path, body } = renaming;
  for (const resource of contract.resources) {
    const { update, create, mark, name, parameter } = resource;
    const isUpdate = update?.operation === operation.id && create?.operation !== operation.id;
    const to = mark === undefined ? undefined : valueAt(body, child('', mark));
    const identity = path.get(parameter);
    if (!isUpdate || identity === undefined || typeof to !== 'string') continue;
    journal.write({ type: 'renamed', resource: name, identity: String(identity), to });
  }
}

/**
 * Whether a read shows something else where an object of ours was: it bears a name that this run never gave it. A target
 * may give the identity of what was deleted to what somebody else creates.
 */
export function showsAnother(
  run: string,
  entries: readonly JournalEntry[],
  object: OwnObject,
  { reply }: Exchange,
): boolean {
  const { read, mark } = object.resource;
  if (!read || mark === undefined) return false;
  const shown = valueAt(reply?.json, `${read.at}${child('', mark)}`);
  return typeof shown === 'string' && shown !== '' && isAnothersName(run, entries, object, shown);
}

/** Whether a name is none that this run gave to an object; of one that was created without a mark nobody can say. */
export function isAnothersName(
  run: string,
  entries: readonly JournalEntry[],
  object: OwnObject,
  shown: string,
): boolean {
  if (object.mark === undefined) return false;
  const names = [object.mark, ...namesOf(entries, object)];
  // A target may cut a name off or add to it, but no mark of the run is that of another object.
  const mark = markIn(run, shown);
  return !names.some((name) => (mark === undefined ? isSameText(name, shown) : markIn(run, name) === mark));
}

function namesOf(entries: readonly JournalEntry[], { resource, identity }: OwnObject): string[] {
  return entries.flatMap((entry) =>
    entry.type === 'renamed' && entry.resource === resource.name && entry.identity === identity
      ? [entry.to]
      : [],
  );
}

/** Whether a name is a mark of a run, in whatever letters. */
export function isMark(run: string, name: string): boolean {
  return markIn(run, name) !== undefined;
}

function markIn(run: string, name: string): string | undefined {
  return new RegExp(`assay-${run}-\\d+`, 'i').exec(name)?.[0].toLowerCase();
}

/** Whether what is shown is what was sent: a target may write it in other letters, trim it or cut it off. */
export function isSameText(sent: string, shown: string): boolean {
  const [a, b] = [plain(sent), plain(shown)];
  return a === b || (a !== '' && b !== '' && (a.startsWith(b) || b.startsWith(a)));
}

function plain(text: string): string {
  return text.trim().toLowerCase().normalize('NFKC');
}
