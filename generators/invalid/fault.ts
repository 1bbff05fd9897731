import type { Json } from '../../model/json.ts';
import type { Pointer } from '../../model/pointer.ts';

/** One way to break one constraint at one place. */
export interface Fault {
  /** Stable within a schema. */
  id: string;
  /** The place in the instance. */
  instance: Pointer;
  /** The schema object that holds the keyword. */
  schema: Pointer;
  keyword: string;
  /** The missing member of `required` and `dependentRequired`, the added one of `additionalProperties`. */
  member?: string;
  /** In words: "missing", "null instead of string", "just below the minimum". */
  what: string;
}

/** A fault that cannot be made alone, and why. */
export interface UnbreakableFault extends Fault {
  reason: string;
}

/** A valid value and the same but for one fault. */
export interface Broken {
  base: Json;
  value: Json;
}
