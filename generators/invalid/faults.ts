import type { JsonSchema } from '../../model/json.ts';
import type { GeneratorOptions } from '../valid/generator-options.ts';
import { modelOf } from '../valid/models.ts';
import { analysisOf } from './analysis.ts';
import type { Candidate } from './breaking.ts';
import type { Broken, Fault, UnbreakableFault } from './fault.ts';

/** Every way to break exactly one constraint of a schema; each is proved by `breakOne`. */
export function faults(schema: JsonSchema, options: GeneratorOptions = {}): Fault[] {
  const { findings } = analysisOf(modelOf(schema, options));
  return findings.filter(({ broken }) => broken).map(({ candidate }) => faultOf(candidate));
}

/** The constraints that cannot be broken alone, with the reason. */
export function unbreakable(schema: JsonSchema, options: GeneratorOptions = {}): UnbreakableFault[] {
  return analysisOf(modelOf(schema, options)).findings.flatMap(({ candidate, reason }) =>
    reason === undefined ? [] : [{ ...faultOf(candidate), reason }],
  );
}

/**
 * A valid value in which the fault's place exists, and the same value with the fault and no other. The same at
 * every call; undefined where the constraint cannot be broken alone. The fault may lie in an optional member that
 * the options leave out: then the base has that member alone of them.
 */
export function breakOne(
  schema: JsonSchema,
  fault: Fault,
  options: GeneratorOptions = {},
): Broken | undefined {
  return analysisOf(modelOf(schema, options)).finding(fault.id)?.broken;
}

function faultOf({ attempts: _attempts, isLeftOut: _isLeftOut, ...fault }: Candidate): Fault {
  return fault;
}
