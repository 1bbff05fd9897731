import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { isObject, type Json, type JsonObject, type JsonSchema } from '../../model/json.ts';
import { child, type Pointer } from '../../model/pointer.ts';
import { addAllFormats } from './all-formats.ts';
import type { GeneratorOptions } from './generator-options.ts';
import { regularExpression } from './regular-expression.ts';
import type { Part, SchemaDocument } from './schema-document.ts';
import { UnsupportedSchemaError } from './unsupported-schema-error.ts';
import { hiddenMembers } from './visibility.ts';

const ASSERTIONS = new Set(
  `type enum const multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern format
  maxItems minItems uniqueItems maxContains minContains maxProperties minProperties dependentRequired`.split(
    /\s+/,
  ),
);
const IN_PLACE = new Set(['if', 'then', 'else', 'not']);
const IN_PLACE_LISTS = new Set(['allOf', 'anyOf', 'oneOf']);
const BELOW = new Set(
  'items contains additionalProperties propertyNames unevaluatedItems unevaluatedProperties'.split(' '),
);
const MAPS = new Set(['properties', 'patternProperties']);

const regExp = Object.assign((pattern: string) => regularExpression(pattern) ?? new RegExp(pattern, 'u'), {
  code: 'new RegExp',
});

/** An error that a validator found, with the place of the schema in our document. */
export interface Violation {
  readonly keyword: string;
  readonly instance: Pointer;
  readonly schema: Pointer | undefined;
  readonly error: ErrorObject;
}

/**
 * Compiles schemas with ajv. It is given copies without annotations, whose references are our own ids, so that
 * nothing else in an OpenAPI document (examples, `nullable`, `discriminator`) can trip it, and whose `required`
 * leaves out members that do not take part in the direction.
 */
export class Validators {
  readonly #document: SchemaDocument;
  readonly #options: Pick<GeneratorOptions, 'direction'>;
  readonly #compiled = new Map<string, ValidateFunction>();
  readonly #ajv: Ajv2020;
  readonly #added = new Set<string>();
  readonly #origins = new WeakMap<object, Pointer>();

  constructor(document: SchemaDocument, options: Pick<GeneratorOptions, 'direction'>, allErrors: boolean) {
    this.#document = document;
    this.#options = options;
    this.#ajv = new Ajv2020({
      allErrors,
      verbose: allErrors,
      strict: false,
      logger: false,
      multipleOfPrecision: 6,
      ownProperties: true,
      code: { regExp },
    });
    addAllFormats(this.#ajv);
    this.#ajv.addSchema({}, 'http://assay/anything');
    this.#ajv.addSchema({ not: {} }, 'http://assay/nothing');
  }

  /** A validator of all the parts together. */
  compile(parts: readonly Part[]): ValidateFunction {
    const pointer = parts[0]?.pointer ?? '';
    try {
      const schema = { allOf: parts.map((part) => this.#reference(part, [])) };
      const key = JSON.stringify(schema);
      const validate = this.#compiled.get(key) ?? this.#ajv.compile(schema);
      this.#compiled.set(key, validate);
      return validate;
    } catch (error) {
      if (error instanceof UnsupportedSchemaError) throw error;
      throw new UnsupportedSchemaError(pointer, error instanceof Error ? error.message : String(error));
    }
  }

  /** The errors of a value, each with its place in our document. */
  violations(validate: ValidateFunction, value: Json): Violation[] {
    if (validate(value)) return [];
    return (validate.errors ?? []).map((error) => ({
      keyword: error.keyword,
      instance: error.instancePath,
      schema: isObject(error.parentSchema) ? this.#origins.get(error.parentSchema) : undefined,
      error,
    }));
  }

  #reference(part: Part, inherited: readonly string[]): JsonSchema {
    if (!isObject(part.schema)) return part.schema;
    const id = `http://assay/${this.#document.idOf(part.schema)}-${inherited.join('-')}`;
    if (!this.#added.has(id)) {
      this.#added.add(id);
      const copy = this.#copy(part.schema, part, inherited);
      if (isObject(copy)) this.#ajv.addSchema(copy, encodeURI(id));
    }
    return { $ref: encodeURI(id) };
  }

  #copy(schema: JsonSchema, at: Part, inherited: readonly string[]): JsonSchema {
    if (!isObject(schema)) return schema;
    const part = { ...at, schema };
    const hidden = [...new Set([...inherited, ...hiddenMembers(this.#document, part, this.#options)])].sort();
    const copy: JsonObject = {};
    for (const [keyword, value] of Object.entries(schema)) {
      const made = this.#keyword(keyword, value, part, hidden);
      if (made !== undefined) copy[keyword] = made;
    }
    this.#origins.set(copy, part.pointer);
    return copy;
  }

  #keyword(keyword: string, value: Json, at: Part, hidden: readonly string[]): Json | undefined {
    const inner = (schema: Json, names: readonly string[], ...path: (string | number)[]): Json =>
      this.#copy(schema as JsonSchema, { ...at, pointer: child(at.pointer, keyword, ...path) }, names);
    if (ASSERTIONS.has(keyword)) return value;
    if (keyword === 'required') return Array.isArray(value) ? shown(value, hidden) : value;
    if (keyword === '$ref' && typeof value === 'string') return this.#followed(value, at, hidden);
    if (IN_PLACE.has(keyword)) return inner(value, hidden);
    if (IN_PLACE_LISTS.has(keyword) && Array.isArray(value))
      return value.map((one, i) => inner(one, hidden, i));
    if (BELOW.has(keyword)) return inner(value, []);
    if (keyword === 'prefixItems' && Array.isArray(value)) return value.map((one, i) => inner(one, [], i));
    const names = keyword === 'dependentSchemas' ? hidden : [];
    if ((MAPS.has(keyword) || keyword === 'dependentSchemas') && isObject(value)) {
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inner(one, names, name)]));
    }
    return undefined;
  }

  #followed(ref: string, at: Part, hidden: readonly string[]): Json {
    let target: Part;
    try {
      target = this.#document.resolve(ref, at);
    } catch (error) {
      // Nothing is generated there, so that nothing is accepted there either.
      if (error instanceof UnsupportedSchemaError) return `http://assay/nothing`;
      throw error;
    }
    const reference = this.#reference(target, hidden);
    return isObject(reference)
      ? (reference['$ref'] ?? '')
      : `http://assay/${reference ? 'anything' : 'nothing'}`;
  }
}

function shown(names: readonly Json[], hidden: readonly string[]): Json[] {
  return names.filter((name) => typeof name !== 'string' || !hidden.includes(name));
}
