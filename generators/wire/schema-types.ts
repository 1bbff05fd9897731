import { isObject, type Json, type JsonObject, type JsonSchema, jsonType } from '../../model/json.ts';
import { type Pointer, valueAt } from '../../model/pointer.ts';

/** A schema by its place in a document, or as it is with the document that its references resolve in. */
export interface SchemaSource {
  readonly schema: JsonSchema | Pointer;
  readonly root?: JsonObject;
}

/** What reading a text by a schema needs to know: the schemas that apply in place, references followed. */
export class SchemaView {
  readonly #root: Json;
  readonly #schemas: readonly JsonObject[];

  constructor(schemas: readonly Json[], root: Json) {
    this.#root = root;
    this.#schemas = [...applied(schemas, root)];
  }

  /** The view of a schema, or of nothing. */
  static of(source: SchemaSource | undefined): SchemaView {
    if (source === undefined) return new SchemaView([], null);
    const { schema, root } = source;
    if (typeof schema !== 'string') return new SchemaView([schema], root ?? schema);
    return new SchemaView([valueAt(root, schema) ?? true], root ?? null);
  }

  /** The types that some schema speaks of; empty where none does. */
  get types(): ReadonlySet<string> {
    const types = this.#schemas.flatMap((schema) => {
      const { type, enum: list, const: constant } = schema;
      if (type !== undefined) return [type].flat().map(String);
      if (Array.isArray(list)) return list.map(jsonType);
      if (constant !== undefined) return [jsonType(constant)];
      if (isObject(schema['properties'])) return ['object'];
      return schema['items'] === undefined && schema['prefixItems'] === undefined ? [] : ['array'];
    });
    return new Set(types);
  }

  /** Whether its texts are bytes of something else: encoded, binary, or of no type at all (OpenAPI 3.1.1, Encoding Object). */
  get isOpaque(): boolean {
    const isUntyped = this.#schemas.length > 0 && this.types.size === 0;
    return (
      isUntyped ||
      this.#schemas.some(
        ({ contentEncoding, format }) => typeof contentEncoding === 'string' || format === 'binary',
      )
    );
  }

  /** The view of an item. */
  item(index: number): SchemaView {
    return this.#below((schema) => {
      const { prefixItems, items } = schema;
      return (Array.isArray(prefixItems) ? prefixItems[index] : undefined) ?? items;
    });
  }

  /** The view of a member. */
  member(name: string): SchemaView {
    return this.#below((schema) => {
      const { properties, additionalProperties } = schema;
      return isObject(properties) && Object.hasOwn(properties, name)
        ? properties[name]
        : additionalProperties;
    });
  }

  #below(pick: (schema: JsonObject) => Json | undefined): SchemaView {
    const schemas = this.#schemas.map(pick).filter((schema) => schema !== undefined);
    return new SchemaView(schemas, this.#root);
  }
}

function* applied(schemas: readonly Json[], root: Json, seen = new Set<Json>()): Generator<JsonObject> {
  for (const schema of schemas) {
    if (!isObject(schema) || seen.has(schema)) continue;
    seen.add(schema);
    yield schema;
    const { $ref } = schema;
    const target =
      typeof $ref === 'string' && $ref.startsWith('#') ? valueAt(root, decoded($ref.slice(1))) : undefined;
    const inner = ['allOf', 'anyOf', 'oneOf', 'if', 'then', 'else'].flatMap(
      (keyword) => schema[keyword] ?? [],
    );
    yield* applied([...(target === undefined ? [] : [target]), ...inner], root, seen);
  }
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
