import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { assay, start } from '../cli/cli.ts';
import { startSharedShelf } from './shared-shelf.ts';
import { shelfFile } from './shelf-lists.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'assay-foreign-'));
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

describe.concurrent('assay cleanup after a crash', () => {
  it.each([
    ['names a foreign book', 'whole'],
    ['names a foreign book', 'none'],
    ['names a foreign book that cannot be read', 'none'],
    ['overwrites a foreign book', 'whole'],
    ['gives ids away again', 'none'],
    [undefined, 'whole'],
  ] as const)('touches nothing foreign: %s, list %s', async (mixup, list) => {
    let creates = 0;
    const running: { kill?: () => void } = {};
    const shelf = await startSharedShelf({
      mixup,
      hear(method) {
        creates += method === 'POST' ? 1 : 0;
        if (creates === 6) running.kill?.();
      },
    });
    const where = ['--target', `${shelf.origin}/v1`, '--mode', 'full', '--rate', 'none', '--budget', 'quick'];
    const { child, ended } = start(['run', shelfFile(FOLDER, list), ...where]);
    running.kill = () => child.kill('SIGKILL');
    const { folder, signal, code, stderr } = await ended;

    const cleaned = await assay(['cleanup'], { folder });
    await shelf.close();

    expect(signal, `ended with ${code} after ${creates} creates: ${stderr}`).toBe('SIGKILL');
    expect(cleaned.stderr).toBe('');
    expect(shelf.touched).toEqual([]);
    if (mixup === undefined) expect(shelf.books().filter(({ id }) => !shelf.foreign.has(id))).toEqual([]);
  });
});
