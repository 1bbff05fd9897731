import type { JsonObject, JsonSchema } from '../../model/json.ts';
import type { Pointer } from '../../model/pointer.ts';
import type { Part } from './schema-document.ts';

/** A schema object whose own assertions hold; what it applies in place is held beside it. */
export interface Conjunct extends Part {
  readonly schema: JsonObject;
}

/** A keyword that leaves a choice: one of the branches holds. */
export interface Choice {
  readonly keyword: 'anyOf' | 'oneOf' | 'if' | 'not' | 'dependentSchemas';
  /** Stands in the document. */
  readonly own: boolean;
  /** Of the keyword's value. */
  readonly pointer: Pointer;
  readonly branches: readonly Branch[];
}

/** What holds if a branch is chosen. */
export interface Branch {
  /** Where the branch stands among the keyword's schemas. */
  readonly index: number;
  readonly parts: readonly Part[];
  /** What breaks the other branches of oneOf as well: costly, so that it is used only where chance fails. */
  readonly apart: readonly Part[];
}

/** What is known of one place of the instance: conjuncts that all hold, and choices yet to be made. */
export interface State {
  readonly key: string;
  /** What the place has to satisfy, choices included. */
  readonly parts: readonly Part[];
  readonly conjuncts: readonly Conjunct[];
  readonly pending: readonly Choice[];
  /** False where a schema is `false`. */
  readonly possible: boolean;
  /** A value made from the conjuncts may still break something: it has to be checked. */
  readonly inexact: boolean;
}

/** The place of a state's first schema. */
export function pointerOf(state: State): Pointer {
  return state.conjuncts[0]?.pointer ?? state.parts[0]?.pointer ?? '';
}

/** A part that we derived. */
export function derived(schema: JsonSchema, pointer: Pointer): Part {
  return { schema, pointer, own: false };
}
