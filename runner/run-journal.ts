import { rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  fileJournal,
  type Journal,
  type JournalEntry,
  outstanding,
  readJournal,
} from '../targets/journal.ts';

/** A journal that can be put away when its run is done. */
export interface RunJournal extends Journal {
  /** Whether something that the run made or changed is still there, or may be. */
  readonly isOutstanding: boolean;
  /** Removes the file: there is nothing to come back for. */
  discard(): void;
}

/** The file of a run's journal. */
export function journalFile(folder: string, run: string): string {
  return join(folder, `${run}.ndjson`);
}

/** The journal of a new run; its file is made with the first entry, headed by `start`: a run that writes nothing leaves none. */
export function newJournal(folder: string, start: Extract<JournalEntry, { type: 'run' }>): RunJournal {
  const open = () => {
    const journal = fileJournal(folder, start.run);
    journal.write(start);
    return journal;
  };
  return lazily(journalFile(folder, start.run), open, []);
}

/** The journal of an earlier run, to be gone on with. */
export function resumedJournal(folder: string, run: string): RunJournal {
  const file = journalFile(folder, run);
  return lazily(file, () => fileJournal(folder, run), readJournal(file));
}

function lazily(file: string, open: () => Journal, earlier: readonly JournalEntry[]): RunJournal {
  let journal: Journal | undefined;
  let isClosed = false;
  return {
    file,
    get entries() {
      return journal?.entries ?? [];
    },
    get isOutstanding() {
      const left = outstanding([...earlier, ...(journal?.entries ?? [])]);
      return Object.values(left).some(({ length }) => length > 0);
    },
    write(entry) {
      journal ??= open();
      journal.write(entry);
    },
    close() {
      if (!isClosed) journal?.close();
      isClosed = true;
    },
    discard: () => rmSync(file, { force: true }),
  };
}
