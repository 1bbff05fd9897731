import {
  type CharacterClass,
  type CharSet,
  type Concatenation,
  type Element,
  JS,
  type NoParent,
  type Quantifier,
} from 'refa';
import { regularExpression } from './regular-expression.ts';
import { asEngineHas } from './unicode-version.ts';
import { Unserved } from './unserved.ts';

/** A place in the graph of a pattern: what has to come next. */
export type Place =
  | { readonly is: 'character'; readonly set: CharSet; readonly next: number }
  | { readonly is: 'either'; next: readonly number[] }
  /** The rest of the word must, or must not, go on from another place. */
  | { readonly is: 'ahead'; readonly isNegated: boolean; readonly to: number; readonly next: number }
  /** What was read must, or must not, end as a look-behind of the graph says. */
  | { readonly is: 'behind'; readonly isNegated: boolean; readonly index: number; readonly next: number }
  /** Matched, whatever follows. */
  | { readonly is: 'matched' }
  /** A look-behind is met here, and only here. */
  | { readonly is: 'met' };

/** A pattern as a graph, for a search from left to right. */
export interface PatternGraph {
  readonly places: readonly Place[];
  readonly start: number;
  /** Starts of the look-behinds; inner ones come before those that contain them. */
  readonly behinds: readonly number[];
  readonly isUnicode: boolean;
}

/**
 * How a graph differs from its pattern, where that has to be made smaller: it matches less, least (only at the start
 * of a word), or more.
 */
export type Bend = 'none' | 'less' | 'least' | 'more';

const MOST_PLACES = 30_000;
/** Repetitions that a bent graph counts beyond the least. */
const BENT_REPEATS = 6;

type Alternatives = readonly NoParent<Concatenation>[];

/** Reads a pattern into a graph, exactly or bent. */
export function patternGraph(pattern: string, bend: Bend = 'none'): PatternGraph {
  const flags = regularExpression(pattern)?.flags;
  if (flags === undefined) throw new Unserved('it is no regular expression');
  return new Builder(pattern, bend).build(flags);
}

function parse(pattern: string, flags: string): Alternatives {
  try {
    return JS.Parser.fromLiteral({ source: pattern, flags }).parse({ assertions: 'parse' }).expression
      .alternatives;
  } catch (error) {
    throw new Unserved(error instanceof Error ? error.message : String(error));
  }
}

class Builder {
  readonly #places: Place[] = [];
  readonly #behinds: number[] = [];
  readonly #looks = new Map<object, number>();
  readonly #every: CharSet[] = [];
  readonly #pattern: string;
  readonly #corrected = new Map<string, CharSet>();
  #bend: Bend;

  constructor(pattern: string, bend: Bend) {
    this.#pattern = pattern;
    this.#bend = bend;
  }

  build(flags: string): PatternGraph {
    const alternatives = parse(this.#pattern, flags);
    const all = JS.createCharSet([{ min: 0, max: 0x10ffff }], { unicode: true });
    this.#every.push(all);
    const matched = this.#add({ is: 'matched' });
    const first = this.#either(alternatives, matched);
    const start = this.#bend === 'least' ? first : this.#anywhere(first);
    return { places: this.#places, start, behinds: this.#behinds, isUnicode: flags === 'u' };
  }

  #add(place: Place): number {
    if (this.#places.length >= MOST_PLACES) throw new Unserved('its repetitions are too many', true);
    return this.#places.push(place) - 1;
  }

  /** A search: any characters may come before. */
  #anywhere(to: number): number {
    const loop: Place = { is: 'either', next: [to] };
    const at = this.#add(loop);
    const [set] = this.#every;
    if (set) loop.next = [this.#add({ is: 'character', set, next: at }), to];
    return at;
  }

  #either(alternatives: Alternatives, next: number): number {
    const branches = alternatives.map(({ elements }) =>
      elements.reduceRight((after, element) => this.#element(element, after), next),
    );
    const [only] = branches;
    return only !== undefined && branches.length === 1 ? only : this.#add({ is: 'either', next: branches });
  }

  #element(element: NoParent<Element>, next: number): number {
    switch (element.type) {
      case 'CharacterClass':
        return this.#add({ is: 'character', set: this.#set(element), next });
      case 'Alternation':
        return this.#either(element.alternatives, next);
      case 'Quantifier':
        return this.#repeat(element, next);
      case 'Assertion':
        return this.#look(element, next);
      case 'Unknown':
        throw new Unserved(`${element.id} is not known`);
    }
  }

  #set({ characters, source }: NoParent<CharacterClass>): CharSet {
    const text = source ? this.#pattern.slice(source.start, source.end) : '';
    if (!/\\[pP]\{/.test(text)) return characters;
    const known = this.#corrected.get(text) ?? asEngineHas(characters, text);
    this.#corrected.set(text, known);
    return known;
  }

  #repeat(quantifier: NoParent<Quantifier>, next: number): number {
    const { min, max, alternatives } = this.#bent(quantifier);
    let entry = next;
    if (max === Number.POSITIVE_INFINITY) {
      const loop: Place = { is: 'either', next: [next] };
      entry = this.#add(loop);
      loop.next = [this.#either(alternatives, entry), next];
    } else {
      for (let count = min; count < max; count++)
        entry = this.#add({ is: 'either', next: [this.#either(alternatives, entry), next] });
    }
    for (let count = 0; count < min; count++) entry = this.#either(alternatives, entry);
    return entry;
  }

  #bent(quantifier: NoParent<Quantifier>): Pick<NoParent<Quantifier>, 'min' | 'max' | 'alternatives'> {
    const { min, max, alternatives } = quantifier;
    if (this.#bend === 'none' || max - min <= BENT_REPEATS) {
      const isLong = this.#bend === 'more' && min > BENT_REPEATS;
      return isLong ? { min: BENT_REPEATS, max: Number.POSITIVE_INFINITY, alternatives } : quantifier;
    }
    if (this.#bend === 'more')
      return { min: Math.min(min, BENT_REPEATS), max: Number.POSITIVE_INFINITY, alternatives };
    return max === Number.POSITIVE_INFINITY ? quantifier : { min, max: min + BENT_REPEATS, alternatives };
  }

  #look(assertion: NoParent<Extract<Element, { type: 'Assertion' }>>, next: number): number {
    const { kind, negate: isNegated } = assertion;
    const to = this.#looks.get(assertion) ?? this.#lookTarget(assertion);
    this.#looks.set(assertion, to);
    return kind === 'ahead'
      ? this.#add({ is: 'ahead', isNegated, to, next })
      : this.#add({ is: 'behind', isNegated, index: to, next });
  }

  #lookTarget({ kind, negate, alternatives }: NoParent<Extract<Element, { type: 'Assertion' }>>): number {
    const outer = this.#bend;
    if (negate && outer !== 'none') this.#bend = outer === 'more' ? 'less' : 'more';
    let target: number;
    if (kind === 'ahead') {
      target = this.#either(alternatives, this.#add({ is: 'matched' }));
    } else {
      const start = this.#anywhere(this.#either(alternatives, this.#add({ is: 'met' })));
      target = this.#behinds.push(start) - 1;
    }
    this.#bend = outer;
    return target;
  }
}

/** The sets of characters that a graph tells apart. */
export function setsOf({ places }: PatternGraph): CharSet[] {
  return [...new Set(places.flatMap((place) => (place.is === 'character' ? [place.set] : [])))];
}
