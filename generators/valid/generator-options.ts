import type { Json, JsonObject, JsonSchema } from '../../model/json.ts';
import type { Pointer } from '../../model/pointer.ts';

/** How values are made from a schema. */
export interface GeneratorOptions {
  /**
   * Document that `$ref`s (`#/…`) resolve in. A schema that is an object of this document has its place there.
   * @defaultValue the schema itself
   */
  root?: JsonObject;
  /**
   * The dialect of schemas without `$schema`: its address, or `draft-04`, `draft-06`, `draft-07`, `2019-09`, `2020-12`,
   * `openapi-3.0`.
   * @defaultValue '2020-12'
   */
  dialect?: string;
  /** Other documents that a `$ref` may lead to, by their absolute address. The metaschemas are known. */
  schemas?: Readonly<Record<string, JsonSchema>>;
  /** In a request `readOnly` members are never generated and never required, in a response `writeOnly` ones. */
  direction?: 'request' | 'response';
  /**
   * Only plain values: ASCII letters, digits and simple punctuation without blanks at the ends, at most 255
   * characters where no limit is stated, safe integers.
   * @defaultValue false
   */
  plain?: boolean;
  /**
   * Which optional members are present; `some` is by chance, and none where there is no chance (`example`).
   * @defaultValue 'some'
   */
  optional?: 'none' | 'some' | 'all';
  /** Instance pointers of optional members (and array items) that must be present. */
  include?: readonly Pointer[];
  /** Optional members that are never generated; the pointer is that of the schema that declares the member. */
  exclude?: (schemaPointer: Pointer, member: string) => boolean;
  /**
   * Values to use for a schema instead of generated ones. An empty array means that none is available: an
   * optional member is left out, anything else refused.
   */
  site?: (schema: JsonObject, schemaPointer: Pointer) => readonly Json[] | undefined;
  /**
   * Generate optional members that are deprecated.
   * @defaultValue false
   */
  deprecated?: boolean;
}
