import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { child, type Pointer } from '../../model/pointer.ts';
import type { Part } from '../schema/part.ts';
import { UnsupportedSchemaError } from '../schema/unsupported-schema-error.ts';
import type { Model } from '../valid/model.ts';

const reaches = new WeakMap<Model, Map<Pointer, readonly Pointer[]>>();

/** Where the schemas below a place stand, references followed: each with all that is below it. */
export function reachOf(model: Model, start: Pointer): readonly Pointer[] {
  const known = reaches.get(model) ?? new Map<Pointer, readonly Pointer[]>();
  reaches.set(model, known);
  const found = known.get(start) ?? follow(model, start);
  known.set(start, found);
  return found;
}

function follow(model: Model, start: Pointer): readonly Pointer[] {
  const roots = new Set([start]);
  for (const root of roots) {
    for (const target of targetsIn(model, model.library.valueAt(root), root)) {
      if (![...roots].some((other) => target === other || target.startsWith(`${other}/`))) roots.add(target);
    }
  }
  return [...roots];
}

function* targetsIn(model: Model, value: Json | undefined, pointer: Pointer): Generator<Pointer> {
  if (typeof value !== 'object' || value === null) return;
  if (isObject(value)) yield* referred(model, value, pointer);
  for (const [name, inner] of Object.entries(value)) yield* targetsIn(model, inner, child(pointer, name));
}

function* referred({ library }: Model, schema: JsonObject, pointer: Pointer): Generator<Pointer> {
  const from: Part = { ...library.partOf(schema), pointer };
  for (const keyword of ['$ref', '$dynamicRef', '$recursiveRef'] as const) {
    const ref = schema[keyword];
    if (typeof ref !== 'string') continue;
    try {
      const targets =
        keyword === '$ref' ? [library.resolve(ref, from)] : library.dynamicTargets(keyword, ref, from);
      yield* targets.map(({ pointer }) => pointer);
    } catch (error) {
      if (!(error instanceof UnsupportedSchemaError)) throw error;
    }
  }
}
