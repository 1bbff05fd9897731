import type { Json, JsonSchema } from '../../model/json.ts';
import type { Pointer } from '../../model/pointer.ts';
import type { DraftName } from './dialect.ts';

/** A value of which the suite says whether it is valid. */
export interface SuiteTest {
  readonly data: Json;
  readonly valid: boolean;
}

/** One schema that generators are measured with. */
export interface BenchCase {
  /** Says where the schema comes from; unique. */
  readonly id: string;
  /** The table that it counts in, such as `draft2020-12`, `draft7 optional` or `openapi`. */
  readonly corpus: string;
  readonly draft: DraftName;
  /** The schema with everything it refers to but remote documents. */
  readonly schema: JsonSchema;
  /** Where it stands in a document, if it was cut out of one. */
  readonly place?: { readonly document: string; readonly pointer: Pointer };
  /** Whether the tests take `format` for an assertion. Generators are always held to it. */
  readonly formats: boolean;
  /** Whether some value is known to be valid; undefined where nobody says. */
  readonly satisfiable: boolean | undefined;
  readonly tests: readonly SuiteTest[];
}
