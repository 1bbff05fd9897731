import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Json } from '../model/json.ts';

/** A line of a journal: what the run is about to create, did create, removed, or must put back. */
export type JournalEntry =
  | {
      readonly type: 'run';
      readonly run: string;
      readonly contract: string;
      readonly productVersion: string | null;
      readonly target: string;
      readonly startedAt: string;
      /** Who writes it: as long as that process is there, the run may be going on. */
      readonly writer?: { readonly host: string; readonly pid: number };
      /** What stands before the names of the variables that it was given first. */
      readonly variables?: string;
    }
  /** What a list showed before anything was created; `isAll`: there was nothing else. */
  | {
      readonly type: 'listed';
      readonly resource: string;
      readonly identities: readonly string[];
      readonly isAll?: boolean;
    }
  /** `marked`: the request bears the mark, so that what it makes can be found. `at`: milliseconds since 1970. */
  | {
      readonly type: 'intent';
      readonly resource: string;
      readonly mark: string;
      readonly marked: boolean;
      readonly at?: number;
      /** Path parameters that the run learnt: the object that it is made below. */
      readonly path?: readonly [string, Json][];
    }
  | { readonly type: 'answered'; readonly mark: string }
  | {
      readonly type: 'created';
      readonly resource: string;
      readonly identity: string;
      readonly path: readonly [string, Json][];
      /** The mark that it was created with. */
      readonly mark?: string;
    }
  /** An update is about to give it another name than its mark. */
  | { readonly type: 'renamed'; readonly resource: string; readonly identity: string; readonly to: string }
  /** A create named it, and nobody could tell whose it is: it is not touched. */
  | {
      readonly type: 'unclear';
      readonly resource: string;
      readonly identity: string;
      readonly path: readonly [string, Json][];
    }
  | {
      readonly type: 'removed';
      readonly resource: string;
      readonly identity: string;
      /** As in the entry of its create; below different parents identities may be the same. */
      readonly path?: readonly [string, Json][];
    }
  | {
      readonly type: 'change';
      readonly operation: string;
      readonly path: readonly [string, Json][];
      readonly was: Json;
    }
  | { readonly type: 'restored'; readonly operation: string; readonly path: readonly [string, Json][] };

/** What a run did to a target, on disk before it does it. Holds no credentials; what was changed stands in it as it was. */
export interface Journal {
  write(entry: JournalEntry): void;
  readonly entries: readonly JournalEntry[];
  readonly file: string | undefined;
  close(): void;
}

/** A journal in a file of its own, readable by its owner alone; each line is synced. */
export function fileJournal(folder: string, run: string): Journal {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${run}.ndjson`);
  const isCutShort = existsSync(file) && !['', '\n'].includes(readFileSync(file, 'utf8').slice(-1));
  const handle = openSync(file, 'a', 0o600);
  // A crash may have cut the last line short: what follows it must not be lost with it.
  if (isCutShort) writeFileSync(handle, '\n');
  const entries: JournalEntry[] = [];
  return {
    file,
    entries,
    write(entry) {
      writeFileSync(handle, `${JSON.stringify(entry)}\n`);
      fsyncSync(handle);
      entries.push(entry);
    },
    close: () => closeSync(handle),
  };
}

/** A journal that is kept in memory, for targets that keep nothing. */
export function memoryJournal(): Journal {
  const entries: JournalEntry[] = [];
  return { file: undefined, entries, write: (entry) => entries.push(entry), close: () => undefined };
}

/** Reads a journal; a last line that a crash cut short is left out. */
export function readJournal(file: string): JournalEntry[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return line === '' ? [] : [JSON.parse(line) as JournalEntry];
      } catch {
        return [];
      }
    });
}

/** The journals in a folder, oldest name first. */
export function journalFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ndjson'))
    .sort()
    .map((name) => join(folder, name));
}

/**
 * What a journal says is still there, or may be: created and not removed, changed and not put back, asked for without an
 * answer, and named by a create without being surely ours.
 */
export function outstanding(entries: readonly JournalEntry[]): {
  objects: Extract<JournalEntry, { type: 'created' }>[];
  unclear: Extract<JournalEntry, { type: 'unclear' }>[];
  changes: Extract<JournalEntry, { type: 'change' }>[];
  unanswered: Extract<JournalEntry, { type: 'intent' }>[];
} {
  const objects = new Map<string, Extract<JournalEntry, { type: 'created' }>>();
  const unclear = new Map<string, Extract<JournalEntry, { type: 'unclear' }>>();
  const changes = new Map<string, Extract<JournalEntry, { type: 'change' }>>();
  const unanswered = new Map<string, Extract<JournalEntry, { type: 'intent' }>>();
  for (const entry of entries) {
    if (entry.type === 'intent') unanswered.set(entry.mark, entry);
    if (entry.type === 'answered') unanswered.delete(entry.mark);
    if (entry.type === 'unclear') unclear.set(nameOf(entry), entry);
    if (entry.type === 'created') objects.set(nameOf(entry), entry);
    if (entry.type === 'created') unclear.delete(nameOf(entry));
    if (entry.type === 'removed') {
      unclear.delete(nameOf(entry));
      for (const [name, { resource, identity }] of objects)
        if (isMeant(entry, name, { resource, identity })) objects.delete(name);
    }
    if (entry.type === 'change' || entry.type === 'restored') {
      const key = `${entry.operation}\n${JSON.stringify(entry.path)}`;
      if (entry.type === 'restored') changes.delete(key);
      // The first state read is the one to put back.
      else if (!changes.has(key)) changes.set(key, entry);
    }
  }
  return {
    objects: [...objects.values()],
    unclear: [...unclear.values()],
    changes: [...changes.values()],
    unanswered: [...unanswered.values()],
  };
}

type Named = Extract<JournalEntry, { type: 'created' | 'unclear' | 'removed' }>;

function nameOf({ resource, identity, path }: Named): string {
  return JSON.stringify([resource, identity, path]);
}

/** Earlier journals do not say where a removed object was. */
function isMeant(
  removed: Extract<JournalEntry, { type: 'removed' }>,
  name: string,
  { resource, identity }: Pick<Named, 'resource' | 'identity'>,
): boolean {
  if (removed.path !== undefined) return nameOf(removed) === name;
  return removed.resource === resource && removed.identity === identity;
}
