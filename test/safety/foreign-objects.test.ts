import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { compile } from '../../contract/compile.ts';
import type { Contract } from '../../model/contract.ts';
import type { Mode, Run } from '../../model/run.ts';
import { conduct } from '../../runner/conduct.ts';
import { defaultOptions } from '../../runner/default-options.ts';
import { hastyClock } from '../support/hasty-clock.ts';
import { type Mixup, type SharedShelf, type ShelfOptions, startSharedShelf } from './shared-shelf.ts';
import { type List, shelfFile } from './shelf-lists.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'assay-foreign-'));
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

const contracts = new Map<List, Contract>();

async function runOn(shelf: SharedShelf, list: List, mode: Mode = 'full'): Promise<Run> {
  const contract = contracts.get(list) ?? compile({ file: shelfFile(FOLDER, list) });
  contracts.set(list, contract);
  return conduct(contract, {
    ...defaultOptions(),
    target: `${shelf.origin}/v1`,
    rate: 'none',
    mode,
    env: new Map(),
    clock: hastyClock(),
    journals: join(FOLDER, 'journals'),
  });
}

async function tried(list: List, options: ShelfOptions, mode?: Mode) {
  const shelf = await startSharedShelf(options);
  const run = await runOn(shelf, list, mode);
  await shelf.close();
  const left = shelf.books().filter(({ id }) => !shelf.foreign.has(id));
  const taken = run.findings.filter(({ check }) => check === 'resource-create-identity-taken');
  return { shelf, run, left, taken };
}

const musts = (run: Run) =>
  run.findings.filter(({ level }) => level === 'must').map(({ check, message }) => `${check}: ${message}`);

const EMMA = { id: 'b1', title: 'Emma', genre: 'novel', pages: 100 };
/** Lists that show at most so many books: a cut one hides what is foreign. */
const SHOWN: Readonly<Partial<Record<List, number>>> = { cut: 0 };
const NAMES = ['whole', 'cut', 'none'] as const;
const each = NAMES.flatMap((list) => (['write', 'full'] as const).map((mode) => ({ list, mode })));

function shelfOptions(list: List, mixup?: Mixup): ShelfOptions {
  const listed = SHOWN[list];
  return { mixup, ...(listed === undefined ? {} : { listed }) };
}

describe.concurrent('a shelf that keeps to the contract', () => {
  it.each(each)('is conformant and left as it was: list $list, mode $mode', async ({ list, mode }) => {
    const listed = list === 'cut' ? { listed: 2 } : {};
    const { run, left, shelf } = await tried(list, listed, mode);

    expect(musts(run)).toEqual([]);
    expect(run.leftovers).toEqual([]);
    expect(left).toEqual([]);
    expect(shelf.touched).toEqual([]);
  });
});

describe.concurrent('a shelf that gives ids again', () => {
  it.each(NAMES)('is conformant and left as it was: list %s', async (list) => {
    const { run, left, shelf } = await tried(list, { isThrifty: true });

    expect(musts(run)).toEqual([]);
    expect(run.leftovers).toEqual([]);
    expect(left).toEqual([]);
    expect(shelf.touched).toEqual([]);
  });
});

describe.concurrent('a create that names a foreign book', () => {
  it.each(each)('makes nobody touch it: list $list, mode $mode', async ({ list, mode }) => {
    const { run, taken, shelf } = await tried(list, shelfOptions(list, 'names a foreign book'), mode);

    expect(shelf.touched).toEqual([]);
    expect(shelf.books()).toContainEqual(EMMA);
    expect(taken).toMatchObject([{ level: 'must', operation: 'POST /books', received: 'b1' }]);
    expect(run.exitCode).toBe(1);
  });

  it('has what it really made removed, where the list shows it', async () => {
    const { run, left } = await tried('whole', { mixup: 'names a foreign book' });

    expect(left).toEqual([]);
    expect(run.summary.left).toBe(0);
  });

  it.each(['cut', 'none'] as const)(
    'has it named and not touched where no read shows whose it is: list %s',
    async (list) => {
      const { run, shelf } = await tried(
        list,
        shelfOptions(list, 'names a foreign book that cannot be read'),
      );

      expect(shelf.touched).toEqual([]);
      expect(run.leftovers).toContainEqual(
        expect.objectContaining({
          resource: 'book',
          identity: 'b1',
          how: expect.stringMatching(/no read shows that it is ours.*or somebody else's.*--delete b1/),
        }),
      );
    },
  );
});

describe.concurrent('a create without a mark that names a foreign book', () => {
  it('makes nobody touch it where a read shows other texts', async () => {
    const { run, shelf } = await tried('unmarked', { mixup: 'names a foreign book' });

    expect(shelf.touched).toEqual([]);
    expect(run.leftovers).toContainEqual(expect.objectContaining({ identity: 'b1' }));
  });

  it('is not suspected where it names what it made', async () => {
    const { run, left } = await tried('unmarked', {});

    expect(left).toEqual([]);
    expect(run.leftovers).toEqual([]);
    expect(musts(run)).toEqual([]);
  });
});

describe.concurrent('a create that writes over a foreign book', () => {
  it('makes the run touch it no further, and say so', async () => {
    const { run, taken, shelf } = await tried('whole', { mixup: 'overwrites a foreign book' });

    expect(shelf.touched).toEqual([]);
    expect(taken).toMatchObject([{ level: 'must', operation: 'POST /books', received: 'b1' }]);
    expect(run.leftovers).toContainEqual(
      expect.objectContaining({ identity: 'b1', how: expect.stringContaining('a create wrote over it') }),
    );
  });
});

describe.concurrent('a create that names another book of the run', () => {
  it.each(NAMES)('is told, and nothing foreign is touched: list %s', async (list) => {
    const { taken, shelf } = await tried(list, { mixup: 'names another own book' });

    expect(shelf.touched).toEqual([]);
    expect(taken).toMatchObject([{ level: 'must', operation: 'POST /books' }]);
  });
});

describe.concurrent('a create that updates what has the same name', () => {
  it('is not sent with the name of a foreign book', async () => {
    const { shelf: alone } = await tried('upsert', { isUpsert: true });
    const titles = [...new Set(alone.made)];

    const { run, left, shelf } = await tried('upsert', { isUpsert: true, titles });

    expect(titles).not.toEqual([]);
    expect(shelf.touched).toEqual([]);
    expect(left).toEqual([]);
    expect(musts(run)).toEqual([]);
  });
});

describe.concurrent('an id that is given to somebody else after the delete', () => {
  it.each(NAMES)('is not deleted again: list %s', async (list) => {
    const { run, left, shelf } = await tried(list, { mixup: 'gives ids away again' });

    expect(shelf.touched).toEqual([]);
    expect(left).toEqual([]);
    expect(musts(run)).toEqual([]);
  });
});
