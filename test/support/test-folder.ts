import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Journals are synced to disk at each entry, which a disk in memory does at once.
const MEMORY = '/dev/shm';

/** Variable that names the folder for whatever tests write; made before the first of them, removed after the last. */
export const TEST_FOLDER = 'ASSAY_TEST_FOLDER';

/** Called by vitest before all tests; gives what is to be done after them. */
export function setup(): () => void {
  const folder = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'assay-tests-'));
  process.env[TEST_FOLDER] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
