import { upgrade } from '@scalar/openapi-upgrader';
import { UserError } from '../model/errors.ts';
import { isObject, type Json, type JsonObject } from '../model/json.ts';
import type { Position } from '../model/statement.ts';

/**
 * The document as OpenAPI 3.1; Swagger 2.0 and OpenAPI 3.0 are translated.
 * @throws UserError where it is no OpenAPI document.
 */
export function upgraded(document: JsonObject, position: Position): JsonObject {
  const version = document['openapi'] ?? document['swagger'];
  if (typeof version !== 'string' || !/^(2\.0|3\.[01](\.\d+)?)/.test(version)) {
    throw new UserError(
      'NOT_OPENAPI',
      version === undefined
        ? 'neither `openapi` nor `swagger` is there, so this is no OpenAPI document.'
        : `OpenAPI version ${JSON.stringify(version)} is not known here; 2.0, 3.0 and 3.1 are.`,
      { position, mend: 'Give the document a line such as `openapi: 3.1.0`.' },
    );
  }
  const current = version.startsWith('3.1') ? document : (upgrade(structuredClone(document), '3.1') as JsonObject);
  const tidy = translateSchemas(current) as JsonObject;
  if (!isObject(tidy['paths'])) {
    throw new UserError('NO_PATHS', 'the document has no `paths`, so there is nothing to test.', { position });
  }
  return tidy;
}

/** Rewrites what 3.0 and draft 4 say differently and what translators leave behind. */
function translateSchemas(value: Json): Json {
  if (Array.isArray(value)) return value.map(translateSchemas);
  if (!isObject(value)) return value;
  const copy: JsonObject = {};
  for (const [name, member] of Object.entries(value)) {
    Object.defineProperty(copy, name, {
      value: name === 'example' || name === 'examples' || name === 'default' ? member : translateSchemas(member),
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  if (typeof copy['nullable'] === 'boolean') nullable(copy);
  exclusive(copy, 'exclusiveMinimum', 'minimum');
  exclusive(copy, 'exclusiveMaximum', 'maximum');
  return copy;
}

function nullable(schema: JsonObject): void {
  const { nullable: allows, type } = schema;
  delete schema['nullable'];
  if (allows !== true || type === undefined) return;
  const types = Array.isArray(type) ? type : [type];
  if (!types.includes('null')) schema['type'] = [...types, 'null'];
  if (Array.isArray(schema['enum']) && !schema['enum'].includes(null)) schema['enum'] = [...schema['enum'], null];
}

function exclusive(schema: JsonObject, keyword: string, bound: string): void {
  const flag = schema[keyword];
  if (typeof flag !== 'boolean') return;
  delete schema[keyword];
  const limit = schema[bound];
  if (!flag || typeof limit !== 'number') return;
  schema[keyword] = limit;
  delete schema[bound];
}
