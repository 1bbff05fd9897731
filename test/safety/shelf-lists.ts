import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SHELF = readFileSync(join(import.meta.dirname, '../published-faults/shelf.yaml'), 'utf8');
const LIMIT = '        - {name: limit, in: query, schema: {type: integer, minimum: 1}}\n';
const TITLE = '        - {name: title, in: query, schema: {type: string}}\n';

/** The same shelf with a list that shows all, one that may be cut, and none. */
const LISTS = {
  whole: SHELF,
  cut: SHELF.replace(TITLE, TITLE + LIMIT),
  none: SHELF.replace(/ {4}list: .*\n/, ''),
  /** Without a list and a mark. */
  unmarked: SHELF.replace(/ {4}list: .*\n/, '').replace(/ {4}mark: .*\n/, ''),
  /** Whose create updates the book of the same title, which is too short for a mark. */
  upsert: SHELF.replace(
    '{operation: putBook, semantics: replace}',
    '{operation: createBook, semantics: upsert}',
  )
    .replace(/ {4}put:\n(?: {6}.*\n)+/, '')
    .replace('title: {type: string, minLength: 1}', 'title: {type: string, minLength: 1, maxLength: 8}'),
};

/** How a shelf lists its books. */
export type List = keyof typeof LISTS;

/** Writes the contract of a shelf into a folder, once: who reads it must not find it cut. Gives its file. */
export function shelfFile(folder: string, list: List): string {
  const file = join(folder, `shelf-${list}.yaml`);
  if (!existsSync(file)) writeFileSync(file, LISTS[list]);
  return file;
}
