import type { Json } from '../../model/json.ts';
import type { Library } from '../schema/library.ts';
import { spelt } from '../schema/normal-form.ts';
import type { Conjunct, Part } from '../schema/part.ts';
import { UnsupportedSchemaError } from '../schema/unsupported-schema-error.ts';
import { type Directed, hiddenMembers } from '../schema/visibility.ts';
import { arrayChecks, unevaluatedItems } from './array-checks.ts';
import { choiceChecks } from './choice-checks.ts';
import type { Compiling } from './compiling.ts';
import { Evaluated } from './evaluated.ts';
import { objectChecks, unevaluatedMembers } from './object-checks.ts';
import { type Check, fail, type Pass, type Violation } from './pass.ts';
import { SCALAR_CHECKS } from './scalar-checks.ts';

const NONE: ReadonlySet<string> = new Set();

/** Tells whether values satisfy schemas, by the words of draft 2020-12; formats are asserted. */
export class Evaluator {
  readonly #library: Library;
  readonly #direction: Directed;
  readonly #checks = new Map<string, Check>();

  constructor(library: Library, direction: Directed) {
    this.#library = library;
    this.#direction = direction;
  }

  /** The check of all the parts together. */
  check(parts: readonly Part[]): (value: Json) => boolean {
    const checks = parts.map((part) => this.#check(part, NONE));
    return (value) => {
      const pass: Pass = { violations: undefined, path: [], evaluated: undefined };
      return checks.every((check) => check(value, pass));
    };
  }

  /** Every violation of a value. */
  violations(part: Part, value: Json): Violation[] {
    const violations: Violation[] = [];
    this.#check(part, NONE)(value, { violations, path: [], evaluated: undefined });
    return violations;
  }

  #check(part: Part, inherited: ReadonlySet<string>): Check {
    const conjunct = this.#library.conjunct(part);
    const { pointer } = part;
    if (!conjunct) return part.schema === false ? (_, pass) => fail(pass, 'false schema', pointer) : always;
    const hidden = this.#hidden(part, inherited);
    const key = `${this.#library.keyOf(conjunct)} ${[...hidden].sort().join(' ')}`;
    const known = this.#checks.get(key);
    if (known) return known;
    let compiled: Check | undefined;
    // A schema that refers to itself meets this before it is compiled.
    const again = recursive(() => compiled);
    this.#checks.set(key, again);
    compiled = this.#compile(conjunct, hidden);
    this.#checks.set(key, compiled);
    return compiled;
  }

  #hidden(part: Part, inherited: ReadonlySet<string>): ReadonlySet<string> {
    if (this.#direction.direction === undefined) return NONE;
    const own = hiddenMembers(this.#library, part, this.#direction);
    return own.size === 0 ? inherited : new Set([...inherited, ...own]);
  }

  #compile(at: Conjunct, hidden: ReadonlySet<string>): Check {
    const compiling = this.#compiling(at, hidden);
    const checks = [
      ...scalarChecks(at),
      ...objectChecks(compiling),
      ...arrayChecks(compiling),
      ...choiceChecks(compiling),
    ];
    const { unevaluatedProperties, unevaluatedItems: items } = at.schema;
    if (unevaluatedProperties === undefined && items === undefined) return together(checks);
    if (unevaluatedProperties !== undefined)
      checks.push(unevaluatedMembers(compiling, unevaluatedProperties));
    if (items !== undefined) checks.push(unevaluatedItems(compiling, items));
    return apart(together(checks));
  }

  #compiling(at: Conjunct, hidden: ReadonlySet<string>): Compiling {
    const inner = (schema: Json, keyword: string, tokens: (string | number)[]): Part =>
      this.#library.inner(at, schema, keyword, ...tokens);
    return {
      at,
      hidden,
      inPlace: (schema, keyword, ...tokens) => this.#check(inner(schema, keyword, tokens), hidden),
      below: (schema, keyword, ...tokens) => this.#check(inner(schema, keyword, tokens), NONE),
      reference: (keyword, ref) => this.#reference(at, hidden, keyword, ref),
    };
  }

  #reference(
    at: Conjunct,
    hidden: ReadonlySet<string>,
    keyword: Parameters<Compiling['reference']>[0],
    ref: string,
  ): Check {
    try {
      const target =
        keyword === '$ref' ? this.#library.resolve(ref, at) : this.#library.resolveDynamic(keyword, ref, at);
      return this.#check(target, hidden);
    } catch (error) {
      // Nothing is generated there, so that nothing is accepted there either.
      if (error instanceof UnsupportedSchemaError) return (_, pass) => fail(pass, keyword, at.pointer);
      throw error;
    }
  }
}

const always: Check = () => true;

/** A schema that applies itself in place says nothing more the second time. */
function recursive(compiled: () => Check | undefined): Check {
  const active: Json[] = [];
  return (value, pass) => {
    // No value lies within itself: the same one again is the same place.
    if (active.includes(value)) return true;
    active.push(value);
    const valid = compiled()?.(value, pass) ?? true;
    active.pop();
    return valid;
  };
}

function together(checks: readonly Check[]): Check {
  const [only] = checks;
  if (!only) return always;
  if (checks.length === 1) return only;
  return (value, pass) => {
    let valid = true;
    for (const check of checks) {
      if (check(value, pass)) continue;
      if (!pass.violations) return false;
      valid = false;
    }
    return valid;
  };
}

/** A schema that asks what was left unevaluated sees what was evaluated in itself only. */
function apart(check: Check): Check {
  return (value, pass) => {
    const outer = pass.evaluated;
    const own = new Evaluated();
    pass.evaluated = own;
    const valid = check(value, pass);
    pass.evaluated = outer;
    if (valid) outer?.add(own);
    return valid;
  };
}

function* scalarChecks({ schema, pointer }: Conjunct): Generator<Check> {
  for (const [keyword, limit] of Object.entries(schema)) {
    const assertion = SCALAR_CHECKS.get(keyword)?.(limit);
    if (!assertion) continue;
    const name = spelt(schema, keyword);
    yield (value, pass) => assertion(value) || fail(pass, name, pointer);
  }
}
