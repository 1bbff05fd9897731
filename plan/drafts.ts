import { boundaries, example, type GeneratorOptions } from '../generators/index.ts';
import type { PlannedParameter, SoundBody } from '../model/case.ts';
import type { Content, Operation, Parameter } from '../model/contract.ts';
import type { Json } from '../model/json.ts';
import { concrete, isDescribed, isStructured, lackOfBytes, unwritable, usualContent } from './body-wire.ts';
import { attempt, constraintOptions, generatorOptions, schemaAt } from './generation.ts';
import { marked } from './marks.ts';
import type { PlanContext } from './options.ts';
import { parameterViolations, unsendable } from './parameter-wire.ts';

/** The plainest request of an operation that keeps to the document. */
export interface Draft {
  /** Parameters that are always there and known before the run; those of the path that a run learns are not among them. */
  readonly parameters: readonly PlannedParameter[];
  readonly body?: SoundBody;
}

// What must leave something on the wire.
const NOT_EMPTY = { minLength: 1, minItems: 1, minProperties: 1 };

/** The plainest value of a parameter; undefined where the site has none or none can be made. */
export function parameterValue(
  context: PlanContext,
  operation: Operation,
  parameter: Parameter,
): Json | undefined {
  if (isCursor(operation, parameter) && parameter.examples.length === 0) return undefined;
  const site = parameter.value && context.site.valuesFor(parameter.value);
  if (site) return site.find((value) => unsendable(context, operation, parameter, value) === undefined);
  for (const make of candidates(context, parameter)) {
    const fitting = attempt(() =>
      make().find(
        (value) =>
          unsendable(context, operation, parameter, value) === undefined &&
          parameterViolations(context, parameter, value).length === 0,
      ),
    );
    if (fitting !== undefined) return fitting;
  }
  return undefined;
}

/** Whether a parameter carries what a reply of the list named: no other value of it means anything to the target. */
export function isCursor({ list }: Operation, { name, in: where }: Parameter): boolean {
  const { paging } = list ?? {};
  return where === 'query' && paging?.by === 'next' && paging.parameter === name;
}

/** Ways to a value, the plainest first: what the document shows, then what its schema says. */
function candidates(context: PlanContext, { examples, schema: pointer }: Parameter): (() => Json[])[] {
  const schema = schemaAt(context, pointer);
  const options = generatorOptions(context);
  return [
    () => examples.map(({ value }) => value),
    () => [example(schema, options)],
    () => [example({ allOf: [schema, NOT_EMPTY] }, options)],
    () => [example(schema, { ...options, optional: 'all' })],
    () => boundaries(schema, constraintOptions(context)).map(({ value }) => value),
  ];
}

/** The draft of an operation; `learnt` are path parameters whose values the run finds out. */
export function draftOf(context: PlanContext, operation: Operation, learnt: readonly string[]): Draft {
  const parameters = alwaysGiven(operation, learnt).flatMap((parameter) => {
    const value = parameterValue(context, operation, parameter);
    return value === undefined ? [] : [{ name: parameter.name, in: parameter.in, value }];
  });
  const content = usualContent(operation.body);
  const body = content && bodyOf(context, operation, content);
  return { parameters, ...(body ? { body } : {}) };
}

/** A required parameter that a draft has no value for. */
export function missingParameter(
  operation: Operation,
  draft: Draft,
  learnt: readonly string[],
): Parameter | undefined {
  return alwaysGiven(operation, learnt).find(
    ({ name, in: where }) => !draft.parameters.some((given) => given.name === name && given.in === where),
  );
}

function alwaysGiven({ parameters }: Operation, learnt: readonly string[]): Parameter[] {
  return parameters.filter(
    ({ required, name, in: where }) => required && !(where === 'path' && learnt.includes(name)),
  );
}

/** The plainest body in one media type; undefined where none can be made, which is told to `omit`. */
export function bodyOf(
  context: PlanContext,
  operation: Operation,
  content: Content,
  more: GeneratorOptions = {},
  omit?: (why: string) => void,
): SoundBody | undefined {
  const mediaType = concrete(content.mediaType);
  if (!isDescribed(content)) return anyBody(content, mediaType);
  return attempt(() => {
    const schema = schemaAt(context, content.schema);
    const options = generatorOptions(context, more);
    const plainest = example(schema, options);
    const value =
      lackOfBytes(operation, content, plainest) !== undefined
        ? example({ allOf: [schema, NOT_EMPTY] }, options)
        : plainest;
    const lack = unwritable(content, value);
    if (lack === undefined)
      return { mediaType, value: marked(context.contract, operation, content.schema, value) };
    omit?.(lack);
    return undefined;
  }, omit);
}

/** Where the document does not say what is in a body, what it shows or next to nothing is. */
function anyBody(content: Content, mediaType: string): SoundBody {
  const [shown] = content.examples;
  if (shown) return { mediaType, value: shown.value };
  return isStructured(content) ? { mediaType, value: {} } : { mediaType, text: 'assay' };
}
