import type { Contract } from '../../model/contract.ts';
import { tinyContract } from '../../test/support/compiled-tiny.ts';

/** A piece of the tiny contract's text, and what stands in its place. */
export type Edit = readonly [from: string, to: string];

/** Nobody can read a note. */
export const UNREAD: Edit = ['    read: {operation: getNote}\n', ''];

/** Nobody can create a note. */
export const UNCREATED: Edit = ['    create: {operation: createNote', '    made: {operation: createNote'];

/** What is said of notes by a keyword is only inferred. */
export function inferred(keyword: string): Edit {
  return ['        echo/tags:', `        ${keyword}: {at: our reading, basis: inferred}\n        echo/tags:`];
}

/** The tiny contract with some of its text edited, which has to be there. */
export function edited(...edits: readonly Edit[]): Contract {
  return tinyContract((text) =>
    edits.reduce((left, [from, to]) => {
      if (!left.includes(from)) throw new Error(`the contract does not say ${from}`);
      return left.replace(from, () => to);
    }, text),
  );
}
