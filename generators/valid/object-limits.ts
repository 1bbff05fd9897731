import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import type { Conjunct, Part } from '../schema/part.ts';
import { regularExpression } from '../strings/regular-expression.ts';
import { evaluatorsFor } from './evaluating.ts';
import { memo } from './memo.ts';
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
export const objectLimits = memo(({ conjuncts, library }: State): ObjectLimits => {
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
  const isMap = conjuncts.some(
    ({ schema, own }) =>
      own && (isObject(schema['additionalProperties']) || isObject(schema['unevaluatedProperties'])),
  );
  const namesRestricted = conjuncts.flatMap((conjunct) => {
    const { propertyNames } = conjunct.schema;
    return propertyNames === undefined ? [] : [library.inner(conjunct, propertyNames, 'propertyNames')];
  });
  return { min, max, required, declared: [...declared], dependent, patterns, isMap, namesRestricted };
});

/** What a member has to satisfy. */
export function memberParts(state: State, name: string): Part[] {
  const { library } = state;
  return state.conjuncts.flatMap((conjunct) => {
    const { schema } = conjunct;
    const parts: Part[] = [];
    const own = members(schema['properties']);
    if (Object.hasOwn(own, name)) parts.push(library.inner(conjunct, own[name] ?? true, 'properties', name));
    for (const [pattern, value] of Object.entries(members(schema['patternProperties']))) {
      if (regularExpression(pattern)?.test(name))
        parts.push(library.inner(conjunct, value, 'patternProperties', pattern));
    }
    const rest = schema['additionalProperties'];
    if (parts.length === 0 && rest !== undefined)
      parts.push(library.inner(conjunct, rest, 'additionalProperties'));
    const unevaluated = schema['unevaluatedProperties'];
    if (unevaluated !== undefined && !isEvaluated(state, conjunct, name))
      parts.push(library.inner(conjunct, unevaluated, 'unevaluatedProperties'));
    return parts;
  });
}

function isEvaluated(state: State, asking: Conjunct, name: string): boolean {
  return evaluatorsFor(state, asking).some(
    ({ schema }) =>
      isDeclared(schema, name) || (schema !== asking.schema && schema['unevaluatedProperties'] !== undefined),
  );
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
