import type { Json } from '../../model/json.ts';
import type { Pointer } from '../../model/pointer.ts';

/** One way to break one constraint at one place. */
export interface Fault {
  /** Stable within a schema. */
  id: string;
  /** The place in the instance. */
  instance: Pointer;
  /** The schema object that holds the keyword, or the schema that is `false`. */
  schema: Pointer;
  /** As the document spells it; `false schema` for a schema that is `false`. */
  keyword: string;
  /** Beside `contains`: which keyword says how many items it has to be. */
  limit?: 'minContains' | 'maxContains';
  /** The missing member of `required` and `dependentRequired`, the one too many of `additionalProperties`. */
  member?: string;
  /** A reader may take the value for the valid one that it is close to. */
  tolerable?: true;
  /** In words: "missing", "null instead of string", "just below the minimum". */
  what: string;
}

/**
 * A constraint that is broken together with a fault: because it follows from it, or because no value was found that
 * breaks the one and keeps the other.
 */
export interface Companion {
  /** The place in the instance. */
  instance: Pointer;
  /** The schema object that holds the keyword. */
  schema: Pointer;
  /**
   * The keyword. Without one: all that is said below this schema, of the place and what is in it, as the branches of
   * an `anyOf` of which none holds.
   */
  keyword?: string;
}

/** A fault that can be made, with all that is broken together with it. */
export interface ProvedFault extends Fault {
  /** Every other violation of a value with the fault is one of these. */
  companions: readonly Companion[];
}

/** A fault that cannot be made, and why. */
export interface UnbreakableFault extends Fault {
  reason: string;
}

/** A valid value and the same but for one fault. */
export interface Broken {
  base: Json;
  value: Json;
}
