import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import type { Json } from '../../model/json.ts';

const INT64 = 2 ** 63;
const ajv = new Ajv2020({ strict: false, logger: false });
ajvFormats.default(ajv);
// ajv-formats leaves out the range of int64.
ajv.addFormat('int64', {
  type: 'number',
  validate: (value: number) => Number.isInteger(value) && value >= -INT64 && value < INT64,
});
const checks = new Map<string, ValidateFunction>();

/** Whether a value satisfies a format; formats that nobody knows are satisfied. */
export function isOfFormat(value: Json, format: string): boolean {
  let check = checks.get(format);
  if (!check) {
    check = ajv.compile({ format });
    checks.set(format, check);
  }
  return check(value) === true;
}
