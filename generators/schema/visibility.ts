import { isObject, type Json, type JsonObject, type JsonSchema } from '../../model/json.ts';
import type { Library } from './library.ts';
import type { Part } from './part.ts';
import { UnsupportedSchemaError } from './unsupported-schema-error.ts';

/** Which way values go, if that is known. */
export interface Directed {
  readonly direction?: 'request' | 'response';
}

/** Whether a schema, its references or the parts of its allOf carry an annotation that is `true`. */
export function isAnnotated(library: Library, part: Part, keyword: string): boolean {
  return [...inPlace(library, part, ['allOf'])].some((schema) => schema[keyword] === true);
}

/** Whether a member with this schema does not take part in the direction. */
export function isHidden(library: Library, part: Part, options: Directed): boolean {
  if (options.direction === undefined) return false;
  return isAnnotated(library, part, options.direction === 'request' ? 'readOnly' : 'writeOnly');
}

/** Members of an object that do not take part in the direction, by all schemas that apply in place. */
export function hiddenMembers(library: Library, part: Part, options: Directed): Set<string> {
  const hidden = new Set<string>();
  if (options.direction === undefined) return hidden;
  for (const schema of inPlace(library, part, ['allOf', 'anyOf', 'oneOf', 'if', 'then', 'else'])) {
    for (const [name, member] of Object.entries(isObject(schema['properties']) ? schema['properties'] : {})) {
      const memberPart = { ...part, schema: member as JsonSchema };
      if (isHidden(library, memberPart, options)) hidden.add(name);
    }
  }
  return hidden;
}

function* inPlace(
  library: Library,
  part: Part,
  keywords: readonly string[],
  seen = new Set<JsonObject>(),
): Generator<JsonObject> {
  const at = library.conjunct(part);
  if (!at || seen.has(at.schema)) return;
  seen.add(at.schema);
  yield at.schema;
  const ref = at.schema['$ref'];
  const target = typeof ref === 'string' ? resolved(library, ref, part) : undefined;
  if (target) yield* inPlace(library, target, keywords, seen);
  for (const keyword of keywords) {
    for (const inner of schemasAt(at.schema, keyword)) {
      yield* inPlace(library, library.inner(at, inner, keyword), keywords, seen);
    }
  }
}

function schemasAt(schema: JsonObject, keyword: string): readonly Json[] {
  const value = schema[keyword];
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

function resolved(library: Library, ref: string, part: Part): Part | undefined {
  try {
    return library.resolve(ref, part);
  } catch (error) {
    if (error instanceof UnsupportedSchemaError) return undefined;
    throw error;
  }
}
