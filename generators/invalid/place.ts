import type { Pointer } from '../../model/pointer.ts';
import type { Conjunct } from '../schema/part.ts';
import type { Choice, State } from '../valid/state.ts';
import type { Guide } from '../valid/want.ts';

/** A place of the instance that constraints speak of, with the branches taken to reach it. */
export interface Place {
  readonly instance: Pointer;
  /** What makes the place exist. */
  readonly guide: Guide;
  /** What the place has to satisfy, before any choice. */
  readonly state: State;
  /** The same after the choices of the guide. */
  readonly leaf: State;
  /** Conjuncts of the document that no place before had. */
  readonly fresh: readonly Conjunct[];
  /** Conjuncts that the same place had on another way: another try where the first fails. */
  readonly again: readonly Conjunct[];
  /** An optional member that no place before showed. */
  readonly optional: boolean;
  /** Lies in an optional member that is not to be generated: excluded, or deprecated. */
  readonly isLeftOut: boolean;
}

/** A choice of a place, seen for the first time. */
export interface Fork {
  readonly instance: Pointer;
  readonly guide: Guide;
  readonly isLeftOut: boolean;
  /** The state in which the choice is made. */
  readonly before: State;
  readonly choice: Choice;
  readonly holder: Conjunct;
  /** One guide a feasible branch. */
  readonly ways: readonly { readonly branch: number; readonly guide: Guide }[];
}
