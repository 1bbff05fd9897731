import { isObject, type Json, type JsonObject } from '../model/json.ts';
import { child, type Pointer, valueAlong, valueAt } from '../model/pointer.ts';
import { localPointer } from './reference.ts';

/** A schema that speaks of a place of a value. */
export interface SchemaPlace {
  /** `*` stands for any item or any other member. */
  readonly instance: Pointer;
  readonly schema: Pointer;
  readonly value: JsonObject | boolean;
  /** Why nothing is sent there on purpose. */
  readonly never: string | undefined;
  /** The value at the place, where the walk follows one. */
  readonly sent?: Json;
  /** The place with names and numbers instead of `*`, where the walk follows a value. */
  readonly at: Pointer;
}

/** A walk along a value: which of the branches it meets. */
export interface Along {
  readonly sent: Json;
  readonly accepts: (schema: Pointer, value: Json) => boolean;
  /** Whether there is anything to be seen in a schema; by default there is in each. */
  readonly enters?: (schema: Pointer) => boolean;
}

/** Stands in an instance pointer for any item or any other member. */
export const ANY = '*';

/** Why a member is in no request. */
export const READ_ONLY = 'it is readOnly, so no request has it';

/** A document of widely shared schemas is walked up to here. */
export const MOST_PLACES = 5000;

interface Step {
  readonly instance: Pointer;
  readonly at: Pointer;
  readonly schema: Pointer;
  readonly value: Json | undefined;
  readonly never: string | undefined;
  readonly sent: Json | undefined;
  /** Schemas of what the place lies in: a recursive one is entered once. */
  readonly outer: readonly Pointer[];
}

/**
 * The schemas that speak of the places of a value, in breadth: through references, compositions, members and items. Along
 * a value only those that apply to it; else all, each once for a place.
 */
export function schemaPlaces(document: JsonObject, root: Pointer, along?: Along): SchemaPlace[] {
  const places: SchemaPlace[] = [];
  const seen = new Set<string>();
  const value = valueAt(document, root);
  const queue: Step[] = [
    { instance: '', at: '', schema: root, value, never: undefined, sent: along?.sent, outer: [] },
  ];
  for (let at = 0; at < queue.length && places.length < MOST_PLACES; at += 1) {
    const step = queue[at] as Step;
    const { value } = step;
    if (!isObject(value) && typeof value !== 'boolean') continue;
    if (along?.enters?.(step.schema) === false) continue;
    const key = `${step.instance}\n${step.schema}`;
    if (along === undefined && seen.has(key)) continue;
    seen.add(key);
    const { instance, at: place, schema, never, sent } = step;
    places.push({ instance, at: place, schema, value, never, ...(sent === undefined ? {} : { sent }) });
    if (!isObject(value)) continue;
    queue.push(...besides(document, step, value, along));
    if (!step.outer.includes(schema)) queue.push(...below(document, step, value, along));
  }
  return places;
}

/** Schemas of the same place. */
function besides(document: JsonObject, step: Step, value: JsonObject, along: Along | undefined): Step[] {
  const { schema, sent } = step;
  const at = (...path: (string | number)[]): Step => {
    return { ...step, schema: child(schema, ...path), value: valueAlong(value, path) };
  };
  const fits = (place: Pointer) => !along || sent === undefined || along.accepts(place, sent);
  const steps: Step[] = [];
  if (typeof value['$ref'] === 'string') {
    const target = localPointer(value['$ref']);
    const there = valueAt(document, target);
    if (there !== undefined) steps.push({ ...step, schema: target, value: there });
  }
  for (const keyword of ['allOf', 'anyOf', 'oneOf'] as const) {
    const branches = value[keyword];
    for (const index of Array.isArray(branches) ? branches.keys() : []) {
      const branch = at(keyword, index);
      if (keyword === 'allOf' || fits(branch.schema)) steps.push(branch);
    }
  }
  if (value['if'] !== undefined) {
    const isMet = fits(child(schema, 'if'));
    if (value['then'] !== undefined && isMet) steps.push(at('then'));
    if (value['else'] !== undefined && (!along || !isMet)) steps.push(at('else'));
  }
  for (const name of names(value['dependentSchemas'])) {
    if (!along || (isObject(sent) && Object.hasOwn(sent, name))) steps.push(at('dependentSchemas', name));
  }
  return steps;
}

/** Schemas of members and items. */
function below(document: JsonObject, step: Step, value: JsonObject, along: Along | undefined): Step[] {
  const { instance, schema, sent } = step;
  const outer = [...step.outer, schema];
  const steps: Step[] = [];
  const add = (
    token: string | number,
    path: readonly (string | number)[],
    member?: Json,
    own: string | number = token,
  ) => {
    const place = child(schema, ...path);
    if (along && member === undefined) return;
    const inner = valueAlong(value, path);
    const never = step.never ?? neverOf(document, value, inner, token);
    const at = child(step.at, own);
    steps.push({
      instance: child(instance, token),
      at,
      schema: place,
      value: inner,
      never,
      sent: member,
      outer,
    });
  };
  const members = isObject(sent) ? sent : {};
  for (const name of names(value['properties'])) add(name, ['properties', name], members[name]);
  const others = Object.keys(members).filter((name) => !names(value['properties']).includes(name));
  for (const pattern of names(value['patternProperties'])) {
    const matching = others.filter((name) => matches(pattern, name));
    for (const name of along ? matching : [ANY])
      add(ANY, ['patternProperties', pattern], along && members[name], name);
  }
  const left = others.filter(
    (name) => !names(value['patternProperties']).some((pattern) => matches(pattern, name)),
  );
  for (const keyword of ['additionalProperties', 'unevaluatedProperties']) {
    if (!isObject(value[keyword])) continue;
    for (const name of along ? left : [ANY]) add(ANY, [keyword], along && members[name], name);
  }
  const items = Array.isArray(sent) ? sent : [];
  const prefix = Array.isArray(value['prefixItems']) ? value['prefixItems'] : [];
  for (const index of prefix.keys()) add(index, ['prefixItems', index], items[index]);
  for (const keyword of ['items', 'unevaluatedItems']) {
    if (!isObject(value[keyword])) continue;
    const rest = items.slice(prefix.length).map((item, at) => [item, at + prefix.length] as const);
    for (const [item, at] of along ? rest : [[undefined, ANY] as const]) add(ANY, [keyword], item, at);
  }
  return steps;
}

function neverOf(
  document: JsonObject,
  holder: JsonObject,
  schema: Json | undefined,
  token: string | number,
): string | undefined {
  const required = holder['required'];
  const isRequired = Array.isArray(required) && required.includes(String(token));
  for (let member = schema, hops = 0; hops < 8; hops += 1) {
    if (!isObject(member)) return undefined;
    if (member['readOnly'] === true) return READ_ONLY;
    if (member['deprecated'] === true && !isRequired) return 'it is deprecated, so it is not sent';
    if (typeof member['$ref'] !== 'string') return undefined;
    member = valueAt(document, localPointer(member['$ref']));
  }
  return undefined;
}

function names(value: Json | undefined): string[] {
  return isObject(value) ? Object.keys(value) : [];
}

function matches(pattern: string, name: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(name);
  } catch {
    return false;
  }
}
