import { violations } from '../contract/validation.ts';
import { example, type Row } from '../generators/index.ts';
import { equalJson, type Json, type JsonObject, type JsonSchema, jsonType } from '../model/json.ts';
import { child, type Pointer, parent, tokens, valueAt, withValueAt } from '../model/pointer.ts';
import type { CombinablePlace, Level } from './combinable-places.ts';
import { generatorOptions, schemaAt } from './generation.ts';
import type { PlanContext } from './options.ts';

/** A body in which places are as a row says, put together from samples; not always a valid one. */
export function assembled(places: readonly CombinablePlace[], row: Row, base: Json): Json {
  return places.reduce<Json>((so, place, at) => {
    const level = levelAt(place, row[at]);
    if (!level) return so;
    if (level.kind === 'absent') {
      return valueAt(so, place.instance) === undefined ? so : withValueAt(so, place.instance, undefined);
    }
    if (level.kind === 'present' && valueAt(so, place.instance) !== undefined) return so;
    return withValueAt(withHolder(so, place), place.instance, level.sample);
  }, base);
}

/** A body made by the generator for a row; throws where it has none. */
export function generated(
  context: PlanContext,
  schema: Pointer,
  places: readonly CombinablePlace[],
  row: Row,
): Json {
  const wishes = places.flatMap((place, at) => {
    const level = levelAt(place, row[at]);
    return level ? [wish(context, place, level)] : [];
  });
  return example({ allOf: [schemaAt(context, schema), ...wishes] }, generatorOptions(context));
}

/** The first place that is not as a row says. */
export function departure(
  context: PlanContext,
  places: readonly CombinablePlace[],
  row: Row,
  body: Json,
): CombinablePlace | undefined {
  return places.find((place, at) => {
    const level = levelAt(place, row[at]);
    return level !== undefined && !holds(context, place, level, body);
  });
}

/** What a body chooses. */
export function rowOf(context: PlanContext, places: readonly CombinablePlace[], body: Json): Row {
  return places.map((place) => {
    const isThere = (place.within ?? []).length === 0 || valueAt(body, parent(place.instance)) !== undefined;
    const at = place.ways.findIndex((level) => holds(context, place, level, body));
    return isThere && at >= 0 ? at : undefined;
  });
}

/** A choice in words. */
export function wordsOf({ instance }: CombinablePlace, level: Level): string {
  const place = instance || 'the body';
  switch (level.kind) {
    case 'absent':
    case 'present':
      return `${place} ${level.kind}`;
    case 'value':
      return `${place} ${JSON.stringify(level.sample)}`;
    case 'type':
      return `${place} of type ${level.type}`;
    case 'branch':
      return `${place} of branch ${level.branch}`;
  }
}

function levelAt(place: CombinablePlace, level: number | undefined): Level | undefined {
  return level === undefined ? undefined : place.ways[level];
}

/** The body with what a place lies in, taken from the body that shows the place. */
function withHolder(body: Json, { instance, shown }: CombinablePlace): Json {
  let pointer = '';
  for (const token of tokens(instance).slice(0, -1)) {
    pointer = child(pointer, token);
    const sample = valueAt(shown, pointer);
    if (valueAt(body, pointer) === undefined && sample !== undefined)
      return withValueAt(body, pointer, sample);
  }
  return body;
}

function holds(context: PlanContext, { instance }: CombinablePlace, level: Level, body: Json): boolean {
  const value = valueAt(body, instance);
  if (level.kind === 'absent') return value === undefined;
  if (value === undefined) return false;
  if (level.kind === 'value') return equalJson(value, level.sample);
  if (level.kind === 'type')
    return level.type === jsonType(value) || (level.type === 'number' && typeof value === 'number');
  return (
    level.kind === 'present' || violations(context.contract, level.schema, 'request', value).length === 0
  );
}

/** A schema that says of whole bodies that one place is in one way. */
function wish(context: PlanContext, { instance, shown }: CombinablePlace, level: Level): JsonSchema {
  const path = tokens(instance);
  const isAbsent = level.kind === 'absent';
  return path.reduceRight<JsonSchema>(
    (inner, token, depth): JsonObject => {
      const holder = valueAt(shown, child('', ...path.slice(0, depth)));
      if (Array.isArray(holder)) {
        const before = Array.from({ length: Number(token) }, () => true);
        return { type: 'array', prefixItems: [...before, inner], minItems: Number(token) + 1 };
      }
      return { type: 'object', properties: { [token]: inner }, ...(isAbsent ? {} : { required: [token] }) };
    },
    leaf(context, level),
  );
}

function leaf(context: PlanContext, level: Level): JsonSchema {
  switch (level.kind) {
    case 'absent':
      return false;
    case 'present':
      return true;
    case 'value':
      return { const: level.sample };
    case 'type':
      return { type: level.type };
    case 'branch':
      return schemaAt(context, level.schema);
  }
}
