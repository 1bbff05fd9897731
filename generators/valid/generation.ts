import type { Json } from '../../model/json.ts';
import { ExhaustedError, UnsupportedSchemaError } from '../schema/unsupported-schema-error.ts';
import { arrayValue } from './arrays.ts';
import { feasibleKinds, heightOf, isFeasible } from './height.ts';
import type { Kind } from './kinds.ts';
import { kindOf } from './kinds.ts';
import { memo } from './memo.ts';
import type { Model } from './model.ts';
import { numberValue } from './numbers.ts';
import { objectLimits } from './object-limits.ts';
import { objectValue } from './objects.ts';
import { isPlain } from './plainness.ts';
import type { Run, Spot } from './run.ts';
import type { Source } from './source.ts';
import { type Choice, pointerOf, type State } from './state.ts';
import { stringValue } from './strings.ts';
import { isTight } from './tightness.ts';
import { acceptedValues, satisfies, valuesOf } from './values.ts';
import type { Want } from './want.ts';

const TRIES = 60;
/** Attempts where the construction proves the value, but may lose its way: a set that turns out too small. */
const FEW_TRIES = 8;
/** From this attempt on, a branch of oneOf is made to break the others. */
const STRICT = 12;

/** Makes one value of a schema from the choices of a source. */
export class Generation implements Run {
  readonly model: Model;
  readonly source: Source;
  readonly mode: 'example' | 'random';
  readonly plain: boolean;
  readonly optional: 'none' | 'some' | 'all';
  /** What every attempt failed for, with what was wished there: within others that are tried again it need not be. */
  readonly #failed = new Map<State, Map<Want | undefined, UnsupportedSchemaError>>();

  constructor(model: Model, source: Source, mode: 'example' | 'random') {
    this.model = model;
    this.source = source;
    this.mode = mode;
    this.plain = mode === 'example' || model.options.plain === true;
    this.optional = model.options.optional ?? 'some';
  }

  get isSimple(): boolean {
    return this.mode === 'example' && !this.source.isWild;
  }

  /** A value for one place, checked where the construction alone does not prove it. */
  value(state: State, spot: Spot): Json {
    if (!isFeasible(this.model, state)) {
      throw new UnsupportedSchemaError(pointerOf(state), 'no value satisfies it');
    }
    const failure = this.#failed.get(state)?.get(spot.want);
    if (failure) throw failure;
    try {
      return this.#attempted(state, spot);
    } catch (error) {
      if (error instanceof UnsupportedSchemaError) {
        this.#failed.set(state, (this.#failed.get(state) ?? new Map()).set(spot.want, error));
      }
      throw error;
    }
  }

  attempt(make: () => Json | undefined): Json | undefined {
    try {
      return this.source.retry(1, make);
    } catch (error) {
      if (error instanceof UnsupportedSchemaError && !(error instanceof ExhaustedError)) return undefined;
      throw error;
    }
  }

