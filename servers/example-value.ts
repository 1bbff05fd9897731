import { SchemaError, violations } from '../contract/validation.ts';
import { example, type GeneratorOptions, UnsupportedSchemaError } from '../generators/index.ts';
import type { Contract } from '../model/contract.ts';
import { isObject, type Json, type JsonSchema } from '../model/json.ts';
import { type Pointer, valueAt } from '../model/pointer.ts';

type Direction = 'request' | 'response';

/**
 * A valid value of the schema at a place, the same each time; undefined where none can be made.
 * @param include - places in the value that should be there, as far as that can be.
 */
export function exampleValue(
  contract: Contract,
  schema: Pointer,
  direction: Direction,
  include: readonly Pointer[] = [],
): Json | undefined {
  const declared = valueAt(contract.document, schema);
  if (!isObject(declared) && typeof declared !== 'boolean') return undefined;
  const options = { root: contract.document, direction, plain: true, optional: 'all' } as const;
  const tries: GeneratorOptions[] = [options, { ...options, optional: 'none' }];
  if (include.length > 0) tries.unshift({ ...options, include });
  for (const attempt of tries) {
    const value = made(declared, attempt);
    if (value !== undefined && isValid(contract, schema, direction, value)) return value;
  }
  return undefined;
}

function made(schema: JsonSchema, options: GeneratorOptions): Json | undefined {
  try {
    return example(schema, options);
  } catch (error) {
    if (error instanceof UnsupportedSchemaError) return undefined;
    throw error;
  }
}

/** Whether a value keeps to the schema at a place; a schema that cannot be compiled asks for nothing. */
export function isValid(contract: Contract, schema: Pointer, direction: Direction, value: Json): boolean {
  try {
    return violations(contract, schema, direction, value).length === 0;
  } catch (error) {
    if (error instanceof SchemaError) return true;
    throw error;
  }
}
