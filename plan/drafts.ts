import { example, type GeneratorOptions } from '../generators/index.ts';
import type { PlannedParameter, SoundBody } from '../model/case.ts';
import type { Content, Operation, Parameter } from '../model/contract.ts';
import { concrete, isDescribed, isStructured, lackOfBytes, unwritable, usualContent } from './body-wire.ts';
import { attempt, generatorOptions, schemaAt } from './generation.ts';
import { keepingInvariants } from './keeping-invariants.ts';
import { marked } from './marks.ts';
import type { PlanContext } from './options.ts';
import { NOT_EMPTY, parameterValue } from './parameter-values.ts';

/** The plainest request of an operation that keeps to the document. */
export interface Draft {
  /** Parameters that are always there and known before the run; those of the path that a run learns are not among them. */
  readonly parameters: readonly PlannedParameter[];
  readonly body?: SoundBody;
}

/** The draft of an operation; `learnt` are path parameters whose values the run finds out. */
export function draftOf(context: PlanContext, operation: Operation, learnt: readonly string[]): Draft {
  const parameters = alwaysGiven(operation, learnt).flatMap((parameter) => {
    const value = parameterValue(context, operation, parameter);
    return value === undefined ? [] : [{ name: parameter.name, in: parameter.in, value }];
  });
  const content = usualContent(operation.body);
  const body = content && bodyOf(context, operation, content);
  return keepingDraft(context, operation, content, { parameters, ...(body ? { body } : {}) });
}

/** A draft with what the invariants ask for beside what the schemas do. */
function keepingDraft(
  context: PlanContext,
  operation: Operation,
  content: Content | undefined,
  draft: Draft,
): Draft {
  const { parameters, body } = draft;
  const value = body && 'value' in body ? body.value : undefined;
  const scene = { context, operation, content: isDescribed(content) ? content : undefined };
  const kept = keepingInvariants(scene, { parameters, body: value });
  if (!('parts' in kept)) return draft;
  const { parts } = kept;
  return {
    parameters: parts.parameters,
    ...(body && parts.body !== undefined ? { body: { mediaType: body.mediaType, value: parts.body } } : {}),
    ...(body && !('value' in body) ? { body } : {}),
  };
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
    if (lack === undefined) {
      const planned = marked(context.contract, operation, content.schema, value);
      const kept = keepingInvariants({ context, operation, content }, { parameters: [], body: planned });
      return { mediaType, value: 'parts' in kept ? (kept.parts.body ?? planned) : planned };
    }
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
