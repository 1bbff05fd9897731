import type { JsonObject, JsonSchema } from '../../model/json.ts';
import type { Pointer } from '../../model/pointer.ts';
import type { Library } from '../schema/library.ts';
import type { Conjunct, Part } from '../schema/part.ts';
import type { UnsupportedSchemaError } from '../schema/unsupported-schema-error.ts';

/** A keyword that leaves a choice: one of the branches holds. */
export interface Choice {
  readonly keyword: 'anyOf' | 'oneOf' | 'if' | 'not' | 'dependentSchemas';
  /** Stands in the document. */
  readonly own: boolean;
  /** Of the keyword's value. */
  readonly pointer: Pointer;
  /** The schema that has the keyword. */
  readonly holder: JsonObject;
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

/** One schema applies another in place. */
export interface Application {
  readonly by: JsonObject;
  readonly schema: JsonObject;
  /** What it describes does not count as evaluated. */
  readonly silent: boolean;
}

/** What is known of one place of the instance: conjuncts that all hold, and choices yet to be made. */
export interface State {
  readonly key: string;
  readonly library: Library;
  /** What the place has to satisfy, choices included. */
  readonly parts: readonly Part[];
  readonly conjuncts: readonly Conjunct[];
  readonly applications: readonly Application[];
  readonly pending: readonly Choice[];
  /** False where a schema is `false`, or cannot be read. */
  readonly possible: boolean;
  /** Why a schema cannot be read. */
  readonly refusal?: UnsupportedSchemaError | undefined;
  /** A value made from the conjuncts may still break something: it has to be checked. */
  readonly inexact: boolean;
}

/** The place of a state's first schema. */
export function pointerOf(state: State): Pointer {
  return state.conjuncts[0]?.pointer ?? state.parts[0]?.pointer ?? '';
}

/** A part that we derived, to hold beside another. */
export function derived(schema: JsonSchema, beside: Part): Part {
  return { ...beside, schema, own: false, silent: true };
}
