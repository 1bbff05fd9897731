import { isObject, type JsonObject, type JsonSchema } from '../../model/json.ts';
import type { GeneratorOptions } from './generator-options.ts';
import type { Part, SchemaDocument } from './schema-document.ts';
import { UnsupportedSchemaError } from './unsupported-schema-error.ts';

/** Whether a schema, its references or the parts of its allOf carry an annotation that is `true`. */
export function isAnnotated(document: SchemaDocument, part: Part, keyword: string): boolean {
  return [...inPlace(document, part, ['allOf'])].some((schema) => schema[keyword] === true);
}

/** Whether a member with this schema does not take part in the direction. */
export function isHidden(document: SchemaDocument, part: Part, options: GeneratorOptions): boolean {
  if (options.direction === undefined) return false;
  return isAnnotated(document, part, options.direction === 'request' ? 'readOnly' : 'writeOnly');
}

/** Members of an object that do not take part in the direction, by all schemas that apply in place. */
export function hiddenMembers(document: SchemaDocument, part: Part, options: GeneratorOptions): Set<string> {
  const hidden = new Set<string>();
  if (options.direction === undefined) return hidden;
  for (const schema of inPlace(document, part, ['allOf', 'anyOf', 'oneOf', 'if', 'then', 'else'])) {
    for (const [name, member] of Object.entries(isObject(schema['properties']) ? schema['properties'] : {})) {
      const memberPart = { schema: member as JsonSchema, pointer: part.pointer, own: true };
      if (isHidden(document, memberPart, options)) hidden.add(name);
    }
  }
  return hidden;
}

function* inPlace(
  document: SchemaDocument,
  part: Part,
  keywords: readonly string[],
  seen = new Set<JsonObject>(),
): Generator<JsonObject> {
  const { schema } = part;
  if (!isObject(schema) || seen.has(schema)) return;
  seen.add(schema);
  yield schema;
  const ref = schema['$ref'];
  const target = typeof ref === 'string' ? resolved(document, ref, part) : undefined;
  if (target) yield* inPlace(document, target, keywords, seen);
  for (const keyword of keywords) {
    for (const inner of [schema[keyword] ?? []].flat()) {
      yield* inPlace(document, { ...part, schema: inner as JsonSchema }, keywords, seen);
    }
  }
}

function resolved(document: SchemaDocument, ref: string, part: Part): Part | undefined {
  try {
    return document.resolve(ref, part);
  } catch (error) {
    if (error instanceof UnsupportedSchemaError) return undefined;
    throw error;
  }
}
