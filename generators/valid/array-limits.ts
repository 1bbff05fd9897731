import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { SILENT_CONTAINS } from '../schema/normal-form.ts';
import type { Conjunct, Part } from '../schema/part.ts';
import { evaluatorsFor } from './evaluating.ts';
import { memo } from './memo.ts';
import { derived, type State } from './state.ts';

/** Items that an array has to contain. */
export interface Contained {
  readonly part: Part;
  /** Holds for the items that do not count. */
  readonly others: Part;
  readonly min: number;
  readonly max: number;
  /** Who asks for them. */
  readonly by: Conjunct;
  /** Such items count as evaluated. */
  readonly evaluates: boolean;
}

/** What the conjuncts of a state say of arrays. */
export interface ArrayLimits {
  readonly min: number;
  readonly max: number;
  readonly unique: boolean;
  /** Two items have to be equal. */
  readonly repeated: boolean;
  readonly contained: readonly Contained[];
  /** The number of leading items with schemas of their own. */
  readonly leading: number;
}

/** What the conjuncts of a state say of arrays. */
export const arrayLimits = memo((state: State): ArrayLimits => {
  const { conjuncts } = state;
  let [min, max] = [0, Number.POSITIVE_INFINITY];
  const contained: Contained[] = [];
  const leading = Math.max(0, ...conjuncts.map(({ schema }) => prefix(schema['prefixItems']).length));
  for (const conjunct of conjuncts) {
    const { minItems, maxItems, contains, items } = conjunct.schema;
    if (typeof minItems === 'number') min = Math.max(min, Math.ceil(minItems));
    if (typeof maxItems === 'number') max = Math.min(max, Math.floor(maxItems));
    if (contains !== undefined) contained.push(containment(state, conjunct, contains));
    if (items === false) max = Math.min(max, prefix(conjunct.schema['prefixItems']).length);
  }
  const needed = contained.reduce((most, one) => Math.max(most, one.min), 0);
  const unique = conjuncts.some(({ schema }) => schema['uniqueItems'] === true);
  const repeated = conjuncts.some(({ schema: { not } }) => isObject(not) && isNoSet(not));
  return { min: Math.max(min, needed, repeated ? 2 : 0), max, unique, repeated, contained, leading };
});

/** A negation that only arrays with equal items satisfy. */
function isNoSet(not: JsonObject): boolean {
  return not['uniqueItems'] === true && Object.keys(not).length === 1;
}

/** What an item has to satisfy, which of the contained ones it is included. */
export function itemParts(state: State, index: number, as: readonly Contained[] = []): Part[] {
  const { library } = state;
  const parts = state.conjuncts.flatMap((conjunct): Part[] => {
    const { schema } = conjunct;
    const first = prefix(schema['prefixItems'])[index];
    if (first !== undefined) return [library.inner(conjunct, first, 'prefixItems', index)];
    if (schema['items'] !== undefined) return [library.inner(conjunct, schema['items'], 'items')];
    const rest = schema['unevaluatedItems'];
    if (rest === undefined || isEvaluated(state, conjunct, index, as)) return [];
    return [library.inner(conjunct, rest, 'unevaluatedItems')];
  });
  return [...parts, ...as.map(({ part }) => part)];
}

function isEvaluated(state: State, asking: Conjunct, index: number, as: readonly Contained[]): boolean {
  return evaluatorsFor(state, asking).some((one) => {
    const { schema } = one;
    if (schema['items'] !== undefined || index < prefix(schema['prefixItems']).length) return true;
    if (as.some(({ by, evaluates }) => evaluates && by.schema === schema)) return true;
    return schema !== asking.schema && schema['unevaluatedItems'] !== undefined;
  });
}

function prefix(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function containment({ library }: State, conjunct: Conjunct, contains: Json): Contained {
  const { minContains, maxContains, [SILENT_CONTAINS]: silent } = conjunct.schema;
  const part = library.inner(conjunct, contains, 'contains');
  return {
    part,
    others: derived({ not: library.conjunct(part)?.schema ?? contains }, part),
    min: typeof minContains === 'number' ? Math.ceil(minContains) : 1,
    max: typeof maxContains === 'number' ? Math.floor(maxContains) : Number.POSITIVE_INFINITY,
    by: conjunct,
    evaluates: silent !== true,
  };
}
