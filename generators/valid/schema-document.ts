import { isObject, type Json, type JsonObject, type JsonSchema } from '../../model/json.ts';
import { child, type Pointer, valueAt } from '../../model/pointer.ts';
import { UnsupportedSchemaError } from './unsupported-schema-error.ts';

/** A schema and where it stands. */
export interface Part {
  readonly schema: JsonSchema;
  readonly pointer: Pointer;
  /** Stands in the document as an assertion; false for what we derived (negations, conditions). */
  readonly own: boolean;
}

/** The document that schemas and their references live in. */
export class SchemaDocument {
  readonly root: Json;
  readonly #ids = new WeakMap<object, number>();
  #nextId = 1;
  #anchors: Map<string, Part> | undefined;

  constructor(root: Json) {
    this.root = root;
  }

  /** A schema with its place, which is the root for one that does not stand in the document. */
  partOf(schema: JsonSchema): Part {
    const pointer = isObject(schema) && isObject(this.root) ? pointerOf(this.root, schema) : undefined;
    return { schema, pointer: pointer ?? '', own: true };
  }

  /** A number for a schema object, the same for the same object. */
  idOf(schema: JsonObject): number {
    const known = this.#ids.get(schema);
    if (known !== undefined) return known;
    const id = this.#nextId++;
    this.#ids.set(schema, id);
    return id;
  }

  /** What a `$ref` leads to. */
  resolve(ref: string, from: Part): Part {
    if (!ref.startsWith('#')) {
      throw new UnsupportedSchemaError(from.pointer, `$ref ${ref} leads outside the document`);
    }
    if (ref !== '#' && !ref.startsWith('#/')) return this.#anchored(ref, from);
    const pointer = decoded(ref.slice(1));
    const target = valueAt(this.root, pointer);
    if (!isObject(target) && typeof target !== 'boolean') {
      throw new UnsupportedSchemaError(from.pointer, `$ref ${ref} leads nowhere`);
    }
    return { schema: target, pointer, own: from.own };
  }

  #anchored(ref: string, from: Part): Part {
    this.#anchors ??= anchorsOf(this.root);
    const target = this.#anchors.get(decoded(ref.slice(1)));
    if (!target) throw new UnsupportedSchemaError(from.pointer, `$ref ${ref} leads nowhere`);
    return { ...target, own: from.own };
  }
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

function* objectsOf(value: Json, pointer: Pointer): Generator<[JsonObject, Pointer]> {
  if (isObject(value)) yield [value, pointer];
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) yield* objectsOf(inner, child(pointer, name));
}

const places = new WeakMap<JsonObject, Map<JsonObject, Pointer>>();

function pointerOf(root: JsonObject, schema: JsonObject): Pointer | undefined {
  let known = places.get(root);
  if (!known) {
    known = new Map(objectsOf(root, ''));
    places.set(root, known);
  }
  return known.get(schema);
}

function anchorsOf(root: Json): Map<string, Part> {
  const anchors = new Map<string, Part>();
  for (const [schema, pointer] of objectsOf(root, '')) {
    const anchor = schema['$anchor'];
    if (typeof anchor === 'string') anchors.set(anchor, { schema, pointer, own: true });
  }
  return anchors;
}
