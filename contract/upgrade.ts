import { upgrade } from '@scalar/openapi-upgrader';
import { UserError } from '../model/errors.ts';
import { isObject, type Json, type JsonObject } from '../model/json.ts';
import type { Position } from '../model/statement.ts';
import { NAME_MAPS } from './reference.ts';

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
  const tidy = translateSchemas(version.startsWith('3.1') ? document : translated(document)) as JsonObject;
  if (!isObject(tidy['paths'])) {
    throw new UserError('NO_PATHS', 'the document has no `paths`, so there is nothing to test.', {
      position,
    });
  }
  return tidy;
}

// @scalar/openapi-upgrader 0.1 takes a property called `example` for the example of its schema.
const SHELTER = 'example\u0000';

function translated(document: JsonObject): JsonObject {
  const prepared = withPropertyRenamed(translateSchemas(document), 'example', SHELTER) as JsonObject;
  return withPropertyRenamed(upgrade(prepared, '3.1') as JsonObject, SHELTER, 'example') as JsonObject;
}

function withPropertyRenamed(value: Json, from: string, to: string): Json {
  if (Array.isArray(value)) return value.map((item) => withPropertyRenamed(item, from, to));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const below = withPropertyRenamed(member, from, to);
      if (name !== 'properties' || !isObject(below)) return [name, below];
      return [
        name,
        Object.fromEntries(Object.entries(below).map(([key, schema]) => [key === from ? to : key, schema])),
      ];
    }),
  );
}

const DATA = new Set(['example', 'examples', 'default']);

/** Rewrites what 3.0 and draft 4 say differently; `hasNames` where the members are names that somebody chose. */
function translateSchemas(value: Json, hasNames = false): Json {
  if (Array.isArray(value)) return value.map((item) => translateSchemas(item));
  if (!isObject(value)) return value;
  const copy: JsonObject = {};
  for (const [name, member] of Object.entries(value)) {
    const isKept = DATA.has(name) && !hasNames;
    Object.defineProperty(copy, name, {
      value: isKept ? member : translateSchemas(member, !hasNames && NAME_MAPS.has(name)),
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  if (hasNames) return copy;
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
  if (Array.isArray(schema['enum']) && !schema['enum'].includes(null))
    schema['enum'] = [...schema['enum'], null];
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
