import type { ValidateFunction } from 'ajv/dist/2020.js';
import { isObject, type Json, type JsonObject, type JsonSchema } from '../../model/json.ts';
import { choicesOf, conjoined } from './choices.ts';
import type { GeneratorOptions } from './generator-options.ts';
import type { Negations } from './negation.ts';
import type { Part, SchemaDocument } from './schema-document.ts';
import type { Choice, Conjunct, State } from './state.ts';
import { UnsupportedSchemaError } from './unsupported-schema-error.ts';
import type { Violation } from './validators.ts';
import { type Workshop, workshopOf } from './workshop.ts';

/** More combinations of branches than this are not followed. */
const MOST_STATES = 20_000;

/** A schema made ready for generation: its states, each made once, and its validators. */
export class Model {
  readonly document: SchemaDocument;
  readonly options: GeneratorOptions;
  readonly start: State;
  /** The schema and its place. */
  readonly origin: Part;
  readonly #workshop: Workshop;
  readonly #states = new Map<string, State>();
  readonly #branches = new WeakMap<State, State[]>();
  readonly #strictBranches = new WeakMap<State, State[]>();
  readonly #choices = new Map<string, (Choice | undefined)[]>();
  readonly #negations: Negations = new WeakMap();
  readonly #checks = new Map<string, ValidateFunction>();
  readonly #flats = new WeakMap<JsonObject, JsonObject>();
  #made = 0;
  #whole: ValidateFunction | undefined;

  constructor(schema: JsonSchema, options: GeneratorOptions = {}) {
    this.options = options;
    this.#workshop = workshopOf(options.root ?? schema, options.direction);
    this.document = this.#workshop.document;
    this.origin = this.document.partOf(schema);
    this.start = this.state([this.origin]);
  }

  /** The state of a place that has to satisfy these parts. */
  state(parts: readonly Part[]): State {
    const key = this.#keyOf(parts);
    const known = this.#states.get(key);
    if (known) return known;
    const state = this.#collect(
      { key, parts, conjuncts: [], pending: [], possible: true, inexact: false },
      parts,
    );
    this.#states.set(key, state);
    return state;
  }

  /** The states that follow from a state's first choice, one a branch; strictly, where it holds alone. */
  branches(state: State, strictly = false): readonly State[] {
    const [choice, ...pending] = state.pending;
    if (!choice) return [];
    const memo = strictly ? this.#strictBranches : this.#branches;
    const known = memo.get(state);
    if (known) return known;
    const inexact = state.inexact || choice.keyword === 'oneOf';
    const made = choice.branches.map((branch) => {
      const key = `${state.key}>${branch.index}${strictly ? '!' : ''}`;
      const parts = strictly ? [...branch.parts, ...branch.apart] : branch.parts;
      return this.#collect({ ...state, key, pending, inexact }, parts);
    });
    memo.set(state, made);
    return made;
  }

  /** A state of exactly these conjuncts, whose choices are made already, and further parts. */
  fixed(conjuncts: readonly Conjunct[], further: readonly Part[]): State {
    return this.state([...conjuncts.map((conjunct) => this.flat(conjunct)), ...further]);
  }

  /** Whether a value satisfies the parts. */
  accepts(parts: readonly Part[], value: Json): boolean {
    const key = this.#keyOf(parts);
    let check = this.#checks.get(key);
    if (!check) {
      check = this.#workshop.quick.compile(parts);
      this.#checks.set(key, check);
    }
    return check(value) === true;
  }

  /** Every error of a whole value. */
  violations(value: Json): Violation[] {
    const { complete } = this.#workshop;
    this.#whole ??= complete.compile([this.origin]);
    return complete.violations(this.#whole, value);
  }

  /** A conjunct without what it applies in place. */
  flat(conjunct: Conjunct): Conjunct {
    let schema = this.#flats.get(conjunct.schema);
    if (!schema) {
      const applied = ['$ref', 'allOf', 'anyOf', 'oneOf', 'if', 'then', 'else', 'dependentSchemas'];
      // Alone it would no longer see what the others evaluate.
      applied.push('unevaluatedProperties', 'unevaluatedItems');
      const expanded = this.#choicesOf(conjunct).some((choice) => choice?.keyword === 'not');
      if (expanded) applied.push('not');
      const kept = Object.entries(conjunct.schema).filter(([keyword]) => !applied.includes(keyword));
      schema = Object.fromEntries(kept);
      this.#flats.set(conjunct.schema, schema);
    }
    return { ...conjunct, schema };
  }

  #keyOf(parts: readonly Part[]): string {
    return parts.map((part) => this.#partKey(part)).join(',');
  }

  #partKey({ schema, own }: Part): string {
    return `${isObject(schema) ? this.document.idOf(schema) : schema}${own ? '' : 'd'}`;
  }

  #choicesOf(conjunct: Conjunct): (Choice | undefined)[] {
    const key = this.#partKey(conjunct);
    const known = this.#choices.get(key) ?? choicesOf(this.document, conjunct, this.#negations);
    this.#choices.set(key, known);
    return known;
  }

  #collect(from: State, adding: readonly Part[]): State {
    if (this.#made++ > MOST_STATES) {
      throw new UnsupportedSchemaError(from.parts[0]?.pointer ?? '', 'too many combinations of branches');
    }
    const conjuncts = [...from.conjuncts];
    const pending = [...from.pending];
    const queue = [...adding];
    let { possible, inexact } = from;
    for (let part = queue.shift(); part; part = queue.shift()) {
      const { schema } = part;
      if (schema === false) possible = false;
      if (!isObject(schema) || conjuncts.some((conjunct) => conjunct.schema === schema)) continue;
      const conjunct: Conjunct = { ...part, schema };
      refuseDynamic(conjunct);
      conjuncts.push(conjunct);
      queue.push(...conjoined(this.document, conjunct));
      for (const choice of this.#choicesOf(conjunct)) {
        if (choice) pending.push(choice);
        else inexact = true;
      }
      inexact ||= isInexact(schema);
    }
    return { ...from, conjuncts, pending, possible, inexact };
  }
}

/** Keywords that are not followed exactly when values are made. */
function isInexact(schema: JsonObject): boolean {
  return ['unevaluatedProperties', 'unevaluatedItems', 'propertyNames', 'contains'].some(
    (keyword) => schema[keyword] !== undefined,
  );
}

function refuseDynamic({ schema, pointer }: Conjunct): void {
  for (const keyword of ['$dynamicRef', '$recursiveRef']) {
    if (schema[keyword] !== undefined)
      throw new UnsupportedSchemaError(pointer, `${keyword} is not supported`);
  }
}
