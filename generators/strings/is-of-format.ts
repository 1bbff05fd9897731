import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Json } from '../../model/json.ts';
import { addAllFormats } from './all-formats.ts';

const ajv = new Ajv2020({ strict: false, logger: false });
addAllFormats(ajv);
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