  #attempted(state: State, spot: Spot): Json {
    const tries = state.pending.length > 0 || state.inexact ? TRIES : FEW_TRIES;
    const value = this.source.retry(tries, (attempt) => {
      const leaf = this.#choose(state, spot, attempt >= STRICT);
      const made = this.#ofLeaf(leaf, spot);
      return !leaf.inexact || this.model.accepts(state.parts, made) ? made : undefined;
    });
    if (value === undefined) {
      throw new UnsupportedSchemaError(pointerOf(state), `none of ${tries} attempts made a valid value`);
    }
    return value;
  }

  #choose(state: State, spot: Spot, strictly: boolean): State {
    let at = state;
    for (let choice = at.pending[0]; choice; choice = at.pending[0]) {
      const branches = this.#branches(at, strictly);
      if (feasibleOf(this.model, branches).length === 0) return at;
      at = this.#branch(choice, branches, spot);
    }
    return at;
  }

  #branches(at: State, strictly: boolean): readonly State[] {
    const strict = strictly ? this.model.branches(at, true) : [];
    return strict.some((branch) => isFeasible(this.model, branch)) ? strict : this.model.branches(at);
  }

  #branch(choice: Choice, branches: readonly State[], spot: Spot): State {
    const { want } = spot;
    const index = want?.branches.get(choice.pointer);
    const branch = index === undefined ? undefined : branches[index];
    if (branch && isFeasible(this.model, branch)) return branch;
    let usable = feasibleOf(this.model, branches);
    if (want && want.below.size > 0) usable = preferred(usable, (one) => isWanted(this.model, one, want));
    if (choice.keyword === 'dependentSchemas') usable = this.#dependency(usable, spot);
    if (isTight(this, spot)) {
      const least = Math.min(...usable.map((one) => heightOf(this.model, one)));
      usable = usable.filter((one) => heightOf(this.model, one) === least);
    }
    const picked = this.source.pick(usable);
    if (!picked) throw new UnsupportedSchemaError(choice.pointer, 'no branch can be satisfied');
    return picked;
  }

  /** The branch without the member comes first; which one is a question of optional members. */
  #dependency(usable: readonly State[], { depth }: Spot): readonly State[] {
    if (this.optional === 'none') return usable.slice(0, 1);
    return this.optional === 'all' && depth < 4 ? usable.slice(-1) : usable;
  }

  #ofLeaf(leaf: State, spot: Spot): Json {
    const values = leaf.pending.length > 0 ? acceptedValues(this.model, leaf) : valuesOf(this.model, leaf);
    const shown = this.#shown(leaf, spot);
    if (!values) {
      if (shown.length === 0) return this.#ofKind(leaf, spot);
      return this.#show(leaf, shown, spot) ?? this.#ofKind(leaf, { ...spot, shown });
    }
    const preferredValue = this.mode === 'example' ? this.#fromDocument(leaf, shown, values) : undefined;
    const value = preferredValue ?? this.source.pick(values);
    if (value === undefined) throw new UnsupportedSchemaError(pointerOf(leaf), 'no value is left for it');
    return value;
  }

  #fromDocument(leaf: State, shown: readonly Json[], values: readonly Json[]): Json | undefined {
    const site = leaf.conjuncts.some(({ schema, pointer }) => this.model.options.site?.(schema, pointer));
    if (site) return undefined;
    const texts = values.map((value) => JSON.stringify(value));
    return shown.find((value) => texts.includes(JSON.stringify(value)));
  }

  /** What the document shows for a place: examples first, then the default. */
  #shown(leaf: State, spot: Spot): readonly Json[] {
    const { examples, defaults } = shownBy(leaf);
    if (examples.length === 0 && defaults.length === 0) return spot.shown;
    return [...examples, ...spot.shown, ...defaults];
  }

  /** A shown value as it stands: always in an example, now and then by chance. */
  #show(leaf: State, shown: readonly Json[], { want }: Spot): Json | undefined {
    if (shown.length === 0 || want) return undefined;
    if (this.mode === 'random' && this.source.draw(15) < 15) return undefined;
    return shown.find(
      (value) =>
        isSimple(value) && (!this.plain || isPlainValue(value)) && satisfies(this.model, leaf, value),
    );
  }

  #ofKind(leaf: State, spot: Spot): Json {
    const kinds = feasibleKinds(this.model, leaf);
    switch (this.#kind(kinds, spot)) {
      case 'string':
        return stringValue(this, leaf);
      case 'number':
        return numberValue(this, leaf);
      case 'boolean':
        return this.isSimple || this.source.draw(1) === 0;
      case 'array':
        return arrayValue(this, leaf, spot);
      case 'object':
        return objectValue(this, leaf, spot);
      case 'null':
        return null;
      default:
        throw new UnsupportedSchemaError(pointerOf(leaf), 'no type of value is left');
    }
  }

  #kind(kinds: readonly Kind[], { want, shown }: Spot): Kind | undefined {
    if (want?.kind && kinds.includes(want.kind)) return want.kind;
    if (want && want.below.size > 0) {
      const nested = kinds.filter((kind) => kind === 'object' || kind === 'array');
      const items = [...want.below.keys()].every((token) => /^\d+$/.test(token));
      const first = nested.find((kind) => kind === (items ? 'array' : 'object')) ?? nested[0];
      if (first) return first;
    }
    if (kinds.length < 2) return kinds[0];
    const others = kinds.filter((kind) => kind !== 'null');
    if (this.isSimple)
      return others.find((kind) => shown.some((value) => kindOf(value) === kind)) ?? others[0];
    // Null is one value: it need not be as frequent as the others.
    if (others.length < kinds.length && this.source.draw(7) === 7) return 'null';
    return this.source.pick(others);
  }
}

const feasible = new WeakMap<readonly State[], readonly State[]>();

function feasibleOf(model: Model, branches: readonly State[]): readonly State[] {
  const found = feasible.get(branches) ?? branches.filter((one) => isFeasible(model, one));
  feasible.set(branches, found);
  return found;
}

const shownBy = memo(({ conjuncts }: State): { examples: readonly Json[]; defaults: readonly Json[] } => ({
  examples: conjuncts.flatMap(({ schema: { examples, example } }) => [
    ...(Array.isArray(examples) ? examples : []),
    ...(example === undefined ? [] : [example]),
  ]),
  defaults: conjuncts.flatMap(({ schema }) => (schema['default'] === undefined ? [] : [schema['default']])),
}));

function preferred<T>(all: readonly T[], is: (one: T) => boolean): readonly T[] {
  const some = all.filter(is);
  return some.length > 0 ? some : all;
}

/** Whether a branch knows the members that have to be present. */
function isWanted(model: Model, state: State, want: Want): boolean {
  if (state.pending.length > 0) return model.branches(state).some((branch) => isWanted(model, branch, want));
  const { declared } = objectLimits(state);
  return [...want.below.keys()].every((name) => /^\d+$/.test(name) || declared.includes(name));
}

/** Objects are put together member by member, so that hidden and excluded members stay out. */
function isSimple(value: Json): boolean {
  if (Array.isArray(value)) return value.every(isSimple) && value.length > 0;
  return typeof value !== 'object' || value === null;
}

function isPlainValue(value: Json): boolean {
  if (Array.isArray(value)) return value.every(isPlainValue);
  return typeof value === 'string' ? isPlain(value) : !Number.isInteger(value) || Number.isSafeInteger(value);
}
