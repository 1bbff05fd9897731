import type { Pointer } from './pointer.ts';

/** How hard a statement binds: RFC 2119's words. */
export type Level = 'must' | 'should' | 'may';

/** What a statement rests on; see docs/contract-language.md. */
export type Basis = 'documented' | 'corroborated' | 'inferred';

/** Levels from strong to weak. */
export const LEVELS: readonly Level[] = ['must', 'should', 'may'];

/** The level that follows from a basis. */
export const LEVEL_OF_BASIS: Readonly<Record<Basis, Level>> = {
  documented: 'must',
  corroborated: 'should',
  inferred: 'may',
};

/** The weakest of some levels; `must` when there are none. */
export function weakest(...levels: readonly Level[]): Level {
  return levels.reduce((so, level) => (LEVELS.indexOf(level) > LEVELS.indexOf(so) ? level : so), 'must');
}

/** Whether `level` is at least as strong as `bar`. */
export function reaches(level: Level, bar: Level): boolean {
  return LEVELS.indexOf(level) <= LEVELS.indexOf(bar);
}

/** A place in a file; line and column count from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Some lines of a file as they stand there, around a position. */
export interface Frame {
  /** Number of the first of them, from 1. */
  readonly firstLine: number;
  readonly lines: readonly string[];
}

/** Where a statement comes from. */
export interface Source extends Position {
  /** Title of the vendor's document, or the contract's own file. */
  readonly document: string;
  /** The passage in that document. */
  readonly at: string;
  readonly basis: Basis;
  /** Our reading of a doubtful passage. */
  readonly reading?: string;
}

/** One thing that a contract says. */
export interface Statement {
  /** Place in the contract's document. */
  readonly pointer: Pointer;
  /** The keyword at that place, where it is one. */
  readonly keyword?: string;
  readonly level: Level;
  readonly source: Source;
}
