import type { JsonSchema } from '../../model/json.ts';
import type { GeneratorOptions } from './generator-options.ts';
import { isFeasible } from './height.ts';
import { Model } from './model.ts';
import { refusalOf } from './refusal.ts';

interface Kept {
  readonly schema: JsonSchema;
  readonly options: GeneratorOptions;
  readonly model: Model;
}

/** Models that are kept, some megabytes each with the faults of a large schema. */
const MOST = 50;
/** The one that was used last comes last. */
const kept: Kept[] = [];

/** The model of a schema, kept for the same schema and equal options; refuses what has no value at all. */
export function modelOf(schema: JsonSchema, options: GeneratorOptions = {}): Model {
  const at = kept.findLastIndex((one) => one.schema === schema && isSame(one.options, options));
  const [known] = at < 0 ? [] : kept.splice(at, 1);
  if (known) {
    kept.push(known);
    return known.model;
  }
  const model = new Model(schema, options);
  if (!isFeasible(model, model.start)) throw refusalOf(model, model.start);
  kept.push({ schema, options, model });
  if (kept.length > MOST) kept.shift();
  return model;
}

function isSame(a: GeneratorOptions, b: GeneratorOptions): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof GeneratorOptions>;
  return [...names].every((name) => {
    const [left, right] = [a[name], b[name]];
    if (Array.isArray(left) && Array.isArray(right)) return left.join('\n') === right.join('\n');
    return left === right;
  });
}
