import type { JsonSchema } from '../../model/json.ts';
import type { GeneratorOptions } from '../valid/generator-options.ts';
import { modelOf } from '../valid/models.ts';
import { analysisOf } from './analysis.ts';
import type { Broken, Fault, ProvedFault, UnbreakableFault } from './fault.ts';

/**
 * Every way to break one constraint of a schema and nothing but its companions; each is proved by `breakOne`. Limits of
 * one scalar are companions only where no way to break the one keeps the others.
 */
export function faults(schema: JsonSchema, options: GeneratorOptions = {}): ProvedFault[] {
  return analysisOf(modelOf(schema, options)).faults;
}

/** The faults that cannot be made, with the reason. */
export function unbreakable(schema: JsonSchema, options: GeneratorOptions = {}): UnbreakableFault[] {
  return analysisOf(modelOf(schema, options)).unbreakable;
}

/**
 * A valid value in which the fault's place exists, and the same value with the fault and nothing but its companions. The
 * same at every call; undefined where the fault cannot be made. The fault may lie in an optional member that the options
 * leave out: then the base has that member alone of them.
 */
export function breakOne(
  schema: JsonSchema,
  fault: Fault,
  options: GeneratorOptions = {},
): Broken | undefined {
  const finding = analysisOf(modelOf(schema, options)).finding(fault.id);
  return finding && 'broken' in finding ? finding.broken : undefined;
}
