import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import {
  fileJournal,
  type JournalEntry,
  journalFiles,
  memoryJournal,
  outstanding,
  readJournal,
} from './journal.ts';

const base = mkdtempSync(join(tmpdir(), 'assay-journal-'));
let folder = '';
let count = 0;
beforeEach(() => {
  count += 1;
  folder = join(base, String(count), 'journal');
});
afterAll(() => rmSync(base, { recursive: true }));

const created = (identity: string, resource = 'thing'): JournalEntry => ({
  type: 'created',
  resource,
  identity,
  path: [['id', identity]],
});
const removed = (identity: string, resource = 'thing'): JournalEntry => ({
  type: 'removed',
  resource,
  identity,
});
const change = (was: string, id = '1'): JournalEntry => ({
  type: 'change',
  operation: 'PUT /a',
  path: [['id', id]],
  was,
});
const restored = (id = '1'): JournalEntry => ({ type: 'restored', operation: 'PUT /a', path: [['id', id]] });

describe('objects below others', () => {
  const below = (type: 'created' | 'removed' | 'unclear', note: string): JournalEntry => ({
    type,
    resource: 'comment',
    identity: '1',
    path: [
      ['note', note],
      ['comment', '1'],
    ],
  });

  it('are told apart by where they are', () => {
    const entries = [below('created', 'a'), below('created', 'b'), below('removed', 'a')];

    expect(outstanding(entries).objects).toEqual([below('created', 'b')]);
  });

  it('are unclear until they are seen to be ours, or gone', () => {
    const unclear = [below('unclear', 'a'), below('unclear', 'b'), below('unclear', 'c')];

    const left = outstanding([...unclear, below('created', 'a'), below('removed', 'b')]);

    expect(left.unclear).toEqual([below('unclear', 'c')]);
    expect(left.objects).toEqual([below('created', 'a')]);
  });
});

describe('a journal in a file', () => {
  it('is its owner’s alone', () => {
    const journal = fileJournal(folder, 'run');
    journal.close();

    expect(statSync(join(folder, 'run.ndjson')).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('is on disk as soon as it is written', () => {
    const journal = fileJournal(folder, 'run');

    journal.write(created('ü €'));

    expect(readJournal(journal.file ?? '')).toEqual([created('ü €')]);
    expect(journal.entries).toEqual([created('ü €')]);
    journal.close();
  });

  it('that a crash cut short is read without its last line, and can be gone on with', () => {
    const first = fileJournal(folder, 'run');
    first.write(created('1'));
    first.write(created('2'));
    first.close();
    const file = first.file ?? '';
    writeFileSync(file, readFileSync(file).subarray(0, -9));

    expect(readJournal(file)).toEqual([created('1')]);
    const second = fileJournal(folder, 'run');
    second.write(removed('1'));
    second.close();

    expect(readJournal(file)).toEqual([created('1'), removed('1')]);
  });

  it('is read at every length that a crash may leave', () => {
    const journal = fileJournal(folder, 'run');
    for (const entry of [created('1'), removed('1'), created('€')]) journal.write(entry);
    journal.close();
    const whole = readFileSync(journal.file ?? '');
    for (let length = 0; length <= whole.length; length += 1) {
      writeFileSync(journal.file ?? '', whole.subarray(0, length));

      const entries = readJournal(journal.file ?? '');

      expect(entries).toEqual([created('1'), removed('1'), created('€')].slice(0, entries.length));
    }
  });

  it('is gone on with where it ended well', () => {
    for (const id of ['1', '2']) {
      const journal = fileJournal(folder, 'run');
      journal.write(created(id));
      journal.close();
    }

    expect(readFileSync(join(folder, 'run.ndjson'), 'utf8').split('\n')).toHaveLength(3);
  });

  it('that is gone cannot be written to', () => {
    const journal = fileJournal(folder, 'run');
    journal.close();

    expect(() => journal.write(created('1'))).toThrow();
    expect(journal.entries).toEqual([]);
  });

  it('is found among others', () => {
    expect(journalFiles(folder)).toEqual([]);
    for (const run of ['b', 'a']) fileJournal(folder, run).close();
    appendFileSync(join(folder, 'other.txt'), '');

    expect(journalFiles(folder)).toEqual([join(folder, 'a.ndjson'), join(folder, 'b.ndjson')]);
  });
});

it('a journal in memory keeps its entries', () => {
  const journal = memoryJournal();
  journal.write(created('1'));
  journal.close();

  expect([journal.file, journal.entries]).toEqual([undefined, [created('1')]]);
});

describe('what is outstanding', () => {
  it('is what was created and not removed, by resource', () => {
    const { objects } = outstanding([
      created('1'),
      created('2'),
      removed('1'),
      created('1', 'other'),
      removed('3'),
    ]);

    expect(objects).toEqual([created('2'), created('1', 'other')]);
  });

  it('is what was created again', () => {
    expect(outstanding([created('1'), removed('1'), created('1')]).objects).toEqual([created('1')]);
  });

  it('is the first state of what was changed and not put back', () => {
    const { changes } = outstanding([
      change('first'),
      change('second'),
      change('x', '2'),
      restored('2'),
      restored('3'),
    ]);

    expect(changes).toEqual([change('first')]);
  });

  it('is what was changed again after it was put back', () => {
    expect(outstanding([change('a'), restored(), change('b')]).changes).toEqual([change('b')]);
  });

  it('is what was asked for without an answer', () => {
    const intent = (mark: string): JournalEntry => ({
      type: 'intent',
      resource: 'thing',
      mark,
      marked: true,
    });

    expect(outstanding([intent('m1'), intent('m2'), { type: 'answered', mark: 'm1' }]).unanswered).toEqual([
      intent('m2'),
    ]);
  });
});
