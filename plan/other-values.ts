import fc from 'fast-check';
import { valid } from '../generators/index.ts';
import type { Json } from '../model/json.ts';
import type { Pointer } from '../model/pointer.ts';
import { attempt, generatorOptions, schemaAt } from './generation.ts';
import type { PlanContext } from './options.ts';

// Enough to meet another value wherever a schema has two.
const TRIES = 30;
const SEED = 1;

/** Some valid values of a schema, the same at every call; none where none can be made. */
export function otherValues(context: PlanContext, schema: Pointer): Json[] {
  const made = attempt(() =>
    fc.sample(valid(schemaAt(context, schema), generatorOptions(context)), { seed: SEED, numRuns: TRIES }),
  );
  return made ?? [];
}
