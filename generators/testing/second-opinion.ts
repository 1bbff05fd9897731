import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import type { Json, JsonSchema } from '../../model/json.ts';

/** A validator that knows nothing of how the generators compile theirs. */
export function secondOpinion(schema: JsonSchema): (value: Json) => readonly ErrorObject[] {
  const ajv = new Ajv2020({ allErrors: true, strict: false, logger: false, ownProperties: true });
  ajvFormats.default(ajv);
  const validate: ValidateFunction = ajv.compile(schema);
  return (value) => (validate(value) ? [] : (validate.errors ?? []));
}
