import type { JsonObject, JsonSchema } from '../../model/json.ts';
import { decimal, numberRange, times } from '../valid/number-range.ts';
import type { State } from '../valid/state.ts';

/** Strings and arrays beyond these sizes are no boundary worth sending. */
const LONGEST = 4096;
const MOST_ITEMS = 200;

/** A boundary of one keyword, said as a schema that holds on the boundary only. */
export interface Edge {
  readonly keyword: string;
  readonly what: string;
  readonly schema: JsonSchema;
}

/** The boundaries of the keywords of one schema. */
export function* edgesOf(schema: JsonObject, leaf: State): Generator<Edge> {
  yield* sizes(schema, 'string', 'Length', LONGEST);
  yield* sizes(schema, 'array', 'Items', MOST_ITEMS);
  yield* sizes(schema, 'object', 'Properties', MOST_ITEMS);
  yield* numbers(schema, leaf);
  const { enum: list, type } = schema;
  for (const value of Array.isArray(list) ? list : []) {
    yield { keyword: 'enum', what: JSON.stringify(value), schema: { const: value } };
  }
  if (Array.isArray(type))
    for (const one of type) yield { keyword: 'type', what: String(one), schema: { type: one } };
  if ([type].flat().includes('boolean')) {
    for (const value of [true, false])
      yield { keyword: 'type', what: String(value), schema: { const: value } };
  }
}

function* sizes(schema: JsonObject, type: string, what: string, limit: number): Generator<Edge> {
  const [least, most] = [`min${what}`, `max${what}`];
  const [min, max] = [schema[least], schema[most]];
  if (typeof min === 'number' && min <= limit) {
    yield { keyword: least, what: 'the minimum', schema: { type, [least]: min, [most]: min } };
  }
  if (typeof max === 'number' && max <= limit) {
    yield { keyword: most, what: 'the maximum', schema: { type, [least]: max, [most]: max } };
  }
}

function* numbers(schema: JsonObject, leaf: State): Generator<Edge> {
  const { step } = numberRange(leaf);
  const near = (limit: number, sign: 1 | -1, exclusive: boolean): number[] => {
    if (!step) return exclusive ? [limit + sign * 10 ** -Math.max(2, decimal(limit).scale)] : [limit];
    const size = times(step, 1);
    const first = sign > 0 ? Math.ceil(limit / size) : Math.floor(limit / size);
    return [0, 1]
      .map((offset) => times(step, first + sign * offset))
      .filter((value) => !exclusive || value !== limit);
  };
  for (const [keyword, sign, exclusive, what] of [
    ['minimum', 1, false, 'the minimum'],
    ['maximum', -1, false, 'the maximum'],
    ['exclusiveMinimum', 1, true, 'next to the minimum'],
    ['exclusiveMaximum', -1, true, 'next to the maximum'],
  ] as const) {
    const limit = schema[keyword];
    const [closest] = typeof limit === 'number' ? near(limit, sign, exclusive) : [];
    if (closest !== undefined) yield { keyword, what, schema: { const: closest } };
  }
}
