import type { JsonObject, JsonSchema } from '../../model/json.ts';
import type { Pointer } from '../../model/pointer.ts';
import type { Dialect } from './dialect.ts';

/** A schema that is addressed on its own: a document, or a part of one with an `$id`. */
export interface Resource {
  /** Absolute, without a fragment. */
  readonly uri: string;
  readonly root: JsonSchema;
  /** The place of the root. */
  readonly pointer: Pointer;
  readonly dialect: Dialect;
  readonly anchors: Map<string, JsonObject>;
  readonly dynamicAnchors: Map<string, JsonObject>;
}

/** The resources with dynamic anchors that were entered on the way to a schema, the outermost first. */
export interface Scope {
  readonly key: string;
  readonly resources: readonly Resource[];
}

/** A schema and where it stands. */
export interface Part {
  readonly schema: JsonSchema;
  /** In the document; in another one with its address before it. */
  readonly pointer: Pointer;
  /** Stands in the document as an assertion; false for what we derived (negations, conditions). */
  readonly own: boolean;
  /** What it describes does not count as evaluated: a negation. */
  readonly silent: boolean;
  readonly resource: Resource;
  readonly scope: Scope;
}

/** A schema object in its normal form whose own assertions hold; what it applies in place is held beside it. */
export interface Conjunct extends Part {
  readonly schema: JsonObject;
}
