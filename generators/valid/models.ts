import { isObject, type JsonObject, type JsonSchema } from '../../model/json.ts';
import type { GeneratorOptions } from './generator-options.ts';
import { isFeasible } from './height.ts';
import { Model } from './model.ts';
import { refusalOf } from './refusal.ts';

const models = new WeakMap<JsonObject, { options: GeneratorOptions; model: Model }[]>();
/** A schema is seldom used with more sets of options than this. */
const KEPT = 6;

/** The model of a schema, kept for the same schema and equal options; refuses what has no value at all. */
export function modelOf(schema: JsonSchema, options: GeneratorOptions = {}): Model {
  const kept = isObject(schema) ? (models.get(schema) ?? []) : [];
  const known = kept.find((one) => isSame(one.options, options));
  if (known) return known.model;
  const model = new Model(schema, options);
  if (!isFeasible(model, model.start)) throw refusalOf(model, model.start);
  if (isObject(schema)) models.set(schema, [...kept.slice(-KEPT + 1), { options, model }]);
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
