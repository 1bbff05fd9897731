import { hostname } from 'node:os';
import type { JournalEntry } from '../targets/journal.ts';

/** Whether the process that wrote a journal is still there; another one may have got its number since. */
export function mayBeRunning({ writer }: Extract<JournalEntry, { type: 'run' }>): boolean {
  if (writer?.host !== hostname() || writer.pid === process.pid) return false;
  try {
    process.kill(writer.pid, 0);
    return true;
  } catch (error) {
    // It is there and somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
