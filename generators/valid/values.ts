import { equalJson, type Json, jsonType } from '../../model/json.ts';
import type { Conjunct } from '../schema/part.ts';
import type { Model } from './model.ts';
import type { State } from './state.ts';

/** Keywords that a value is held against here; with any other the validator decides. */
const READ_HERE = new Set(
  `type enum const title description examples example default readOnly writeOnly deprecated nullable $defs $comment
  externalDocs xml`.split(/\s+/),
);

const known = new WeakMap<State, { values: readonly Json[] | undefined }>();

const accepted = new WeakMap<State, readonly Json[]>();

/** The values that a state is restricted to by enum, const or the site; undefined without such a restriction. */
export function valuesOf(model: Model, state: State): readonly Json[] | undefined {
  const found = known.get(state);
  if (found) return found.values;
  const values = restricted(model, state);
  known.set(state, { values });
  return values;
}

/**
 * The listed values of a state that satisfy its choices, too: for the case that no branch seems to have any, since
 * what breaks a branch is not always said in full.
 */
export function acceptedValues(model: Model, state: State): readonly Json[] {
  const found = accepted.get(state);
  if (found) return found;
  const values = (valuesOf(model, state) ?? []).filter((value) => model.accepts(state.parts, value));
  accepted.set(state, values);
  return values;
}

function restricted(model: Model, state: State): readonly Json[] | undefined {
  const lists = state.conjuncts.flatMap((conjunct) => listsOf(model, conjunct));
  const [first, ...others] = lists;
  if (!first) return undefined;
  const common = first.filter((value) =>
    others.every((list) => list.some((other) => equalJson(other, value))),
  );
  return common.filter((value) => satisfies(model, state, value));
}

function listsOf(model: Model, { schema, pointer, own }: Conjunct): (readonly Json[])[] {
  const lists: (readonly Json[])[] = [];
  const site = own ? model.options.site?.(schema, pointer) : undefined;
  // First, so that the site's order and choice is what counts.
  if (site) lists.push(site);
  if (Array.isArray(schema['enum'])) lists.push(schema['enum']);
  if (schema['const'] !== undefined) lists.push([schema['const']]);
  return lists;
}

/** Whether a value satisfies the conjuncts of a state, the choices aside. */
export function satisfies(model: Model, { conjuncts }: State, value: Json): boolean {
  const flat = conjuncts.map((conjunct) => model.flat(conjunct));
  const others = flat.filter(({ schema }) =>
    Object.keys(schema).some((keyword) => !READ_HERE.has(keyword) && !keyword.startsWith('x-')),
  );
  return (
    flat.every(({ schema }) => isRead(schema, value)) && (others.length === 0 || model.accepts(others, value))
  );
}

function isRead(schema: Conjunct['schema'], value: Json): boolean {
  const { type, enum: list } = schema;
  const is = jsonType(value);
  const typed =
    type === undefined ||
    [type].flat().some((name) => name === is || (name === 'number' && is === 'integer'));
  if (!typed) return false;
  if (Array.isArray(list) && !list.some((other) => equalJson(other, value))) return false;
  return schema['const'] === undefined || equalJson(schema['const'], value);
}
