import type { Json, JsonSchema } from '../../model/json.ts';
import { type Pointer, parent, tokens, valueAt, withValueAt } from '../../model/pointer.ts';
import { surveyOf } from '../invalid/survey.ts';
import { UnsupportedSchemaError } from '../schema/unsupported-schema-error.ts';
import { Generation } from '../valid/generation.ts';
import type { GeneratorOptions } from '../valid/generator-options.ts';
import type { Model } from '../valid/model.ts';
import { modelOf } from '../valid/models.ts';
import { Source } from '../valid/source.ts';
import { derived, pointerOf, type State } from '../valid/state.ts';
import { validValue } from '../valid/valid.ts';
import type { Guide } from '../valid/want.ts';
import { edgesOf } from './boundary-values.ts';

/** A valid value with one place at the boundary of one constraint. */
export interface Boundary {
  /** The place in the instance. */
  instance: Pointer;
  /** The schema object that holds the keyword. */
  schema: Pointer;
  /** `minLength`, `enum`, …; `properties/<name>` for an optional member that is present. */
  keyword: string;
  /** In words: "the minimum", or the value. */
  what: string;
  /** The whole instance. */
  value: Json;
}

/**
 * Valid whole instances, each the example with one place at a boundary of one constraint, with one branch, type,
 * listed value or boolean, or with one optional member that the example has not. The same at every call.
 */
export function boundaries(schema: JsonSchema, options: GeneratorOptions = {}): Boundary[] {
  const model = modelOf(schema, options);
  const example = attempt(() => validValue(model, Source.replay(), 'example'));
  const found: (Boundary | undefined)[] = [
    ...optionalMembers(model, example),
    ...branches(model),
    ...edges(model),
  ];
  return found.filter((boundary) => boundary !== undefined);
}

function* optionalMembers(model: Model, example: Json | undefined): Generator<Boundary | undefined> {
  for (const { instance, optional, isLeftOut, guide, state } of surveyOf(model).places) {
    if (!optional || isLeftOut || (example !== undefined && valueAt(example, instance) !== undefined))
      continue;
    const name = tokens(instance).at(-1) ?? '';
    const holder = { instance: parent(instance), schema: declaring(pointerOf(state)) };
    yield whole(model, { ...holder, keyword: `properties/${name}`, what: 'present' }, guide, instance);
  }
}

/** The schema that declares a member, by the place of the member's schema. */
function declaring(member: Pointer): Pointer {
  return /\/(properties|patternProperties)\/[^/]*$/.test(member) ? parent(parent(member)) : parent(member);
}

function* branches(model: Model): Generator<Boundary | undefined> {
  for (const { instance, choice, holder, ways, isLeftOut } of surveyOf(model).forks) {
    if (isLeftOut) continue;
    if (choice.keyword !== 'anyOf' && choice.keyword !== 'oneOf') continue;
    for (const { branch, guide } of ways) {
      const at = { instance, schema: holder.pointer, keyword: choice.keyword, what: `branch ${branch}` };
      yield whole(model, at, guide, instance);
    }
  }
}

function* edges(model: Model): Generator<Boundary | undefined> {
  for (const { instance, guide, leaf, state, fresh, isLeftOut } of surveyOf(model).places) {
    if (isLeftOut) continue;
    for (const conjunct of fresh) {
      model.begin();
      for (const edge of edgesOf(conjunct.schema, leaf)) {
        const at = { instance, schema: conjunct.pointer, keyword: edge.keyword, what: edge.what };
        const edged = attempt(() => model.state([...state.parts, derived(edge.schema, conjunct)]));
        yield edged && replaced(model, at, guide, edged);
      }
    }
  }
}

type Unvalued = Omit<Boundary, 'value'>;

function whole(model: Model, at: Unvalued, guide: Guide, instance: Pointer): Boundary | undefined {
  const value = attempt(() => validValue(model, Source.replay(), 'example', guide));
  return value !== undefined && valueAt(value, instance) !== undefined ? { ...at, value } : undefined;
}

function replaced(model: Model, at: Unvalued, guide: Guide, state: State): Boundary | undefined {
  const base = attempt(() => validValue(model, Source.replay(), 'example', guide));
  if (base === undefined || valueAt(base, at.instance) === undefined) return undefined;
  const value = attempt(() => {
    const run = new Generation(model, Source.replay(), 'example');
    return run.value(state, { depth: tokens(at.instance).length, want: undefined, shown: [] });
  });
  if (value === undefined) return undefined;
  const edged = withValueAt(base, at.instance, value);
  return model.accepts(model.start.parts, edged) ? { ...at, value: edged } : undefined;
}

function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof UnsupportedSchemaError) return undefined;
    throw error;
  }
}
