import type { Json, JsonSchema } from '../../model/json.ts';
import { child } from '../../model/pointer.ts';
import { memo } from './memo.ts';
import type { Part } from './schema-document.ts';
import type { Conjunct, State } from './state.ts';

/** Items that an array has to contain. */
export interface Contained {
  readonly part: Part;
  readonly min: number;
  readonly max: number;
}

/** What the conjuncts of a state say of arrays. */
export interface ArrayLimits {
  readonly min: number;
  readonly max: number;
  readonly unique: boolean;
  readonly contained: readonly Contained[];
  /** The number of leading items with schemas of their own. */
  readonly leading: number;
}

/** What the conjuncts of a state say of arrays. */
export const arrayLimits = memo(({ conjuncts }: State): ArrayLimits => {
  let [min, max] = [0, Number.POSITIVE_INFINITY];
  const contained: Contained[] = [];
  const leading = Math.max(0, ...conjuncts.map(({ schema }) => prefix(schema['prefixItems']).length));
  for (const conjunct of conjuncts) {
    const { minItems, maxItems, contains, items, unevaluatedItems } = conjunct.schema;
    if (typeof minItems === 'number') min = Math.max(min, Math.ceil(minItems));
    if (typeof maxItems === 'number') max = Math.min(max, Math.floor(maxItems));
    if (contains !== undefined) contained.push(containment(conjunct, contains));
    if (items === false) max = Math.min(max, prefix(conjunct.schema['prefixItems']).length);
    if (unevaluatedItems === false && !conjuncts.some(({ schema }) => schema['items'] !== undefined)) {
      if (!conjuncts.some(({ schema }) => schema['contains'] !== undefined)) max = Math.min(max, leading);
    }
  }
  const needed = contained.reduce((sum, one) => sum + one.min, 0);
  const unique = conjuncts.some(({ schema }) => schema['uniqueItems'] === true);
  return { min: Math.max(min, Math.min(needed, max)), max, unique, contained, leading };
});

/** What an item has to satisfy. */
export function itemParts(state: State, index: number): Part[] {
  return state.conjuncts.flatMap(({ schema, pointer, own }) => {
    const leading = prefix(schema['prefixItems']);
    const at = (value: Json, ...path: (string | number)[]): Part[] => [
      { schema: value as JsonSchema, pointer: child(pointer, ...path), own },
    ];
    const first = leading[index];
    if (first !== undefined) return at(first, 'prefixItems', index);
    if (schema['items'] !== undefined) return at(schema['items'], 'items');
    const rest = schema['unevaluatedItems'];
    return typeof rest === 'object' && rest !== null ? at(rest, 'unevaluatedItems') : [];
  });
}

function prefix(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function containment({ schema, pointer, own }: Conjunct, contains: Json): Contained {
  const { minContains, maxContains } = schema;
  return {
    part: { schema: contains as JsonSchema, pointer: child(pointer, 'contains'), own },
    min: typeof minContains === 'number' ? minContains : 1,
    max: typeof maxContains === 'number' ? maxContains : Number.POSITIVE_INFINITY,
  };
}
