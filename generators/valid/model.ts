import { isObject, type Json, type JsonObject, type JsonSchema } from '../../model/json.ts';
import type { Violation } from '../evaluation/pass.ts';
import type { Library } from '../schema/library.ts';
import { malformation } from '../schema/malformed.ts';
import { respelt } from '../schema/normal-form.ts';
import type { Conjunct, Part } from '../schema/part.ts';
import { UnsupportedSchemaError } from '../schema/unsupported-schema-error.ts';
import { choicesOf, conjoined } from './choices.ts';
import type { GeneratorOptions } from './generator-options.ts';
import type { Negations } from './negation.ts';
import type { Application, Choice, State } from './state.ts';
import { type Workshop, workshopOf } from './workshop.ts';

/** More combinations of branches than this are not followed for one value. */
const MOST_STATES = 20_000;
const APPLIED_IN_PLACE = new Set(
  `$ref $dynamicRef $recursiveRef allOf anyOf oneOf if then else dependentSchemas unevaluatedProperties
  unevaluatedItems`.split(/\s+/),
);

/** A schema made ready for generation: its states, each made once, and its checks. */
export class Model {
  readonly library: Library;
  readonly options: GeneratorOptions;
  readonly start: State;
  /** The schema and its place. */
  readonly origin: Part;
  readonly #workshop: Workshop;
  readonly #states = new Map<string, State>();
  readonly #branches = new WeakMap<State, State[]>();
  readonly #strictBranches = new WeakMap<State, State[]>();
  readonly #reads = new Map<string, Read | UnsupportedSchemaError>();
  readonly #negations: Negations = new WeakMap();
  readonly #checks = new Map<string, Check>();
  /** The same by the list itself: writing its key costs more than a check of a small value. */
  readonly #checksOfParts = new WeakMap<readonly Part[], Check>();
  readonly #flats = new WeakMap<JsonObject, JsonObject>();
  #made = 0;

  constructor(schema: JsonSchema, options: GeneratorOptions = {}) {
    this.options = options;
    const root = options.root ?? schema;
    const isDocument = isObject(root) && (root['openapi'] !== undefined || root['swagger'] !== undefined);
    this.#workshop = workshopOf(root, !isDocument, options);
    this.library = this.#workshop.library;
    this.origin = this.library.partOf(schema);
    this.start = this.state([this.origin]);
  }

  /** Begins another value: the combinations that it may cost are counted from here. */
  begin(): void {
    this.#made = 0;
  }

  /** The state of a place that has to satisfy these parts. */
  state(parts: readonly Part[]): State {
    const key = parts.map((part) => this.library.keyOf(part)).join(',');
    const known = this.#states.get(key);
    if (known) return known;
    const empty: State = {
      key,
      library: this.library,
      parts,
      conjuncts: [],
      applications: [],
      pending: [],
      possible: true,
      inexact: false,
    };
    const state = this.#collect(empty, parts, undefined);
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
      return this.#collect({ ...state, key, pending, inexact }, parts, choice.holder);
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
    const known = this.#checksOfParts.get(parts);
    if (known) return known(value);
    const key = parts.map((part) => this.library.keyOf(part)).join(',');
    const check = this.#checks.get(key) ?? this.#workshop.evaluator.check(parts);
    this.#checks.set(key, check);
    this.#checksOfParts.set(parts, check);
    return check(value);
  }

  /** Every error of a whole value. */
  violations(value: Json): Violation[] {
    return this.#workshop.evaluator.violations(this.origin, value);
  }

  /** A conjunct without what it applies in place. */
  flat(conjunct: Conjunct): Conjunct {
    let schema = this.#flats.get(conjunct.schema);
    if (!schema) {
      const read = this.#read(conjunct);
      const expanded =
        !(read instanceof UnsupportedSchemaError) && read.choices.some((choice) => choice?.keyword === 'not');
      const kept = Object.entries(conjunct.schema).filter(
        // Alone it would no longer see what the others evaluate.
        ([keyword]) => !APPLIED_IN_PLACE.has(keyword) && !(expanded && keyword === 'not'),
      );
      schema = Object.fromEntries(kept);
      respelt(conjunct.schema, schema);
      this.#flats.set(conjunct.schema, schema);
    }
    return { ...conjunct, schema };
  }

  #collect(from: State, adding: readonly Part[], by: JsonObject | undefined): State {
    if (this.#made++ > MOST_STATES) {
      throw new UnsupportedSchemaError(from.parts[0]?.pointer ?? '', 'too many combinations of branches');
    }
    const conjuncts = [...from.conjuncts];
    const applications: Application[] = [...from.applications];
    const pending = [...from.pending];
    const queue = adding.map((part) => ({ part, by }));
    let { possible, inexact, refusal } = from;
    for (let next = queue.shift(); next; next = queue.shift()) {
      const conjunct = this.library.conjunct(next.part);
      if (next.part.schema === false) possible = false;
      if (!conjunct) continue;
      const { schema } = conjunct;
      if (next.by) applications.push({ by: next.by, schema, silent: conjunct.silent });
      if (conjuncts.some((one) => one.schema === schema)) continue;
      conjuncts.push(conjunct);
      const read = this.#read(conjunct);
      if (read instanceof UnsupportedSchemaError) {
        refusal ??= read;
        possible = false;
        continue;
      }
      queue.push(...read.conjoined.map((part) => ({ part, by: schema })));
      for (const choice of read.choices) {
        if (choice) pending.push(choice);
        else inexact = true;
      }
      inexact ||= isInexact(schema);
    }
    return { ...from, conjuncts, applications, pending, possible, inexact, refusal };
  }

  #read(conjunct: Conjunct): Read | UnsupportedSchemaError {
    const key = this.library.keyOf(conjunct);
    const known = this.#reads.get(key) ?? this.#readFirst(conjunct);
    this.#reads.set(key, known);
    return known;
  }

  #readFirst(conjunct: Conjunct): Read | UnsupportedSchemaError {
    const wrong = malformation(conjunct.schema);
    if (wrong) return new UnsupportedSchemaError(conjunct.pointer, wrong.reason);
    try {
      return {
        conjoined: conjoined(this.library, conjunct),
        choices: choicesOf(this.library, conjunct, this.#negations),
      };
    } catch (error) {
      if (error instanceof UnsupportedSchemaError) return error;
      throw error;
    }
  }
}

type Check = (value: Json) => boolean;

/** What a schema object applies in place. */
interface Read {
  readonly conjoined: readonly Part[];
  /** Undefined stands for a `not` that can only be filtered. */
  readonly choices: readonly (Choice | undefined)[];
}

/** Keywords that are not followed exactly when values are made. */
function isInexact(schema: JsonObject): boolean {
  return schema['contains'] !== undefined && schema['maxContains'] !== undefined;
}
