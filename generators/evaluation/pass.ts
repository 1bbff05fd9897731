import type { Json } from '../../model/json.ts';
import type { Pointer } from '../../model/pointer.ts';
import { child } from '../../model/pointer.ts';
import type { Evaluated } from './evaluated.ts';

/** A keyword that a value breaks. */
export interface Violation {
  /** As the document spells it; `false schema` where a schema is `false`. */
  readonly keyword: string;
  readonly instance: Pointer;
  /** The schema object that holds the keyword. */
  readonly schema: Pointer;
  /** The member that is missing, or is one too many. */
  readonly member?: string;
}

/** What is carried through the evaluation of one value. */
export interface Pass {
  /** Where violations are collected; undefined where the first one ends the evaluation. */
  violations: Violation[] | undefined;
  /** The way to the place in the instance; kept only where violations are collected. */
  readonly path: (string | number)[];
  /** What the schema at hand has evaluated; undefined where nobody asks. */
  evaluated: Evaluated | undefined;
}

/** Whether a value satisfies what was compiled. */
export type Check = (value: Json, pass: Pass) => boolean;

/** Notes a violation. */
export function fail(pass: Pass, keyword: string, schema: Pointer, member?: string): false {
  pass.violations?.push({
    keyword,
    instance: child('', ...pass.path),
    schema,
    ...(member === undefined ? {} : { member }),
  });
  return false;
}

/** Evaluates a member or item. */
export function below(check: Check, value: Json, token: string | number, pass: Pass): boolean {
  const outer = pass.evaluated;
  pass.evaluated = undefined;
  if (pass.violations) pass.path.push(token);
  const valid = check(value, pass);
  if (pass.violations) pass.path.pop();
  pass.evaluated = outer;
  return valid;
}

/** Evaluates without a trace: neither violations nor what was evaluated count. */
export function quietly(check: Check, value: Json, pass: Pass): boolean {
  const { violations, evaluated } = pass;
  pass.violations = undefined;
  pass.evaluated = undefined;
  const valid = check(value, pass);
  pass.violations = violations;
  pass.evaluated = evaluated;
  return valid;
}
