import { getSchema, toSchema } from '@hyperjump/json-schema/experimental';
import type { JsonSchema } from '../../model/json.ts';
import { METASCHEMA_URIS } from '../judges/hyperjump.ts';

/** The metaschemas of all drafts by URI, since schemas may refer to them. */
export async function metaschemas(): Promise<Record<string, JsonSchema>> {
  const all: Record<string, JsonSchema> = {};
  for (const uri of METASCHEMA_URIS) {
    all[uri] = toSchema(await getSchema(uri), { includeDialect: 'always' }) as JsonSchema;
  }
  return all;
}
