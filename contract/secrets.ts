import { isObject, type Json } from '../model/json.ts';

/** Whether a schema marks its values as secret. */
export function isSecret(schema: Json | undefined): boolean {
  if (!isObject(schema)) return false;
  return schema['writeOnly'] === true || schema['format'] === 'password' || schema['x-assay-secret'] === true;
}
