import { boundaries, type Condition, example, type Factor } from '../generators/index.ts';
import type { Contract } from '../model/contract.ts';
import { equalJson, type Json, jsonType } from '../model/json.ts';
import { child, type Pointer, tokens, valueAt } from '../model/pointer.ts';
import { generatorOptions, schemaAt } from './generation.ts';
import { declaredMembers } from './members.ts';
import type { PlanContext } from './options.ts';

/** One way in which a place of a body can be: not there, there, a certain value, of a type, or of a branch. */
export type Level =
  | { readonly kind: 'absent' }
  | { readonly kind: 'present'; readonly sample: Json }
  | { readonly kind: 'value'; readonly sample: Json }
  | { readonly kind: 'type'; readonly sample: Json; readonly type: string }
  | { readonly kind: 'branch'; readonly sample: Json; readonly schema: Pointer; readonly branch: string };

/** A place of a body that can be in several ways. */
export interface CombinablePlace extends Factor {
  readonly instance: Pointer;
  readonly ways: readonly Level[];
  /** Values of the place that are listed and take no part. */
  readonly unused: number;
  /** A whole valid body that has the place. */
  readonly shown: Json;
}

/** All values take part once in the boundaries; pairs of more than these would be hundreds of requests. */
const MOST_WAYS = 8;

interface Draft {
  readonly instance: Pointer;
  readonly shown: Json;
  isOptional: boolean;
  readonly levels: Level[];
}

/**
 * The places of a schema's bodies that can be in several ways, outer ones first: optional members, listed values,
 * booleans, types and branches. What the document binds weakly is no part of them, so that a refusal binds.
 */
export function combinablePlaces(context: PlanContext, schema: Pointer): CombinablePlace[] {
  const drafts = [...draftsOf(context, schema).values()]
    .filter(({ isOptional, levels }) => levels.length + Number(isOptional) > 1)
    .sort((a, b) => tokens(a.instance).length - tokens(b.instance).length);
  const places: CombinablePlace[] = [];
  for (const { instance, shown, isOptional, levels } of drafts) {
    const ways: Level[] = [...(isOptional ? [{ kind: 'absent' } as const] : []), ...levels];
    const used = ways.slice(0, MOST_WAYS);
    places.push({
      instance,
      shown,
      ways: used,
      levels: used.length,
      unused: ways.length - used.length,
      within: conditions(places, instance, shown),
    });
  }
  return places;
}

function draftsOf(context: PlanContext, schema: Pointer): Map<Pointer, Draft> {
  const value = schemaAt(context, schema);
  const options = generatorOptions(context);
  const drafts = new Map<Pointer, Draft>();
  const at = (instance: Pointer, shown: Json): Draft => {
    const draft = drafts.get(instance) ?? { instance, shown, isOptional: false, levels: [] };
    drafts.set(instance, draft);
    return draft;
  };
  const base = example(value, options);
  // A body may have optional members because without them it would have too few.
  for (const { instance, required } of declaredMembers(context.contract, schema, base)) {
    if (!required) at(instance, base).isOptional = true;
  }
  for (const boundary of boundaries(value, options)) {
    const { keyword, instance, value: shown } = boundary;
    if (keyword.startsWith('properties/')) {
      at(child(instance, keyword.slice('properties/'.length)), shown).isOptional = true;
      continue;
    }
    const level = levelOf(context.contract, boundary);
    if (level) at(instance, shown).levels.push(level);
  }
  for (const draft of drafts.values()) settle(draft);
  return drafts;
}

function levelOf(
  { document }: Contract,
  { keyword, instance, schema, what, value }: ReturnType<typeof boundaries>[number],
): Level | undefined {
  const sample = valueAt(value, instance);
  if (sample === undefined) return undefined;
  if (keyword === 'enum' || (keyword === 'type' && typeof sample === 'boolean'))
    return { kind: 'value', sample };
  if (keyword === 'type') return { kind: 'type', sample, type: what };
  if (keyword !== 'anyOf' && keyword !== 'oneOf') return undefined;
  const branch = what.replace(/^branch /, '');
  const place = child(schema, keyword, branch);
  return valueAt(document, place) === undefined
    ? undefined
    : { kind: 'branch', sample, schema: place, branch };
}

/** Listed values say more than their types, and each way counts once. */
function settle({ instance, shown, levels }: Draft): void {
  const hasValues = levels.some(({ kind }) => kind === 'value');
  const kept = levels.filter(({ kind }) => !(hasValues && kind === 'type'));
  const distinct = kept.filter((level, at) => !kept.slice(0, at).some((other) => isSame(level, other)));
  if (distinct.length < 2) distinct.splice(0);
  const sample = valueAt(shown, instance);
  if (distinct.length === 0 && sample !== undefined) distinct.push({ kind: 'present', sample });
  levels.splice(0, levels.length, ...distinct);
}

function isSame(a: Level, b: Level): boolean {
  if (a.kind === 'value' && b.kind === 'value') return equalJson(a.sample, b.sample);
  if (a.kind === 'type' && b.kind === 'type') return a.type === b.type;
  return a.kind === 'branch' && b.kind === 'branch' && a.schema === b.schema;
}

/** What lies in an object or a list is a choice only where that is there. */
function conditions(outer: readonly CombinablePlace[], instance: Pointer, shown: Json): Condition[] {
  return outer.flatMap((place, factor): Condition[] => {
    if (!instance.startsWith(`${place.instance}/`)) return [];
    const holder = valueAt(shown, place.instance);
    if (holder === undefined) return [];
    const levels = place.ways.flatMap((level, at) =>
      level.kind !== 'absent' && jsonType(level.sample) === jsonType(holder) ? [at] : [],
    );
    return [{ factor, levels }];
  });
}
