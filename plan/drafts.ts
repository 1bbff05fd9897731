import { siteValue } from '../contract/site-values.ts';
import { example, type GeneratorOptions, UnsupportedSchemaError } from '../generators/index.ts';
import type { PlannedBody, PlannedParameter } from '../model/case.ts';
import type { Content, Operation, Parameter } from '../model/contract.ts';
import type { Json, JsonSchema } from '../model/json.ts';
import { child, valueAt } from '../model/pointer.ts';
import { marked } from './marks.ts';
import type { PlanContext } from './options.ts';

/** The plainest request of an operation that keeps to the document. */
export interface Draft {
  /** Parameters that are always there and known before the run; those of the path that a run learns are not among them. */
  readonly parameters: readonly PlannedParameter[];
  readonly body?: PlannedBody;
}

/** Generator options for what an operation is sent: values of the site, nothing that the document binds weakly. */
export function generatorOptions(context: PlanContext, more: GeneratorOptions = {}): GeneratorOptions {
  const { contract, site } = context;
  return {
    root: contract.document,
    direction: 'request',
    plain: true,
    optional: 'none',
    site: (schema, pointer) => {
      const declared = siteValue(schema, pointer);
      if (declared) return site.valuesFor(declared);
      const unknown = schema['x-assay-unknown'];
      return unknown === undefined || site.mock ? undefined : [unknown];
    },
    exclude: (schema, member) => contract.statement(child(schema, 'properties', member)).level !== 'must',
    ...more,
  };
}

/** The schema at a place of the contract, as the generators take it. */
export function schemaAt(context: PlanContext, pointer: string): JsonSchema {
  const schema = valueAt(context.contract.document, pointer);
  return typeof schema === 'boolean' || (typeof schema === 'object' && schema !== null && !Array.isArray(schema))
    ? schema
    : true;
}

/** The plainest value of a parameter; undefined where the site has none or none can be made. */
export function parameterValue(context: PlanContext, parameter: Parameter): Json | undefined {
  const site = parameter.value && context.site.valuesFor(parameter.value);
  if (site) return site[0];
  const [first] = parameter.examples;
  if (first) return first.value;
  try {
    return example(schemaAt(context, parameter.schema), generatorOptions(context));
  } catch (error) {
    if (error instanceof UnsupportedSchemaError) return undefined;
    throw error;
  }
}

/** The draft of an operation; `learnt` are path parameters whose values the run finds out. */
export function draftOf(context: PlanContext, operation: Operation, learnt: readonly string[]): Draft {
  const parameters = operation.parameters
    .filter(({ required, name, in: where }) => required && !(where === 'path' && learnt.includes(name)))
    .flatMap((parameter) => {
      const value = parameterValue(context, parameter);
      return value === undefined ? [] : [{ name: parameter.name, in: parameter.in, value }];
    });
  const content = operation.body?.contents[0];
  const body = content && bodyOf(context, operation, content);
  return { parameters, ...(body ? { body } : {}) };
}

/** The plainest body in one media type; undefined where none can be made. */
export function bodyOf(
  context: PlanContext,
  operation: Operation,
  content: Content,
  more: GeneratorOptions = {},
): PlannedBody | undefined {
  if (content.schema === undefined) return undefined;
  try {
    const value = example(schemaAt(context, content.schema), generatorOptions(context, more));
    return { mediaType: content.mediaType, value: marked(context.contract, operation, content.schema, value) };
  } catch (error) {
    if (error instanceof UnsupportedSchemaError) return undefined;
    throw error;
  }
}
