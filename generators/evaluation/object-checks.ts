import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { spelt } from '../schema/normal-form.ts';
import { regularExpression } from '../strings/regular-expression.ts';
import type { Compiling } from './compiling.ts';
import { below, type Check, fail } from './pass.ts';

/** The checks of what a schema says of objects, but for what is left unevaluated. */
export function* objectChecks(compiling: Compiling): Generator<Check> {
  const { schema } = compiling.at;
  if (Array.isArray(schema['required'])) yield required(compiling, schema['required']);
  if (isObject(schema['dependentRequired'])) yield dependent(compiling, schema['dependentRequired']);
  if (schema['propertyNames'] !== undefined) yield names(compiling, schema['propertyNames']);
  const described = ['properties', 'patternProperties', 'additionalProperties'];
  if (described.some((keyword) => schema[keyword] !== undefined)) yield members(compiling);
}

function required({ at, hidden }: Compiling, listed: readonly Json[]): Check {
  const wanted = listed.filter((name) => typeof name === 'string').filter((name) => !hidden.has(name));
  return (value, pass) => {
    if (!isObject(value)) return true;
    let valid = true;
    for (const name of wanted) {
      if (Object.hasOwn(value, name)) continue;
      valid = fail(pass, 'required', at.pointer, name);
      if (!pass.violations) return false;
    }
    return valid;
  };
}

function dependent({ at, hidden }: Compiling, lists: JsonObject): Check {
  const keyword = spelt(at.schema, 'dependentRequired');
  const rules = Object.entries(lists).map(
    ([owner, list]) =>
      [
        owner,
        [list].flat().filter((name) => typeof name === 'string' && !hidden.has(name)) as string[],
      ] as const,
  );
  return (value, pass) => {
    if (!isObject(value)) return true;
    let valid = true;
    for (const [owner, others] of rules) {
      if (!Object.hasOwn(value, owner)) continue;
      for (const name of others) {
        if (!Object.hasOwn(value, name)) valid = fail(pass, keyword, at.pointer, name);
      }
    }
    return valid;
  };
}

function names(compiling: Compiling, schema: Json): Check {
  const check = compiling.below(schema, 'propertyNames');
  return (value, pass) => {
    if (!isObject(value)) return true;
    let valid = true;
    for (const name of Object.keys(value)) {
      const outer = pass.evaluated;
      pass.evaluated = undefined;
      if (!check(name, pass)) valid = fail(pass, 'propertyNames', compiling.at.pointer, name);
      pass.evaluated = outer;
      if (!valid && !pass.violations) return false;
    }
    return valid;
  };
}

interface Described {
  readonly declared: ReadonlyMap<string, Check>;
  readonly patterns: readonly { readonly expression: RegExp | undefined; readonly check: Check }[];
  readonly rest: Check | undefined;
  /** No member may stand beside the declared ones. */
  readonly closed: boolean;
}

function describedBy(compiling: Compiling): Described {
  const { properties, patternProperties, additionalProperties } = compiling.at.schema;
  const declared = Object.entries(isObject(properties) ? properties : {});
  const patterns = Object.entries(isObject(patternProperties) ? patternProperties : {});
  return {
    declared: new Map(declared.map(([name, one]) => [name, compiling.below(one, 'properties', name)])),
    patterns: patterns.map(([pattern, one]) => ({
      expression: regularExpression(pattern),
      check: compiling.below(one, 'patternProperties', pattern),
    })),
    rest:
      additionalProperties === undefined
        ? undefined
        : compiling.below(additionalProperties, 'additionalProperties'),
    closed: additionalProperties === false,
  };
}

function members(compiling: Compiling): Check {
  const { declared, patterns, rest, closed } = describedBy(compiling);
  const { pointer } = compiling.at;
  return (value, pass) => {
    if (!isObject(value)) return true;
    let valid = true;
    for (const [name, member] of Object.entries(value)) {
      let isDescribed = false;
      const own = declared.get(name);
      if (own) {
        isDescribed = true;
        valid = below(own, member, name, pass) && valid;
      }
      for (const { expression, check } of patterns) {
        if (!expression?.test(name)) continue;
        isDescribed = true;
        valid = below(check, member, name, pass) && valid;
      }
      if (!isDescribed && rest) {
        isDescribed = true;
        valid =
          (closed ? fail(pass, 'additionalProperties', pointer, name) : below(rest, member, name, pass)) &&
          valid;
      }
      if (!valid && !pass.violations) return false;
      if (isDescribed) pass.evaluated?.name(name);
    }
    return valid;
  };
}

/** The check of the members that nothing else has described. */
export function unevaluatedMembers(compiling: Compiling, schema: Json): Check {
  const check = compiling.below(schema, 'unevaluatedProperties');
  const { pointer } = compiling.at;
  return (value, pass) => {
    if (!isObject(value)) return true;
    let valid = true;
    for (const [name, member] of Object.entries(value)) {
      if (pass.evaluated?.hasName(name)) continue;
      const holds =
        schema === false
          ? fail(pass, 'unevaluatedProperties', pointer, name)
          : below(check, member, name, pass);
      valid = holds && valid;
      if (!valid && !pass.violations) return false;
    }
    pass.evaluated?.allNames();
    return valid;
  };
}
