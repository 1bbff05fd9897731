export { type Boundary, boundaries } from './boundary/boundaries.ts';
export type { Broken, Companion, Fault, ProvedFault, UnbreakableFault } from './invalid/fault.ts';
export { breakOne, faults, unbreakable } from './invalid/faults.ts';
export { invalid } from './invalid/invalid.ts';
export { type Covering, type CoveringOptions, coveringRows } from './pairwise/covering-rows.ts';
export { type Condition, choicesOf, type Factor, type Row } from './pairwise/factor.ts';
export { UnsupportedSchemaError } from './schema/unsupported-schema-error.ts';
export type { GeneratorOptions } from './valid/generator-options.ts';
export { example, valid } from './valid/valid.ts';
