import type fc from 'fast-check';
import type { Json, JsonSchema } from '../../model/json.ts';
import { valueAt, withValueAt } from '../../model/pointer.ts';
import { UnsupportedSchemaError } from '../schema/unsupported-schema-error.ts';
import type { GeneratorOptions } from '../valid/generator-options.ts';
import type { Model } from '../valid/model.ts';
import { modelOf } from '../valid/models.ts';
import { SchemaArbitrary } from '../valid/schema-arbitrary.ts';
import type { Source } from '../valid/source.ts';
import { validValue } from '../valid/valid.ts';
import { analysisOf } from './analysis.ts';
import type { Fault } from './fault.ts';
import type { Finding } from './finding.ts';
import { hasOnly } from './proof.ts';

const TRIES = 20;
/** What a proof costs beside a choice. */
const PROOF = 20;

/**
 * Random values that have one fault and nothing but its companions; shrinking keeps it.
 * @throws UnsupportedSchemaError where the fault cannot be made.
 */
export function invalid(
  schema: JsonSchema,
  fault: Fault,
  options: GeneratorOptions = {},
): fc.Arbitrary<Json> {
  const model = modelOf(schema, options);
  const finding = analysisOf(model).finding(fault.id);
  if (!finding || 'reason' in finding) {
    throw new UnsupportedSchemaError(fault.schema, finding?.reason ?? `there is no fault ${fault.id}`);
  }
  return new SchemaArbitrary(
    (source) => drawn(source, () => invalidValue(model, finding, source)) ?? finding.broken.value,
  );
}

/** A value by chance; undefined where chance did not find one, so that the one that is proved stands in for it. */
function drawn(source: Source, make: () => Json | undefined): Json | undefined {
  const mark = source.record.length;
  try {
    return source.retry(TRIES, make);
  } catch (error) {
    if (!(error instanceof UnsupportedSchemaError)) throw error;
    source.record.length = mark;
    return undefined;
  }
}

function invalidValue(
  model: Model,
  { candidate, fault, attempt }: Extract<Finding, { fault: unknown }>,
  source: Source,
): Json | undefined {
  const base = validValue(model, source, 'random', attempt.guide);
  const value = valueAt(base, candidate.place);
  if (value === undefined) return undefined;
  const { loosened } = attempt;
  for (const wrong of attempt.breaker({ model, source, mode: 'random', value, loosened })) {
    source.spend(PROOF);
    const whole = withValueAt(base, candidate.place, wrong);
    if (hasOnly(model, fault, whole)) return whole;
  }
  return undefined;
}
