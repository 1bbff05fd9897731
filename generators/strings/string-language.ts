import type { Draw } from './spelling.ts';

/** What a word should be like. */
export interface WordWish {
  /** Code points; the nearest length that there are words of is taken. */
  readonly length?: number;
  /** Printable ASCII, where there are such words. */
  readonly plain: boolean;
}

/** All strings that satisfy constraints: never none. */
export interface StringLanguage {
  /** The least length of a word, in code points. */
  readonly shortest: number;
  /** The greatest length, which may be infinite; where it is too far away to be known, the stated maximum. */
  readonly longest: number;
  /**
   * Whether words are exactly the strings that satisfy the constraints. Otherwise they are some of them, and each is
   * checked.
   */
  readonly isExact: boolean;
  /** One character for each class that the patterns tell apart, the simplest first. */
  readonly characters: readonly string[];
  /** Readable words that formats are shown by. */
  readonly shown: readonly string[];
  has(text: string): boolean;
  /** A word; the same for the same choices, and the simplest where all are 0. */
  word(draw: Draw, wish: WordWish): string;
  /** How many words there are, if exactly known and at most `limit`; otherwise infinite. */
  size(limit: number): number;
  /** The first words, shortest first, up to a number of them. */
  words(limit: number): string[];
}

/** Why there is no language. */
export interface Refusal {
  readonly refused: string;
  /** It is proved that no string satisfies the constraints. */
  readonly isEmpty: boolean;
}
