import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Contract } from '../model/contract.ts';
import { isObject, type Json } from '../model/json.ts';
import { child, type Pointer, tokens, valueAt } from '../model/pointer.ts';
import { type Direction, type View, viewOf } from './views.ts';

/** No more violations of a value are told: they tell a reader nothing new, and a long list has thousands. */
export const MAX_VIOLATIONS = 20;

/** One broken keyword of a value. */
export interface Violation {
  /** Place in the value. */
  readonly instance: Pointer;
  /** Place of the schema that holds the keyword, in the contract's document. */
  readonly schema: Pointer;
  readonly keyword: string;
  /** The member that is missing or should not be there. */
  readonly member?: string;
  /** Ajv's wording. */
  readonly message: string;
  /** What the keyword says. */
  readonly expected: Json;
}

/** A schema that cannot be worked with: nothing can be said of values against it. */
export class SchemaError extends Error {
  readonly schema: Pointer;

  constructor(schema: Pointer, message: string) {
    super(message);
    this.name = 'SchemaError';
    this.schema = schema;
  }
}

interface Validator {
  readonly view: View;
  compile(schema: Pointer): ValidateFunction;
}

const validators = new WeakMap<Contract, Map<Direction, Validator>>();

/**
 * What a value breaks of the schema at a place of the contract; at most 20 violations, the telling ones.
 * @throws SchemaError where the schema cannot be compiled, or has no end.
 */
export function violations(
  contract: Contract,
  schema: Pointer,
  direction: Direction,
  value: Json,
): Violation[] {
  const validator = validatorOf(contract, direction);
  return told(validator, schema, value, '').slice(0, MAX_VIOLATIONS);
}

function validatorOf(contract: Contract, direction: Direction): Validator {
  const known = validators.get(contract) ?? new Map<Direction, Validator>();
  validators.set(contract, known);
  const cached = known.get(direction);
  if (cached) return cached;
  const made = validatorFor(viewOf(contract.document, direction));
  known.set(direction, made);
  return made;
}

function validatorFor(view: View): Validator {
  let strict: Ajv2020 | undefined;
  // A pattern that is no regular expression with the u flag is tried without, as many documents mean it.
  let loose: Ajv2020 | undefined;
  const compiled = new Map<Pointer, ValidateFunction>();
  return {
    view,
    compile(schema) {
      const cached = compiled.get(schema);
      if (cached) return cached;
      const reference = { $ref: `contract:/${fragment(schema)}` };
      let made: ValidateFunction;
      try {
        // Throws for two `$id`s or anchors of one name, say: nothing in the document can be resolved then.
        strict ??= ajvOf(view, true);
        made = strict.compile(reference);
      } catch (error) {
        try {
          loose ??= ajvOf(view, false);
          made = loose.compile(reference);
        } catch {
          throw new SchemaError(schema, (error as Error).message);
        }
      }
      compiled.set(schema, made);
      return made;
    },
  };
}

let formats: Ajv2020['formats'] | undefined;

/** Whether a format says something that a value can break, as far as it is known. */
export function isCheckable(format: unknown): boolean {
  if (formats === undefined) {
    const ajv = new Ajv2020();
    addFormats.default(ajv);
    ({ formats } = ajv);
  }
  const known = typeof format === 'string' ? formats[format] : undefined;
  return known !== undefined && known !== true;
}

function ajvOf(view: View, unicodeRegExp: boolean): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: false,
    verbose: true,
    logger: false,
    validateSchema: false,
    unicodeRegExp,
    // 0.07 is a multiple of 0.01, whatever binary fractions say.
    multipleOfPrecision: 6,
  });
  addFormats.default(ajv);
  ajv.addSchema(view.document, 'contract:/');
  return ajv;
}

function fragment(pointer: Pointer): string {
  return `#${tokens(pointer)
    .map((token) => `/${encodeURIComponent(token.replaceAll('~', '~0').replaceAll('/', '~1'))}`)
    .join('')}`;
}

/** The violations of a value, with those of a union's branches replaced by those of the branch that was meant. */
function told(validator: Validator, schema: Pointer, value: Json, base: Pointer): Violation[] {
  const validate = validator.compile(schema);
  if (isValid(validate, schema, value)) return [];
  const all = (validate.errors ?? []).map((error) => violationOf(validator.view, error, base));
  const unions = all.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf');
  const branches = unions.map((union) => branchesOf(validator, union, value, base));
  const within = new Set(branches.flatMap((found) => found.flat().map(keyOf)));
  const kept = all.filter((violation) => !within.has(keyOf(violation)) || unions.includes(violation));
  return kept.flatMap((violation) => {
    const index = unions.indexOf(violation);
    return index < 0 ? [violation] : (meantBranch(violation, branches[index] ?? []) ?? [violation]);
  });
}

/** A schema that applies itself to the same value has no end. */
function isValid(validate: ValidateFunction, schema: Pointer, value: Json): boolean {
  try {
    return validate(value);
  } catch (error) {
    if (error instanceof RangeError) throw new SchemaError(schema, 'the schema refers to itself without end');
    throw error;
  }
}

function branchesOf(validator: Validator, union: Violation, value: Json, base: Pointer): Violation[][] {
  const place = child(union.schema, union.keyword);
  const count = Array.isArray(union.expected) ? union.expected.length : 0;
  const part = valueAt(value, union.instance.slice(base.length)) ?? null;
  return Array.from({ length: count }, (_, index) =>
    told(validator, child(place, index), part, union.instance),
  );
}

/** The only branch that fits the value's kind: no wrong type or constant at the union's own place. */
function meantBranch(union: Violation, branches: Violation[][]): Violation[] | undefined {
  const fitting = branches.filter(
    (found) =>
      found.length > 0 &&
      !found.some(
        ({ keyword, instance }) => instance === union.instance && /^(type|const|enum)$/.test(keyword),
      ),
  );
  return fitting.length === 1 ? fitting[0] : undefined;
}

function keyOf({ instance, schema, keyword, member }: Violation): string {
  return [instance, schema, keyword, member ?? ''].join('\n');
}

function violationOf(view: View, error: ErrorObject, base: Pointer): Violation {
  const holder = error.parentSchema as object | undefined;
  const params = error.params as Record<string, unknown>;
  const member = params['missingProperty'] ?? params['additionalProperty'] ?? params['unevaluatedProperty'];
  const expected = isObject(error.parentSchema)
    ? (error.parentSchema as Record<string, Json>)[error.keyword]
    : false;
  return {
    instance: base + error.instancePath,
    schema: (holder && view.pointerOf(holder)) ?? '',
    keyword: error.keyword,
    message: error.message ?? error.keyword,
    expected: expected ?? null,
    ...(typeof member === 'string' ? { member } : {}),
  };
}
