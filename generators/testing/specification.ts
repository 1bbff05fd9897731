import '@hyperjump/json-schema/formats';
import {
  registerSchema,
  type SchemaObject,
  setShouldValidateFormat,
  unregisterSchema,
  validate,
} from '@hyperjump/json-schema/draft-2020-12';
import type { Json, JsonSchema } from '../../model/json.ts';

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';
let schemas = 0;

/** Whether values satisfy a schema by a validator that follows the specification and knows nothing of ours. */
export async function bySpecification(schema: JsonSchema): Promise<(value: Json) => boolean> {
  setShouldValidateFormat(true);
  const uri = `https://tests.invalid/${schemas++}`;
  registerSchema(structuredClone(schema) as SchemaObject | boolean, uri, DIALECT);
  const check = await validate(uri);
  unregisterSchema(uri);
  return (value) => check(value as never).valid;
}
