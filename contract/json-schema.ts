import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Json, JsonObject } from '../model/json.ts';
import { child, type Pointer } from '../model/pointer.ts';
import { nearestName } from './lint/nearest-name.ts';

/** What is wrong with a value, at its place in the value. */
export interface SchemaProblem {
  readonly pointer: Pointer;
  /** A clause that follows the name of the place: "must be string". */
  readonly message: string;
}

type Describe = (error: ErrorObject) => SchemaProblem;

const compiled = new WeakMap<JsonObject, ValidateFunction>();

/**
 * Validates a file of ours (an extension, the configuration) and says what is wrong in words for people.
 * @param schema - compiled once for each object, so hand in the same one again.
 */
export function schemaProblems(schema: JsonObject, value: Json): SchemaProblem[] {
  const validate = compiled.get(schema) ?? compileSchema(schema);
  compiled.set(schema, validate);
  if (validate(value)) return [];
  return telling(validate.errors ?? []).map((error) => (DESCRIPTIONS[error.keyword] ?? plain)(error));
}

function compileSchema(schema: JsonObject): ValidateFunction {
  const ajv = new Ajv2020({ allErrors: true, strict: false, verbose: true, logger: false });
  addFormats.default(ajv);
  return ajv.compile(schema);
}

/** Errors of a union give way to those of the one branch that fits the value's kind, or to the union's own. */
function telling(errors: readonly ErrorObject[]): ErrorObject[] {
  const unions = errors.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf');
  return unions.reduce<ErrorObject[]>(
    (kept, union) => {
      const within = kept.filter(({ schemaPath }) => schemaPath.startsWith(`${union.schemaPath}/`));
      const fitting = fittingBranch(union, within);
      const rest = kept.filter((error) => !within.includes(error));
      return fitting ? [...rest.filter((error) => error !== union), ...fitting] : rest;
    },
    [...errors],
  );
}

function fittingBranch(union: ErrorObject, within: readonly ErrorObject[]): ErrorObject[] | undefined {
  const branches = (union.schema as unknown[]).map((_, index) =>
    within.filter(({ schemaPath }) => schemaPath.startsWith(`${union.schemaPath}/${index}/`)),
  );
  const fitting = branches.filter(
    (found) =>
      found.length > 0 &&
      !found.some(
        ({ keyword, instancePath }) =>
          instancePath === union.instancePath && /^(type|const|enum)$/.test(keyword),
      ),
  );
  return fitting.length === 1 ? fitting[0] : undefined;
}

const DESCRIPTIONS: Readonly<Record<string, Describe>> = {
  additionalProperties: unknownMember,
  required: ({ instancePath, params }) => ({
    pointer: instancePath,
    message: `needs the member ${JSON.stringify(params['missingProperty'])}`,
  }),
  enum: ({ instancePath, params }) => ({
    pointer: instancePath,
    message: `must be one of ${(params['allowedValues'] as Json[]).map((value) => JSON.stringify(value)).join(', ')}`,
  }),
  const: ({ instancePath, params }) => ({
    pointer: instancePath,
    message: `must be ${JSON.stringify(params['allowedValue'])}`,
  }),
  anyOf: union,
  oneOf: union,
};

function unknownMember({ instancePath, params, parentSchema }: ErrorObject): SchemaProblem {
  const name = String(params['additionalProperty']);
  const known = Object.keys((parentSchema as { properties?: object } | undefined)?.properties ?? {});
  const near = nearestName(name, known);
  const hint = near === undefined ? '' : `; did you mean ${near}?`;
  return { pointer: child(instancePath, name), message: `is not known here${hint}` };
}

function union({ instancePath, schema }: ErrorObject): SchemaProblem {
  const forms = (schema as { type?: string; const?: Json }[]).map((form) =>
    form.const === undefined ? `of type ${String(form.type)}` : JSON.stringify(form.const),
  );
  return { pointer: instancePath, message: `must be ${forms.join(' or ')}` };
}

function plain({ instancePath, message, keyword }: ErrorObject): SchemaProblem {
  return { pointer: instancePath, message: message ?? `breaks ${keyword}` };
}
