import { isObject, type JsonObject, type JsonSchema } from '../../model/json.ts';
import { child, withValueAt } from '../../model/pointer.ts';
import { subschemas } from '../sites/subschemas.ts';

/** A schema of draft 4 in the words of draft 7, for ajv, which knows `id` and boolean bounds no more. */
export function fromDraft4(schema: JsonSchema): JsonSchema {
  if (!isObject(schema)) return schema;
  // What stands beside a reference counts for nothing but as a place that others refer to.
  const { $ref: _, ...places } = schema;
  const below = subschemas(places, 'draft4').reduce<JsonObject>(
    (so, { path, schema: one }) => withValueAt(so, child('', ...path), fromDraft4(one)) as JsonObject,
    schema,
  );
  const { id, $schema: _dialect, ...rest } = below;
  const copy: JsonObject = { ...rest, ...(typeof id === 'string' ? { $id: id } : {}) };
  exclusive(copy, 'exclusiveMinimum', 'minimum');
  exclusive(copy, 'exclusiveMaximum', 'maximum');
  return copy;
}

function exclusive(schema: JsonObject, keyword: string, bound: string): void {
  const flag = schema[keyword];
  if (typeof flag !== 'boolean') return;
  delete schema[keyword];
  const limit = schema[bound];
  if (!flag || limit === undefined) return;
  schema[keyword] = limit;
  delete schema[bound];
}
