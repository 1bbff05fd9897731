import type fc from 'fast-check';
import type { Json, JsonSchema } from '../../model/json.ts';
import { ExhaustedError, UnsupportedSchemaError } from '../schema/unsupported-schema-error.ts';
import { Generation } from './generation.ts';
import type { GeneratorOptions } from './generator-options.ts';
import type { Model } from './model.ts';
import { modelOf } from './models.ts';
import { SchemaArbitrary } from './schema-arbitrary.ts';
import { Source } from './source.ts';
import { anyWay, type Guide, including, wanted } from './want.ts';

const TRIES = 30;

/**
 * Random values that satisfy a schema, boundaries often; they shrink to small values that still satisfy it.
 * @throws UnsupportedSchemaError where the schema has no value, or none that could be made.
 */
export function valid(schema: JsonSchema, options: GeneratorOptions = {}): fc.Arbitrary<Json> {
  const model = modelOf(schema, options);
  return new SchemaArbitrary((source) => validValue(model, source, 'random'));
}

/**
 * The one readable value of a schema: what the document shows where it is valid, else short words and small
 * numbers. The same at every call.
 * @throws UnsupportedSchemaError where the schema has no value, or none that could be made.
 */
export function example(schema: JsonSchema, options: GeneratorOptions = {}): Json {
  return validValue(modelOf(schema, options), Source.replay(), 'example');
}

/** A value made from the choices of a source and proved by the validator of the whole schema. */
export function validValue(
  model: Model,
  source: Source,
  mode: 'example' | 'random',
  guide: Guide = anyWay,
): Json {
  model.begin();
  const { include = [] } = model.options;
  const want = guide === anyWay && include.length === 0 ? undefined : wanted(including(guide, ...include));
  const run = new Generation(model, source, mode);
  const value = placed(model, () =>
    source.retry(TRIES, () => {
      const made = run.value(model.start, { depth: 0, want, shown: [] });
      return model.accepts(model.start.parts, made) ? made : undefined;
    }),
  );
  if (value !== undefined) return value;
  const { pointer } = model.origin;
  throw new UnsupportedSchemaError(pointer, `none of ${TRIES} attempts made a valid value`);
}

/** The budget knows no schema: names the one that the value was for. */
function placed<T>(model: Model, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof ExhaustedError) throw new ExhaustedError(model.origin.pointer, error.reason);
    throw error;
  }
}
