import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { spelt } from '../schema/normal-form.ts';
import type { Compiling } from './compiling.ts';
import { Evaluated } from './evaluated.ts';
import { type Check, fail, type Pass, quietly } from './pass.ts';

/** The checks of the schemas that a schema applies in place. */
export function* choiceChecks(compiling: Compiling): Generator<Check> {
  const { schema } = compiling.at;
  for (const keyword of ['$ref', '$dynamicRef', '$recursiveRef'] as const) {
    const ref = schema[keyword];
    if (typeof ref === 'string') yield apart(compiling.reference(keyword, ref));
  }
  for (const check of listed(compiling, 'allOf')) yield apart(check);
  if (Array.isArray(schema['anyOf'])) yield alternatives(compiling, 'anyOf', [...listed(compiling, 'anyOf')]);
  if (Array.isArray(schema['oneOf'])) yield alternatives(compiling, 'oneOf', [...listed(compiling, 'oneOf')]);
  if (schema['if'] !== undefined) yield condition(compiling, schema['if']);
  if (schema['not'] !== undefined) yield negation(compiling, schema['not']);
  if (isObject(schema['dependentSchemas'])) yield dependents(compiling, schema['dependentSchemas']);
}

function* listed(compiling: Compiling, keyword: 'allOf' | 'anyOf' | 'oneOf'): Generator<Check> {
  const schemas = compiling.at.schema[keyword];
  if (!Array.isArray(schemas)) return;
  for (const [index, schema] of schemas.entries()) yield compiling.inPlace(schema, keyword, index);
}

/** What a schema applied in place evaluates counts only if it holds. */
function apart(check: Check): Check {
  return (value, pass) => tried(check, value, pass);
}

/** One branch of a choice: what it evaluates counts only if it holds. */
function tried(check: Check, value: Json, pass: Pass): boolean {
  const outer = pass.evaluated;
  if (!outer) return check(value, pass);
  const own = new Evaluated();
  pass.evaluated = own;
  const valid = check(value, pass);
  pass.evaluated = outer;
  if (valid) outer.add(own);
  return valid;
}

function alternatives(compiling: Compiling, keyword: 'anyOf' | 'oneOf', branches: readonly Check[]): Check {
  const isEnough = (holding: number): boolean => (keyword === 'anyOf' ? holding > 0 : holding === 1);
  return (value, pass) => {
    const before = pass.violations?.length ?? 0;
    let holding = 0;
    for (const branch of branches) {
      if (tried(branch, value, pass)) holding++;
      const isDecided = keyword === 'anyOf' ? holding > 0 && !pass.evaluated : holding > 1;
      if (isDecided) break;
    }
    if (holding > 0 && pass.violations) pass.violations.length = before;
    return isEnough(holding) || fail(pass, keyword, compiling.at.pointer);
  };
}

function condition(compiling: Compiling, schema: Json): Check {
  const { at } = compiling;
  const tested = compiling.inPlace(schema, 'if');
  const outcome = (keyword: 'then' | 'else'): Check | undefined =>
    at.schema[keyword] === undefined ? undefined : compiling.inPlace(at.schema[keyword], keyword);
  const [positive, negative] = [outcome('then'), outcome('else')];
  return (value, pass) => {
    const { violations } = pass;
    pass.violations = undefined;
    const holds = tried(tested, value, pass);
    pass.violations = violations;
    const next = holds ? positive : negative;
    return !next || tried(next, value, pass) || fail(pass, 'if', at.pointer);
  };
}

function negation(compiling: Compiling, schema: Json): Check {
  const check = compiling.inPlace(schema, 'not');
  return (value, pass) => !quietly(check, value, pass) || fail(pass, 'not', compiling.at.pointer);
}

function dependents(compiling: Compiling, schemas: JsonObject): Check {
  const keyword = spelt(compiling.at.schema, 'dependentSchemas');
  // Before draft 2019-09 one keyword asserts lists and applies schemas: validators name it for both.
  const isNamed = keyword === 'dependencies';
  const rules = Object.entries(schemas).map(
    ([name, schema]) => [name, compiling.inPlace(schema, 'dependentSchemas', name)] as const,
  );
  return (value, pass) => {
    if (!isObject(value)) return true;
    let valid = true;
    for (const [name, check] of rules)
      if (Object.hasOwn(value, name)) valid = tried(check, value, pass) && valid;
    if (!valid && isNamed) fail(pass, keyword, compiling.at.pointer);
    return valid;
  };
}
