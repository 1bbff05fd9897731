import { isObject, type Json, type JsonObject, type JsonSchema } from '../../model/json.ts';
import { child } from '../../model/pointer.ts';
import { memo } from './memo.ts';
import { regularExpression } from './regular-expression.ts';
import type { Part } from './schema-document.ts';
import type { State } from './state.ts';

/** What the conjuncts of a state say of objects. */
export interface ObjectLimits {
  readonly min: number;
  readonly max: number;
  readonly required: ReadonlySet<string>;
  /** Members with a name of their own, in the order of the document. */
  readonly declared: readonly string[];
  /** Members that have to be present beside another. */
  readonly dependent: ReadonlyMap<string, readonly string[]>;
  /** Patterns of names that have a schema. */
  readonly patterns: readonly string[];
  /** Members of any name have a schema: a map. */
  readonly isMap: boolean;
  readonly namesRestricted: readonly Part[];
}

/** What the conjuncts of a state say of objects. */
export const objectLimits = memo(({ conjuncts }: State): ObjectLimits => {
  let [min, max] = [0, Number.POSITIVE_INFINITY];
  const required = new Set<string>();
  const declared = new Set<string>();
  const dependent = new Map<string, string[]>();
  for (const { schema } of conjuncts) {
    if (typeof schema['minProperties'] === 'number') min = Math.max(min, schema['minProperties']);
    if (typeof schema['maxProperties'] === 'number') max = Math.min(max, schema['maxProperties']);
    for (const name of Object.keys(members(schema['properties']))) declared.add(name);
    for (const name of names(schema['required'])) required.add(name);
    for (const [name, others] of Object.entries(members(schema['dependentRequired']))) {
      dependent.set(name, [...(dependent.get(name) ?? []), ...names(others)]);
    }
  }
  for (const name of [...required, ...dependent.keys(), ...[...dependent.values()].flat()])
    declared.add(name);
  const patterns = conjuncts.flatMap(({ schema }) => Object.keys(members(schema['patternProperties'])));
  const isMap = conjuncts.some(({ schema, own }) => own && isObject(schema['additionalProperties']));
  const namesRestricted = conjuncts.flatMap(({ schema, pointer, own }) =>
    schema['propertyNames'] === undefined
      ? []
      : [{ schema: schema['propertyNames'] as JsonSchema, pointer: child(pointer, 'propertyNames'), own }],
  );
  return { min, max, required, declared: [...declared], dependent, patterns, isMap, namesRestricted };
});

/** What a member has to satisfy. */
export function memberParts(state: State, name: string): Part[] {
  const known = state.conjuncts.some(({ schema }) => isDeclared(schema, name));
  return state.conjuncts.flatMap(({ schema, pointer, own }) => {
    const at = (value: Json, ...path: string[]): Part => ({
      schema: value as JsonSchema,
      pointer: child(pointer, ...path),
      own,
    });
    const parts: Part[] = [];
    const own_ = members(schema['properties']);
    if (Object.hasOwn(own_, name)) parts.push(at(own_[name] ?? true, 'properties', name));
    for (const [pattern, value] of Object.entries(members(schema['patternProperties']))) {
      if (regularExpression(pattern)?.test(name)) parts.push(at(value, 'patternProperties', pattern));
    }
    const rest = schema['additionalProperties'];
    if (parts.length === 0 && rest !== undefined) parts.push(at(rest, 'additionalProperties'));
    const unevaluated = schema['unevaluatedProperties'];
    if (unevaluated !== undefined && !known) parts.push(at(unevaluated, 'unevaluatedProperties'));
    return parts;
  });
}

function isDeclared(schema: JsonObject, name: string): boolean {
  if (Object.hasOwn(members(schema['properties']), name)) return true;
  if (schema['additionalProperties'] !== undefined) return true;
  const patterns = Object.keys(members(schema['patternProperties']));
  return patterns.some((pattern) => regularExpression(pattern)?.test(name));
}

function members(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function names(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : [];
}
