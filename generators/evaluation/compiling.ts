import type { Json } from '../../model/json.ts';
import type { Conjunct } from '../schema/part.ts';
import type { Check } from './pass.ts';

/** The compiling of one schema object, as the keywords see it. */
export interface Compiling {
  readonly at: Conjunct;
  /** Members that do not take part in the direction: they are never required. */
  readonly hidden: ReadonlySet<string>;
  /** The check of a schema that applies to the same place. */
  inPlace(schema: Json, keyword: string, ...tokens: (string | number)[]): Check;
  /** The check of a schema that applies to a member, an item or a name. */
  below(schema: Json, keyword: string, ...tokens: (string | number)[]): Check;
  /** The check of what a reference leads to; nothing satisfies one that leads nowhere. */
  reference(keyword: '$ref' | '$dynamicRef' | '$recursiveRef', ref: string): Check;
}
