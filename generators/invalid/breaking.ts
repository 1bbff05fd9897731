import { isObject, type Json, type JsonObject, type JsonSchema } from '../../model/json.ts';
import { type Pointer, tokens } from '../../model/pointer.ts';
import type { Conjunct } from '../schema/part.ts';
import { UnsupportedSchemaError } from '../schema/unsupported-schema-error.ts';
import { Generation } from '../valid/generation.ts';
import type { Model } from '../valid/model.ts';
import type { Source } from '../valid/source.ts';
import { derived, type State } from '../valid/state.ts';
import { type Guide, type Want, wanted } from '../valid/want.ts';
import type { Companion, Fault } from './fault.ts';

/** A scalar assertion that holds at the place of a fault, beside the one that is broken. */
export interface Beside {
  /** The schema object of the leaf that holds it. */
  readonly schema: JsonObject;
  /** As the normal form spells it. */
  readonly keyword: string;
  /** How it is told where it breaks. */
  readonly companion: Companion;
}

/** The breaking of one constraint in one base value. */
export interface Breaking {
  readonly model: Model;
  readonly source: Source;
  readonly mode: 'example' | 'random';
  /** The value of the base at the fault's place. */
  readonly value: Json;
  /** What need not hold beside the broken constraint. */
  readonly loosened: readonly Beside[];
}

/** Values for the fault's place that probably break the constraint, the best first. */
export type Breaker = (breaking: Breaking) => Iterable<Json>;

/** One way to make a fault. */
export interface Attempt {
  readonly guide: Guide;
  readonly breaker: Breaker;
  readonly site: Site;
  /** What may break together with the constraint. */
  readonly loosened: readonly Beside[];
}

/** A fault with the ways to make it; whether it can be made is yet to be proved. */
export interface Candidate {
  readonly fault: Fault;
  /** The place that is replaced: the fault's, or what it lies in. */
  readonly place: Pointer;
  /** Ways to make it, tried in this order. */
  readonly attempts: readonly Attempt[];
  /** Why it cannot be broken, where that is seen at once. */
  readonly hopeless: string | undefined;
  /** Lies in an optional member that is not to be generated. */
  readonly isLeftOut: boolean;
}

/** What is known where a constraint is to be broken. */
export interface Site {
  readonly instance: string;
  readonly guide: Guide;
  /** The state whose conjuncts hold, the broken one among them. */
  readonly leaf: State;
  readonly conjunct: Conjunct;
}

const reduced = new WeakMap<JsonObject, Map<string, JsonObject>>();

/** A schema without some keywords, the same object for the same question. */
function without(schema: JsonObject, keywords: readonly string[]): JsonObject {
  const known = reduced.get(schema) ?? new Map<string, JsonObject>();
  reduced.set(schema, known);
  const key = keywords.join(' ');
  const found =
    known.get(key) ?? Object.fromEntries(Object.entries(schema).filter(([name]) => !keywords.includes(name)));
  known.set(key, found);
  return found;
}

/**
 * A value for the place that keeps all that holds there but for some keywords of one schema, and satisfies
 * another schema instead; nothing where that is not possible.
 */
export function* instead(
  { model, source, mode, loosened }: Breaking,
  { leaf, conjunct, instance, guide }: Site,
  omitted: readonly string[],
  schema: JsonSchema,
): Generator<Json> {
  const container =
    isObject(schema) && [schema['type']].flat().some((type) => type === 'array' || type === 'object');
  const conjuncts = leaf.conjuncts.map((one): Conjunct => {
    const flat = model.flat(one);
    const dropped = [
      ...(one.schema === conjunct.schema ? omitted : []),
      ...loosened.filter(({ schema }) => schema === one.schema).map(({ keyword }) => keyword),
    ];
    const left = dropped.length > 0 ? without(flat.schema, dropped) : flat.schema;
    // What the site knows binds valid values only; inside of containers it still holds.
    return { ...flat, schema: left, own: container && one.own };
  });
  try {
    const state = model.fixed(conjuncts, [derived(schema, conjunct)]);
    const run = new Generation(model, source, mode);
    yield run.value(state, { depth: tokens(instance).length, want: wantAt(guide, instance), shown: [] });
  } catch (error) {
    if (!(error instanceof UnsupportedSchemaError)) throw error;
  }
}

function wantAt(guide: Guide, instance: string): Want | undefined {
  let want = wanted(guide);
  for (const token of tokens(instance)) want = want?.below.get(token);
  return want;
}
